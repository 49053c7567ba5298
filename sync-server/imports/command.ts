// npm run import -- <folder, file or address> [--zone <slug>] [--report <file>]
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ZONES } from '#lib/social-map/zone.ts';
import { openEngine } from '../open-engine.ts';
import { provisionServer } from '../provision.ts';
import { readSettings } from '../settings.ts';
import { applyToMap } from './apply-to-map.ts';
import { readDirectory } from './read-directory.ts';
import { applyText, readingText, remarksCsv } from './report-text.ts';

const USAGE =
  'Zo gebruik je de import: npm run import -- <map, bestand of webadres van een agenda> [--zone <wijk>] [--report <bestand>]';
const UNCHANGED = 'De kaart is niet veranderd.';

const { path, zone, reportFile } = readArguments();
const reading = await readDirectory(path, zone);
if (!reading.ok) stop(reading.failure.message);
const { entries, report } = reading.value;
console.log(readingText(path, entries, report));
if (reportFile !== undefined) await keepRemarks(reportFile);

const settings = readSettings(process.env);
if (!settings.ok) stop(...settings.failure, UNCHANGED);
const engine = await openEngine(settings.value);
if (!engine.ok) {
  stop(engine.failure, `Draait Binnenzak op deze gegevens, stop het dan eerst (Ctrl+C). ${UNCHANGED}`);
}
try {
  await provisionServer(engine.value);
  console.log(`\n${applyText(await applyToMap(engine.value, entries, Date.now()))}`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
  console.error(
    'Het schrijven is afgebroken. Wat al op de kaart staat, klopt; doe de import opnieuw om de rest te schrijven.'
  );
} finally {
  await engine.value.close();
}

function readArguments(): { path: string; zone: string | null; reportFile: string | undefined } {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { report: { type: 'string' }, zone: { type: 'string' } }
    });
    const [path, ...rest] = positionals;
    if (path === undefined || rest.length > 0) return stop(USAGE);
    const zone = values.zone ?? null;
    if (zone !== null && !ZONES.some(({ slug }) => slug === zone))
      return stop(`De wijk '${zone}' is er niet. Kies uit: ${ZONES.map(({ slug }) => slug).join(', ')}.`);
    return { path, zone, reportFile: values.report };
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error), USAGE);
  }
}

async function keepRemarks(file: string): Promise<void> {
  try {
    await writeFile(file, remarksCsv(report.remarks));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    stop(`Het verslag kan niet in '${file}' worden bewaard (${why}). ${UNCHANGED}`);
  }
  console.log(`\nAlle ${report.remarks.length} opmerkingen staan in ${file}.`);
}

function stop(...lines: readonly string[]): never {
  for (const line of lines) console.error(line);
  process.exit(1);
}
