/** How a conversation is written down: on one screen, or screen by screen through the life domains. */
export type Mode = 'quick' | 'full';

export const MODE_NAMES: Record<Mode, string> = { quick: 'Kort vastleggen', full: 'Uitgebreid' };

const KEPT = 'binnenzak-conversation-mode';

/** The way that was chosen last on this device; the full one when none was. */
export const modeKept = (storage: Pick<Storage, 'getItem'>): Mode =>
  storage.getItem(KEPT) === 'quick' ? 'quick' : 'full';

export const keepMode = (storage: Pick<Storage, 'setItem'>, mode: Mode): void => storage.setItem(KEPT, mode);
