import adapter from '@sveltejs/adapter-node';

const node = adapter({ precompress: true });

/** The built app, and beside it what the server gives CouchDB: an installation has no bundler. */
const appAndRules = {
  ...node,
  /** @param {import('@sveltejs/kit').Builder} builder */
  async adapt(builder) {
    await node.adapt(builder);
    const { buildRules } = await import('./sync-server/behind-the-gate/bundle.ts');
    await buildRules();
  }
};

/** @type {import('@sveltejs/kit').Config} */
export default {
  kit: {
    adapter: appAndRules,
    // One prerendered shell answers every address offline, so its links must not depend on where it is served.
    paths: { relative: false },
    // Made while building: what the service worker answers with. Everything else is rendered when it is asked for.
    prerender: { crawl: false, entries: ['/begin', '/schil'] },
    // The first visit comes before the installation of the worker; src/lib/sync/app-update.ts registers it afterwards.
    serviceWorker: { register: false },
    csp: {
      mode: 'auto',
      directives: {
        'default-src': ['self'],
        // Argon2id runs as WebAssembly; nothing else may be evaluated.
        'script-src': ['self', 'wasm-unsafe-eval'],
        'style-src': ['self'],
        // SvelteKit hides the line in which it announces a new page with this one style, and no other may be set inline.
        'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
        'img-src': ['self', 'data:'],
        'connect-src': ['self'],
        'worker-src': ['self'],
        'manifest-src': ['self'],
        'object-src': ['none'],
        'base-uri': ['none'],
        'form-action': ['self'],
        'frame-ancestors': ['none']
      }
    }
  }
};
