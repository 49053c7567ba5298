import { plainText } from '../source/plain-text.ts';
import type { SourceRow } from './rows.ts';
import { cell } from './rows.ts';

/** The cell's text without markup and stray white space. */
export function text(row: SourceRow, ...names: readonly string[]): string | null {
  const raw = cell(row, ...names);
  if (raw === null) return null;
  const { text, marked } = plainText(raw);
  if (marked) row.record.note('opmaak (HTML) uit de tekst gehaald');
  return text || null;
}

/** A mail address, or null with a note when it is none. */
export function email(row: SourceRow): string | null {
  const raw = cell(row, 'email');
  if (raw === null || /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+$/.test(raw)) return raw;
  row.record.note(`'${raw.slice(0, 80)}' is geen mailadres; weggelaten`);
  return null;
}

/** A web address that a browser may open, or null with a note when it is none. */
export function url(row: SourceRow): string | null {
  const raw = cell(row, 'url', 'website');
  if (raw === null) return null;
  if (/^https?:\/\/[^\s/]+/i.test(raw) && URL.canParse(raw)) return raw;
  const completed = `https://${raw}`;
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(\/\S*)?$/i.test(raw) && URL.canParse(completed)) {
    row.record.note(`webadres '${raw.slice(0, 80)}' aangevuld met https://`);
    return completed;
  }
  row.record.note(`'${raw.slice(0, 80)}' is geen webadres; weggelaten`);
  return null;
}

/** The telephone numbers in a cell; some sources put several there, or quotes around one. */
export function phoneNumbers(row: SourceRow): string[] {
  const raw = cell(row, 'number', 'phone_number');
  if (raw === null) return [];
  const parts = raw.split(/[;/]|\bof\b|\bor\b/).map((part) => part.replace(/["']/g, '').trim());
  const numbers = parts.filter((part) => (part.match(/\d/g)?.length ?? 0) >= 3);
  if (numbers.length > 1) row.record.note('meer nummers in één cel, uit elkaar gehaald');
  else if (numbers.length === 1 && numbers[0] !== raw)
    row.record.note(`tekens rond het nummer ${numbers[0]} weggehaald`);
  return numbers;
}

/** A point on earth in degrees, or nulls (with a note when there was something else). */
export function coordinates(row: SourceRow): { latitude: number | null; longitude: number | null } {
  const [latitude, longitude] = [cell(row, 'latitude'), cell(row, 'longitude')];
  if (latitude === null && longitude === null) return { latitude: null, longitude: null };
  const point = { latitude: Number(latitude ?? Number.NaN), longitude: Number(longitude ?? Number.NaN) };
  if (Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180) return point;
  row.record.note(
    `${latitude ?? 'niets'}, ${longitude ?? 'niets'} is geen plek op aarde; coördinaten weggelaten`
  );
  return { latitude: null, longitude: null };
}

/** A calendar day, or null (with a note when there was something else). */
export function day(row: SourceRow, column: string): string | null {
  const raw = cell(row, column);
  if (raw === null) return null;
  const start = /^\d{4}-\d\d-\d\d/.exec(raw)?.[0];
  if (start !== undefined && isDay(start)) return start;
  row.record.note(`'${raw.slice(0, 40)}' is geen datum; weggelaten`);
  return null;
}

const isDay = (text: string): boolean => {
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
};
