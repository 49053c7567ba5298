/* A calendar as a file. Without what it is made with, so that a page that only hands it over stays light. */

export const CALENDAR_TYPE = 'text/calendar; charset=utf-8';

/** How long a file can be taken, in milliseconds: a telephone may ask first. */
const KEPT = 60_000;

/** A name for a file: `Koffie & weggeven` → `koffie-weggeven.ics`. */
export function calendarFileName(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return `${plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'agenda'}.ics`;
}

/** Hands a calendar to the browser as a file, without the server. */
export function takeCalendarFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: CALENDAR_TYPE }));
  const link = document.createElement('a');
  link.href = address;
  link.download = calendarFileName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}
