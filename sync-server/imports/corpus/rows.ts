import * as z from 'zod/mini';
import type { LifeDomain } from '#lib/social-map/life-domain.ts';
import type { Rung } from '#lib/social-map/ladder.ts';
import type { Access } from '#lib/social-map/entry.ts';

/* The rows of the product's own directory files, as they stand there. */

const id = z.string().check(z.minLength(1, 'is leeg'));
const name = z.string().check(z.trim(), z.minLength(1, 'is leeg'));
const optionalText = z.nullable(z.string());
const list = z.array(z.string());
const localMoment = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/, 'is geen datum met tijd'));

const AddressCell = z.object({ street: z.string(), postal_code: z.string(), city: z.string() });
export type AddressCell = z.infer<typeof AddressCell>;

export const OrganizationRow = z.object({ id, name, description: z.string(), kind: optionalText });

/** A theme's id stands in addresses, so it is a slug. */
const slug = z.string().check(z.regex(/^[a-z0-9-]+$/, 'is geen slug'));

export const ThemeRow = z.object({ id: slug, name, description: z.string(), parent: optionalText });

export const ServiceRow = z.object({
  id,
  name,
  description: z.string(),
  organization_id: optionalText,
  themes: list,
  life_domains: list,
  ladder: z.enum(['eigen_kracht', 'netwerk', 'algemeen', 'maatwerk']),
  access: z.enum(['vrij', 'aanmelden', 'verwijzing', 'indicatie']),
  target_groups: list,
  zones: list,
  languages: list,
  cost: optionalText,
  opening: optionalText,
  address: z.nullable(AddressCell),
  phone: optionalText,
  email: optionalText,
  url: optionalText,
  verified_on: z.nullable(z.iso.date()),
  contracted_wmo: z.boolean()
});
export type ServiceRow = z.infer<typeof ServiceRow>;

export const ActivityRow = z.object({
  id,
  name,
  description: z.string(),
  service_id: optionalText,
  organization_id: optionalText,
  zone: optionalText,
  location_name: optionalText,
  address: z.nullable(AddressCell),
  start: localMoment,
  duration_minutes: z.int().check(z.positive()),
  rrule: optionalText,
  exdates: z.array(localMoment),
  cost: optionalText,
  registration: z.enum(['geen', 'aanmelden']),
  capacity: z.nullable(z.int()),
  themes: list,
  target_groups: list,
  languages: list,
  cancelled: z.boolean()
});
export type ActivityRow = z.infer<typeof ActivityRow>;

export const RUNG_OF: Record<ServiceRow['ladder'], Rung> = {
  eigen_kracht: 'own-strength',
  netwerk: 'network',
  algemeen: 'collective',
  maatwerk: 'individual'
};

export const ACCESS_OF: Record<ServiceRow['access'], Access> = {
  vrij: 'open',
  aanmelden: 'registration',
  verwijzing: 'referral',
  indicatie: 'indication'
};

export const LIFE_DOMAIN_OF: ReadonlyMap<string, LifeDomain> = new Map([
  ['huisvesting', 'housing'],
  ['financien', 'finances'],
  ['sociaal', 'social'],
  ['psychisch', 'mental'],
  ['zingeving', 'meaning'],
  ['lichamelijk', 'physical'],
  ['praktisch', 'practical'],
  ['dagbesteding', 'daytime']
]);
