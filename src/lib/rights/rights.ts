import * as z from 'zod/mini';
import { documentFields } from '../core/document.ts';
import { freeText } from '../core/free-text.ts';

/** Somebody opened a resident's file: at most one for each user, device and day. */
export const FileRead = z.object({
  ...documentFields,
  kind: z.literal('file-read'),
  schema: z.literal(1),
  resident: z.string(),
  day: z.iso.date()
});
export type FileRead = z.infer<typeof FileRead>;

/** What a resident may ask of their file (articles 15, 16, 17 and 21 of the GDPR). */
export const RIGHTS = ['access', 'correction', 'erasure', 'objection'] as const;
export const Right = z.enum(RIGHTS);
export type Right = z.infer<typeof Right>;

export const RIGHT_NAMES: Record<Right, string> = {
  access: 'Wil het dossier zien of meekrijgen',
  correction: 'Wil iets veranderd hebben',
  erasure: 'Wil dat iets wordt weggehaald',
  objection: 'Maakt bezwaar'
};

/** What a resident asked of their file, in their words. It stays beside what it is about, which stays as well. */
export const RightsRequest = z.object({
  ...documentFields,
  kind: z.literal('rights-request'),
  schema: z.literal(1),
  resident: z.string(),
  right: Right,
  text: freeText.check(
    z.refine((text) => text.trim() !== '', 'Schrijf op wat de bewoner vraagt.'),
    z.maxLength(2000, 'Maak deze tekst korter dan 2.000 tekens.')
  ),
  day: z.iso.date('Kies een dag die bestaat.')
});
export type RightsRequest = z.infer<typeof RightsRequest>;

/** Every kind about a resident's rights over their file. */
export const RIGHTS_SCHEMAS = { 'file-read': FileRead, 'rights-request': RightsRequest } as const;
