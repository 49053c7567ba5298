/*
 * Reads iCalendar as it comes: any line end, folded as it should or broken where it should not, without an END or with
 * one too many. What had to be guessed is told with the component that it was guessed in.
 */

/** A property: its name in capitals, its parameters by name in capitals, and its value as it stands there. */
export interface Property {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

export interface Component {
  readonly name: string;
  readonly properties: Property[];
  readonly inside: Component[];
  /** What was mended in it, in Dutch. */
  readonly notes: Set<string>;
  /** False when the file ended inside it. */
  whole: boolean;
}

/** Parts that stand beside each other in a calendar: one that begins inside another of them begins after it. */
const BESIDE = new Set(['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VTIMEZONE', 'VCALENDAR']);

/** A calendar holds events, and an event its alarms; deeper than this is no calendar. */
const DEEPEST = 8;

/** The outermost components of a text; none where it is no iCalendar. */
export function readComponents(text: string): Component[] {
  const root = begun('');
  const open = [root];
  const current = () => open.at(-1) ?? root;
  for (const { line, glued } of unfolded(text)) {
    const property = readProperty(line);
    if (!property) continue;
    const name = property.value.trim().toUpperCase();
    if (property.name === 'BEGIN') {
      if (name !== 'VCALENDAR' && BESIDE.has(name))
        while (BESIDE.has(current().name) && current().name !== 'VCALENDAR') close('een nieuwe begon');
      if (open.length > DEEPEST) continue;
      const component = begun(name);
      current().inside.push(component);
      open.push(component);
    } else if (property.name === 'END') {
      // An END of something that is not open says nothing.
      if (open.some((one) => one.name === name)) {
        while (current().name !== name) close(`END:${name} volgde`);
        open.pop();
      }
    } else {
      current().properties.push(property);
      if (glued) current().notes.add('losse regel aan de regel ervoor geplakt');
    }
  }
  for (const one of open) one.whole = one === root;
  return root.inside;

  function close(why: string): void {
    const component = open.pop();
    component?.notes.add(`END:${component.name} ontbreekt (${why})`);
  }
}

const begun = (name: string): Component => ({
  name,
  properties: [],
  inside: [],
  notes: new Set(),
  whole: true
});

/** Properties that hold words, and so may have been broken where they should not. */
const WORDS = /^(SUMMARY|DESCRIPTION|LOCATION|COMMENT|CONTACT|CATEGORIES|X-[A-Z0-9-]+)[;:]/i;
/** What else may begin a line. */
const OTHERS =
  /^(BEGIN|END|UID|URL|DT[A-Z]+|DUE|DURATION|RRULE|EXRULE|RDATE|EXDATE|RECURRENCE-ID|SEQUENCE|STATUS|CLASS|CREATED|LAST-MODIFIED|TRANSP|GEO|PRIORITY|ORGANIZER|ATTENDEE|ATTACH|RELATED-TO|RESOURCES|REQUEST-STATUS|PERCENT-COMPLETE|COMPLETED|FREEBUSY|TZ[A-Z]+|ACTION|TRIGGER|REPEAT|VERSION|PRODID|CALSCALE|METHOD|NAME|COLOR|IMAGE|CONFERENCE|SOURCE|REFRESH-INTERVAL)[;:]/i;
/** Shorter lines were not broken because they were full. */
const FULL_LINE = 60;

/** The lines as they were before folding; `glued` where a line was broken without the space that marks it. */
function* unfolded(text: string): Generator<{ line: string; glued: boolean }> {
  let parts: string[] = [];
  let glued = false;
  for (const raw of text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)) {
    if (/^[ \t]/.test(raw)) parts.push(raw.slice(1));
    else if (raw.trim() === '') continue;
    else if (WORDS.test(raw) || OTHERS.test(raw)) {
      if (parts.length > 0) yield { line: parts.join(''), glued };
      parts = [raw];
      glued = false;
    } else if (WORDS.test(parts[0] ?? '')) {
      parts.push((parts.at(-1)?.length ?? 0) < FULL_LINE ? `\\n${raw}` : raw);
      glued = true;
    }
  }
  if (parts.length > 0) yield { line: parts.join(''), glued };
}

/** A content line taken apart; null when it has no name and value. A quoted parameter may hold `:` and `;`. */
function readProperty(line: string): Property | null {
  const parts: string[] = [];
  let quoted = false;
  let from = 0;
  for (let at = 0; at < line.length; at++) {
    const character = line[at];
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === ';' || character === ':')) {
      parts.push(line.slice(from, at));
      from = at + 1;
      if (character === ':') return named(parts, line.slice(from));
    }
  }
  return null;
}

function named([name = '', ...parameters]: readonly string[], value: string): Property {
  const pairs = parameters.map((parameter): [string, string] => {
    const [key = '', ...rest] = parameter.split('=');
    return [key.toUpperCase(), rest.join('=').replaceAll('"', '')];
  });
  return { name: name.trim().toUpperCase(), parameters: new Map(pairs), value };
}

/** The first property of a name. */
export const property = (component: Component, name: string): Property | undefined =>
  component.properties.find((one) => one.name === name);

export const properties = (component: Component, name: string): Property[] =>
  component.properties.filter((one) => one.name === name);

/** A value as text: `Koffie\, thee` → `Koffie, thee`. */
export const unescaped = (value: string): string =>
  value.replace(/\\(.)/g, (_, one: string) => (one === 'n' || one === 'N' ? '\n' : one));
