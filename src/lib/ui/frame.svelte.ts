import { createContext, type Component } from 'svelte';

/** What the frame round every page shows besides the page: who it serves, and the state of the data. */
export class Frame {
  /** Whether this device is a worker's: then the navigation is theirs, on public pages too. */
  worker = $state(false);
  /** Small word and icon in the header that opens the full state of the data; null while nothing is unlocked. */
  status = $state.raw<Component | null>(null);
}

export const [getFrame, setFrame] = createContext<Frame>();
