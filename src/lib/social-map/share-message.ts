import { addressOf } from './addresses.ts';
import { listAddress } from './list-address.ts';
import type { EntrySummary } from './map-reader.ts';

/** What is shared: the words, and the address they end with. */
export interface Message {
  readonly title: string;
  readonly text: string;
  readonly address: string;
}

/** Entries as a short plain message. One entry has its own page as its address, several have that of their list. */
export function shareMessage(entries: readonly EntrySummary[], origin: string): Message {
  const [one] = entries;
  if (one && entries.length === 1)
    return { title: one.name, text: told(one).join('\n'), address: origin + addressOf(one.id) };
  const numbered = entries.map((entry, index) => {
    const [name, ...rest] = told(entry);
    return [`${index + 1}. ${name}`, ...rest].join('\n');
  });
  return {
    title: 'Lijstje',
    text: numbered.join('\n\n'),
    address: origin + listAddress(entries.map(({ id }) => id))
  };
}

/** The whole message as it is copied. */
export const wholeText = ({ text, address }: Message): string => `${text}\n\nMeer weten: ${address}`;

const told = ({ name, line, way, when, place, cost, phone, email, url }: EntrySummary): string[] =>
  [
    name,
    line,
    way,
    when && `Wanneer: ${when}`,
    place && `Waar: ${place}`,
    cost && `Kosten: ${cost}`,
    // One way to reach them is enough.
    phone ? `Bel: ${phone}` : email ? `Mail: ${email}` : url && `Website: ${url}`
  ].filter((part): part is string => Boolean(part));
