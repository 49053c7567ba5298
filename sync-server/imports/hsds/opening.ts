import { accept, cell, reject, type SourceRow } from './rows.ts';
import { referred, whyLoose, type Directory, type Links } from './links.ts';
import { text } from './values.ts';
import { openingText, readDays, readTime, type Opening } from './opening-hours.ts';

/** What the source says of the hours of one service, at one of its locations or (key '') everywhere. */
interface Hours {
  readonly words: Set<string>;
  readonly openings: Opening[];
}

/** The opening hours of each service in words. Hours of a location count for the services offered there. */
export function readOpening(
  rows: readonly SourceRow[],
  directory: Directory,
  links: Links
): (service: string) => string | null {
  const byService = new Map<string, Map<string, Hours>>();
  for (const row of rows) {
    const places = placesOf(row, directory, links);
    const said = places.length === 0 ? whyNoService(row, directory) : readHours(row);
    if (typeof said === 'string') {
      reject(row, said);
      continue;
    }
    for (const [service, location] of places) {
      const hours = byService.get(service) ?? new Map<string, Hours>();
      byService.set(service, hours);
      const place = hours.get(location) ?? { words: new Set(), openings: [] };
      hours.set(location, place);
      for (const words of said.words) place.words.add(words);
      place.openings.push(...said.openings);
    }
    accept(row);
  }
  return (service) => describe(byService.get(service), directory);
}

/** The services a schedule is about, each with the location it holds at ('' for all). */
function placesOf(row: SourceRow, directory: Directory, links: Links): [service: string, location: string][] {
  const services = referred(row, 'service', directory);
  if (services.length > 0) return services.map((service) => [service, '']);
  const link = links.byId.get(cell(row, 'service_at_location_id') ?? '');
  const locations = link?.locations ?? referred(row, 'location', directory);
  return locations.flatMap((location) =>
    (link?.services ?? links.services.get(location)).map((service): [string, string] => [service, location])
  );
}

const whyNoService = (row: SourceRow, directory: Directory): string =>
  referred(row, 'location', directory).length > 0
    ? `op locatie ${cell(row, 'location_id') ?? ''} is geen dienst om de tijden bij te zetten`
    : whyLoose(row, ['service', 'location']);

/** The hours in one row, or why there are none. */
function readHours(row: SourceRow): Hours | string {
  const words = text(row, 'description');
  if (words !== null) return { words: new Set([words]), openings: [] };
  const [opens, closes] = [cell(row, 'opens_at'), cell(row, 'closes_at')];
  if (opens === null && closes === null) return 'geen tijden: gesloten of niet ingevuld';
  const from = opens === null ? null : readTime(opens);
  const until = closes === null ? null : readTime(closes);
  if (from === null || until === null)
    return `'${opens ?? ''}' tot '${closes ?? ''}' is geen begin- en eindtijd`;
  const weekday =
    cell(row, 'weekday', 'byday') ?? (cell(row, 'freq')?.toUpperCase() === 'DAILY' ? '1,2,3,4,5,6,7' : null);
  const days = weekday === null ? null : readDays(weekday);
  if (days === null) return `'${weekday ?? ''}' is geen dag van de week`;
  if (until <= from)
    row.record.note(`sluit (${closes ?? ''}) niet na het openen (${opens ?? ''}): kijk het na`);
  if (/m$/i.test(`${opens ?? ''}${closes ?? ''}`)) row.record.note('tijden met am of pm omgezet');
  return { words: new Set(), openings: days.map((day) => ({ day, opens: from, closes: until })) };
}

function describe(hours: ReadonlyMap<string, Hours> | undefined, directory: Directory): string | null {
  if (!hours) return null;
  const texts = [...hours].map(([location, { words, openings }]) => ({
    place: directory.location.get(location)?.fields.name ?? null,
    words: [...words, openingText(openings)].filter((part) => part !== '').join('. ')
  }));
  const different = new Set(texts.map(({ words }) => words));
  if (different.size === 1) return [...different][0] || null;
  return texts.map(({ place, words }) => (place === null ? words : `${place}: ${words}`)).join('\n') || null;
}
