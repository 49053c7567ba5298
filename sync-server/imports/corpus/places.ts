import type { MapEntry } from '../map-document.ts';
import type { AddressCell } from './rows.ts';
import { mapName } from '../uuid.ts';

/**
 * The places that services and activities name by address alone. One address under one name is one location; the id
 * follows from both, so that every import finds the same place again.
 */
export class Places {
  readonly #byAddress = new Map<string, Map<string, MapEntry & { kind: 'location' }>>();

  /** The location where an activity is held; it carries the activity's zone. Ask for activities before services. */
  named(address: AddressCell | null, name: string | null, zone: string | null): string | null {
    if (address === null && name === null) return null;
    return this.#place(address, name ?? '', zone);
  }

  /** The location of a service: the first place known at its address, or else a place without a name. */
  at(address: AddressCell | null): string | null {
    if (address === null) return null;
    const known = this.#byAddress.get(addressKey(address))?.values().next().value;
    return known?._id ?? this.#place(address, '', null);
  }

  entries(): MapEntry[] {
    return [...this.#byAddress.values()].flatMap((places) => [...places.values()]);
  }

  #place(address: AddressCell | null, name: string, zone: string | null): string {
    const key = addressKey(address);
    const places = this.#byAddress.get(key) ?? new Map<string, MapEntry & { kind: 'location' }>();
    this.#byAddress.set(key, places);
    // Halls without an address are told apart by their zone.
    const nameKey = address === null ? `${plain(name)}|${zone ?? ''}` : plain(name);
    const known = places.get(nameKey);
    if (known) return known._id;
    const _id = `location:${mapName('location', `${key}|${nameKey}`)}`;
    places.set(nameKey, {
      _id,
      kind: 'location',
      schema: 1,
      name: name === '' ? null : name,
      address: address && { street: address.street, postalCode: address.postal_code, city: address.city },
      zone,
      latitude: null,
      longitude: null,
      phones: []
    });
    return _id;
  }
}

const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');

const addressKey = (address: AddressCell | null): string =>
  address === null ? '' : [address.street, address.postal_code, address.city].map(plain).join('|');
