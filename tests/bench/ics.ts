import { subscription } from '#lib/agenda/take-along/icalendar.ts';
import { sortDocuments } from '#lib/agenda/on-device/map-documents.ts';
import { seriesIn } from '#lib/agenda/on-device/series.ts';
import { mapDocument } from '#server/imports/map-document.ts';
import { strictCalendar } from '../support/strict-calendar.ts';
import { alone, median, type Figure } from './figure.ts';
import { variedEntries } from './made-map.ts';

const SERIES = 500;
const ROUNDS = 7;
const TODAY = '2026-11-26';

/** The calendar of a zone as the server makes it when the map has changed. It has to pass the strict parser. */
export async function calendarFigures(): Promise<Figure[]> {
  const entries = await variedEntries({ service: SERIES, activity: SERIES });
  const documents = entries.map((entry) => mapDocument(entry, Date.parse(TODAY)));
  const times: number[] = [];
  let text = '';
  for (let round = 0; round < ROUNDS; round++) {
    // The processor's time: making it waits for nothing, and other work on the machine does not count.
    const before = process.cpuUsage();
    const map = sortDocuments(documents);
    const series = [...map.activities.values()].map((one) => seriesIn(map, one, TODAY));
    text = subscription(series, { name: 'Agenda', origin: 'https://binnenzak.example' });
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  const { events } = strictCalendar(new TextEncoder().encode(text));
  if (events.length !== SERIES) throw new Error(`The calendar has ${events.length} series.`);
  return [
    alone('.ics of a zone with 500 series, made anew, time of the processor', 'ms', median(times), 300)
  ];
}
