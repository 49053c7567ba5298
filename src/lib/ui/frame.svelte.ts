import { createContext, type Component } from 'svelte';

/** Anyone; somebody who works here; or somebody who works in a team with residents. */
export type Audience = 'public' | 'colleague' | 'team';

/** What the frame round every page shows besides the page: who it serves, and the state of the data. */
export class Frame {
  /** Whose device this is; the navigation is theirs, on public pages too. */
  audience = $state<Audience>('public');
  /** Small word and icon in the header that opens the full state of the data; null while nothing is unlocked. */
  status = $state.raw<Component | null>(null);
  /** Resolves when what is being typed is kept; set by whoever lets people type. */
  settled: () => Promise<void> = () => Promise.resolve();
}

export const [getFrame, setFrame] = createContext<Frame>();
