/** `count` unpredictable bytes, handed to whatever needs chance. */
export type RandomBytes = (count: number) => Uint8Array<ArrayBuffer>;
