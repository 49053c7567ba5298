/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
import { build, files, prerendered, version } from '$service-worker';
import { clientsClaim, setCacheNameDetails } from 'workbox-core';
import { createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

/*
 * Keeps the app's own files, so that every address opens without a connection. What people know or write is never here:
 * not a log-in, not the map, not a file of a resident.
 */

declare const self: ServiceWorkerGlobalScope;

/** The home page without data, and a page with nothing in it for every other address. */
const HOME = '/begin';
const SHELL = '/schil';
const CACHE = 'binnenzak-app';
/** Addresses that only the server can answer. */
const SERVER_ONLY = [
  /^\/(auth|inloggen|db|courier|healthz|antwoord|kiosken)(\/|$)/,
  /^\/kaart\/(snapshot|changes)$/
];

// A cache for each version: a tab of the version before goes on finding the files it has not asked for yet.
setCacheNameDetails({ prefix: CACHE, precache: 'v', suffix: version });

precacheAndRoute([
  // Built files carry a hash of their content in their names.
  ...build.map((url) => ({ url, revision: null })),
  ...[...files, ...prerendered].map((url) => ({ url, revision: version }))
]);

// In development nothing is prerendered, and a handler for an unknown file would break the worker.
if (prerendered.includes(SHELL)) {
  const home = { allowlist: [/^\/(\?|$)/] };
  registerRoute(new NavigationRoute(createHandlerBoundToURL(HOME), home));
  registerRoute(new NavigationRoute(createHandlerBoundToURL(SHELL), { denylist: SERVER_ONLY }));
}

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/_app/immutable/'),
  async ({ request }) => (await caches.match(request)) ?? fetch(request)
);

clientsClaim();

self.addEventListener('activate', (event) => event.waitUntil(dropOldVersions()));

// A new version waits until a person says so.
self.addEventListener('message', (event) => {
  if (event.data === 'activate') void self.skipWaiting();
});

/** Versions are moments of building, so the names sort by age; the present one and the one before it stay. */
async function dropOldVersions(): Promise<void> {
  const versions = (await caches.keys()).filter((name) => name.startsWith(CACHE)).sort();
  await Promise.all(versions.slice(0, -2).map((name) => caches.delete(name)));
}
