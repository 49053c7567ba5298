/**
 * The shell: a page with nothing in it, made while building. The service worker answers every address with it, and the
 * router then shows the page of that address from what is on this device.
 */
export const prerender = true;
export const ssr = false;
