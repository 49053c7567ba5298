/* Activities of the example map that people of the example municipality look after, by the id of their document. */

export const VOORSTAD_BREIT = 'activity:dad930ff-cd21-5f71-9f38-171d120f8ebc';
export const KOFFIE_EN_WEGGEVEN = 'activity:b407ef3c-97f9-50e1-9df0-9f58f3b14df1';
export const VOORSTAD_AAN_TAFEL = 'activity:576349b3-c363-5846-bc7a-a7baf84de124';
export const BOKS_JE_FIT = 'activity:5a5f8e91-4dc4-54e1-8015-afc22004711f';

/** By when somebody has to say that an activity is still right, in days from the moment of filling: soon, and long ago. */
export const CONFIRM_WITHIN: ReadonlyMap<string, number> = new Map([
  [KOFFIE_EN_WEGGEVEN, 5],
  [BOKS_JE_FIT, -10]
]);
