/** Headers of every answer, of pages too. */
export const securityHeaders = (secure: boolean): Readonly<Record<string, string>> => ({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  // The product asks a browser for none of these; a script that got in does not get them either.
  'permissions-policy': [
    'camera',
    'microphone',
    'geolocation',
    'payment',
    'usb',
    'serial',
    'bluetooth',
    'display-capture'
  ]
    .map((feature) => `${feature}=()`)
    .join(', '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  ...(secure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {})
});

/** For answers that are no page: should a browser be led to show one as such, nothing in it runs or loads. */
export const ANSWER_POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const READING = ['GET', 'HEAD'];

/**
 * Whether a request that changes something was made by another website's page. A browser says so by itself; a program
 * that is no browser says neither, and carries no cookie it was not given.
 */
export function isFromElsewhere({ method, headers }: Request, origin: string): boolean {
  if (READING.includes(method)) return false;
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const from = headers.get('origin');
  return from !== null && from !== origin;
}
