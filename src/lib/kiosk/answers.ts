import * as z from 'zod/mini';
import { Letter } from '../crypto/letter.ts';

/* What a screen in a public place, a curator and the server tell one another. */

/** What the place is called, where it is, and which team is there for who asks to be called. */
export const PlaceForm = z.strictObject({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  zone: z.string().check(z.regex(/^[a-z0-9-]{1,60}$/)),
  location: z.nullable(z.string().check(z.regex(/^location:[\w.-]{1,200}$/))),
  team: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,60}$/)),
  printer: z.enum(['none', 'receipt', 'a4'])
});
export type PlaceForm = z.infer<typeof PlaceForm>;

/** Figures of a code, by which a screen is enrolled once. */
export const CODE_LENGTH = 10;
export const EnrolmentCode = z.string().check(z.regex(/^\d{10}$/));

/** What a curator is told of a new code: it is shown this once. */
export const CodeAnswer = z.object({ code: z.string(), until: z.iso.datetime() });

/** By which a screen speaks for itself. Only that screen has it. */
export const Ticket = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** What a screen is told when it is enrolled. */
export const EnrolmentAnswer = z.object({ ticket: Ticket, place: PlaceForm, key: z.string() });

/** The most letters that a screen sends at once. */
export const MOST_LETTERS_AT_ONCE = 20;
/** An id of a letter: 16 bytes of chance. */
export const LetterId = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** The most cells of its counts that a screen sends at once. */
export const MOST_CELLS = 500;

/** What a screen tells of itself. */
export const KioskReport = z.strictObject({
  ticket: Ticket,
  /** When its version was built, in milliseconds since 1970. */
  built: z.int(),
  /** When its map was last compared with the server's, in milliseconds since 1970 by the server's clock; null before. */
  checked: z.nullable(z.int()),
  /** What keeps it from working as it should; empty when nothing does. */
  stuck: z.array(z.enum(['clock', 'storage', 'voice'])),
  counts: z.record(z.string().check(z.maxLength(120)), z.int().check(z.minimum(0), z.maximum(10_000_000))),
  letters: z.array(z.strictObject({ id: LetterId, letter: Letter })).check(z.maxLength(MOST_LETTERS_AT_ONCE))
});
export type KioskReport = z.infer<typeof KioskReport>;

/** What a screen hears: whether it goes on, and what it is by now. */
export const StandingAnswer = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('in-use'),
    place: PlaceForm,
    /** The server's public key, in base64. */
    key: z.string(),
    /** Ids of the letters that the server has now. */
    taken: z.array(z.string())
  }),
  z.object({ state: z.literal('revoked') })
]);
export type StandingAnswer = z.infer<typeof StandingAnswer>;

/** A screen as a curator sees it. */
export const KioskLine = z.object({
  id: z.string(),
  place: PlaceForm,
  state: z.enum(['in-use', 'revoked']),
  enrolled: z.iso.datetime(),
  contact: z.nullable(z.iso.datetime()),
  built: z.nullable(z.int()),
  checked: z.nullable(z.int()),
  stuck: z.array(z.string()),
  /** Letters of visitors that the server has and could not bring to the team. */
  undelivered: z.int(),
  /** Visits of the last four weeks by how they ended. */
  outcomes: z.record(z.string(), z.int()),
  /** The same by language. */
  languages: z.record(z.string(), z.int())
});
export type KioskLine = z.infer<typeof KioskLine>;

export const KiosksAnswer = z.object({ kiosks: z.array(KioskLine), teams: z.array(z.string()) });
export type KiosksAnswer = z.infer<typeof KiosksAnswer>;
