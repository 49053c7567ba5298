/** A screen in a public place lives on its device alone; the server has nothing to render for it. */
export const ssr = false;
