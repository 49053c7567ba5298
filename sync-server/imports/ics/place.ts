import type { AddressCell } from '../corpus/rows.ts';

const POSTAL_CODE = /\b([1-9]\d{3}) ?([A-Z]{2})\b/;

/** Where an event is, as its words tell: `Braakhekke, Noaberweg 12, 7437 QA Bathmen` has a name, an address and parts. */
export function readPlace(text: string): {
  readonly name: string | null;
  readonly address: AddressCell | null;
  readonly parts: readonly string[];
} {
  const parts = text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^(nederland|netherlands|the netherlands)$/i.test(part));
  const coded = parts.findIndex((part) => POSTAL_CODE.test(part));
  const [whole = '', digits, letters] = POSTAL_CODE.exec(parts[coded] ?? '') ?? [];
  const street = parts[coded - 1];
  // Without a postal code nobody can tell a street from a hall.
  if (coded < 1 || street === undefined) return { name: parts.join(', ') || null, address: null, parts };
  const city = (parts[coded] ?? '').replace(whole, '').trim() || (parts[coded + 1] ?? '');
  return {
    name: parts.slice(0, coded - 1).join(', ') || null,
    address: { street, postal_code: `${digits} ${letters}`, city },
    parts
  };
}
