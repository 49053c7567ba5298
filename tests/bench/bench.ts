// Measures the figures of the product, each beside its baseline in the same run; prints a table and writes JSON.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireChromium } from '../../scripts/chromium.ts';
import { productServer } from '../support/server.ts';
import { agendaFigures } from './agenda.ts';
import { attendanceFigures } from './attendance.ts';
import { deviceFigures } from './devices.ts';
import { table, type Figure } from './figure.ts';
import { serveFloor } from './floor.ts';
import { gateFigures } from './gate.ts';
import { calendarFigures } from './ics.ts';
import { kioskFigures } from './kiosk.ts';
import { pageFigures } from './pages.ts';
import { guessCost, passphraseFigures } from './passphrase.ts';
import { qualityFigures } from './quality.ts';
import { searchCodeFigure } from './search-code.ts';
import { searchFigures } from './search.ts';
import { tapFigures } from './taps.ts';
import { workFigures } from './work.ts';

const RESULTS = join(import.meta.dirname, '..', '..', 'bench-results.json');

process.env['CHROMIUM_PATH'] = requireChromium(process.env);
const figures: Figure[] = [
  ...(await qualityFigures()),
  ...(await calendarFigures()),
  ...(await gateFigures()),
  ...(await searchFigures()),
  ...(await agendaFigures()),
  await searchCodeFigure(),
  ...(await measurePages()),
  ...(await passphraseFigures()),
  ...(await workFigures()),
  ...(await tapFigures()),
  ...(await attendanceFigures()),
  ...(await kioskFigures()),
  ...(await deviceFigures())
];
console.log(table(figures));
console.log(guessCost());
writeFileSync(RESULTS, `${JSON.stringify(figures, null, 2)}\n`);
console.log('Written to bench-results.json');

async function measurePages(): Promise<Figure[]> {
  const server = await productServer();
  const floor = await serveFloor();
  try {
    await server.start();
    return await pageFigures(server.origin, floor.origin);
  } finally {
    await floor.close();
    await server.discard();
  }
}
