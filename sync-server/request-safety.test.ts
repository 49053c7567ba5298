import { expect, test } from 'vitest';
import { securityHeaders } from './request-safety.ts';

/** The configuration of the build is plain JavaScript, without types. */
const CONFIG: string = '../svelte.config.js';
interface Config {
  readonly kit: { readonly csp: { readonly directives: Readonly<Record<string, readonly string[]>> } };
}

test('a page runs and shows nothing that did not come with it, and stands in no other site’s frame', async () => {
  const { default: config } = (await import(CONFIG)) as { default: Config };
  const { directives } = config.kit.csp;
  const allowed = Object.values(directives).flat();
  expect(allowed).not.toContain('unsafe-inline');
  expect(allowed).not.toContain('unsafe-eval');
  expect(directives).toMatchObject({
    'default-src': ['self'],
    'connect-src': ['self'],
    'object-src': ['none'],
    'base-uri': ['none'],
    'frame-ancestors': ['none']
  });
});

test('a browser gives no camera, microphone or place, and tells no other site where somebody came from', () => {
  const headers = securityHeaders(false);
  for (const feature of ['camera', 'microphone', 'geolocation'])
    expect(headers['permissions-policy']).toContain(`${feature}=()`);
  expect(headers).toMatchObject({
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff'
  });
});

test('only a site with an encrypted address binds browsers to that', () => {
  expect(securityHeaders(true)['strict-transport-security']).toMatch(/^max-age=31536000/);
  expect(securityHeaders(false)).not.toHaveProperty('strict-transport-security');
});
