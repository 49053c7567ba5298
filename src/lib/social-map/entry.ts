import * as z from 'zod/mini';
import { documentFields } from '../core/document.ts';
import { LifeDomain } from './life-domain.ts';
import { Rung } from './ladder.ts';

/*
 * The documents of the published map (database `kaart`). References are whole document ids (`organization:…`);
 * themes and zones are named by their slug. Text fields are plain text.
 */

const text = z.string();
const optionalText = z.nullable(z.string());

export const Address = z.object({ street: optionalText, postalCode: optionalText, city: optionalText });
export type Address = z.infer<typeof Address>;

export const Phone = z.object({ number: text, label: optionalText });

export const Organization = z.object({
  ...documentFields,
  kind: z.literal('organization'),
  schema: z.literal(1),
  name: text,
  description: text,
  type: optionalText,
  phones: z.array(Phone),
  email: optionalText,
  url: optionalText
});
export type Organization = z.infer<typeof Organization>;

export const Location = z.object({
  ...documentFields,
  kind: z.literal('location'),
  schema: z.literal(1),
  name: optionalText,
  address: z.nullable(Address),
  zone: optionalText,
  latitude: z.nullable(z.number()),
  longitude: z.nullable(z.number()),
  phones: z.array(Phone)
});
export type Location = z.infer<typeof Location>;

/** The way in: walk in, sign up, be referred, or by decision of the municipality. */
export const ACCESSES = ['open', 'registration', 'referral', 'indication'] as const;
export const Access = z.enum(ACCESSES);
export type Access = z.infer<typeof Access>;

export const ACCESS_NAMES: Record<Access, string> = {
  open: 'vrij toegankelijk',
  registration: 'na aanmelden',
  referral: 'met verwijzing',
  indication: 'met een besluit van de gemeente'
};

export const Service = z.object({
  ...documentFields,
  kind: z.literal('service'),
  schema: z.literal(1),
  name: text,
  description: text,
  organization: optionalText,
  locations: z.array(text),
  themes: z.array(text),
  lifeDomains: z.array(LifeDomain),
  rung: Rung,
  access: Access,
  targetGroups: z.array(text),
  /** Zone slugs, or `['*']` for the whole municipality. */
  zones: z.array(text),
  languages: z.array(text),
  cost: optionalText,
  opening: optionalText,
  phones: z.array(Phone),
  email: optionalText,
  url: optionalText,
  /** The day on which a curator last checked the entry, `YYYY-MM-DD`. */
  verifiedOn: z.nullable(z.iso.date()),
  contractedWmo: z.boolean()
});
export type Service = z.infer<typeof Service>;

export const Theme = z.object({
  ...documentFields,
  kind: z.literal('theme'),
  schema: z.literal(1),
  name: text,
  description: text,
  /** The field of life it belongs to, as a slug: wonen, zorg, geld … */
  parent: optionalText
});
export type Theme = z.infer<typeof Theme>;

export const Zone = z.object({
  ...documentFields,
  kind: z.literal('zone'),
  schema: z.literal(1),
  name: text,
  /** What stands there: a staffed shop, an unstaffed point, or people who come by. */
  presence: optionalText
});
export type Zone = z.infer<typeof Zone>;

/** A document of the published map that stands around another: where, by whom, about what. */
export type MapEntry = Service | Organization | Location | Theme;
