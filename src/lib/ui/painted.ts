/** A page that is not seen is not painted; this long it is waited for, in milliseconds. */
const LONGEST = 50;

/** Resolves when what was changed in the page has been painted, so that work which follows does not keep it waiting. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, LONGEST);
  });
