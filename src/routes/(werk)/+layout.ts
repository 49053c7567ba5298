import type { LayoutLoad } from './$types';

// What stands behind the lock exists only on the device.
export const ssr = false;

export const load: LayoutLoad = async () => {
  const { app } = await import('#lib/app.ts');
  return { app };
};
