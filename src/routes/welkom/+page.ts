// The secret of an invitation stands behind the # and is known in the browser alone.
export const ssr = false;
