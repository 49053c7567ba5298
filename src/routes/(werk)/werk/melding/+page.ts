import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** Every report that is begun has a name of its own, so that several can be half written. */
export const load: PageLoad = async ({ parent }) => {
  const { app } = await parent();
  redirect(307, `/werk/melding/${app.nextId()}`);
};
