/** Wrong passphrases that cost no wait: a slip of the finger. */
const FREE = 3;
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 15 * 60_000;

/** How long after its `failures`th wrong passphrase a device takes no other, in milliseconds. */
export const waitAfter = (failures: number): number =>
  failures < FREE ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failures - FREE));
