// npm run audit:verify [-- <anchor>]: checks the chain over the audit trail, with the server stopped where it is embedded.
import { openDatabase } from '../database.ts';
import { openEngine } from '../open-engine.ts';
import { readSettings } from '../settings.ts';
import { AUDIT_DATABASE } from './audit.ts';
import { verifyAudit } from './verify.ts';

process.exitCode = await run(process.argv[2]);

async function run(anchor: string | undefined): Promise<number> {
  const settings = readSettings(process.env);
  if (!settings.ok) return refuse(settings.failure);
  const engine = await openEngine(settings.value);
  if (!engine.ok) return refuse([engine.failure]);
  try {
    const verdict = await verifyAudit(openDatabase(engine.value, AUDIT_DATABASE), Date.now(), anchor);
    console.log(`${verdict.facts} facts, ${verdict.links} links, ${verdict.unsealed} not sealed yet.`);
    if (verdict.anchor) console.log(`Write this down elsewhere, to check with it later: ${verdict.anchor}`);
    if (verdict.breaks.length > 0) return refuse(verdict.breaks);
    console.log('The audit trail holds.');
    return 0;
  } finally {
    await engine.value.close();
  }
}

function refuse(lines: readonly string[]): number {
  for (const line of lines) console.error(line);
  return 1;
}
