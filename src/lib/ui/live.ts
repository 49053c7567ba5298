import { createSubscriber } from 'svelte/reactivity';

/** Something that has a state and tells when it changed. */
export interface Source<State> {
  state(): State;
  subscribe(listener: () => void): () => void;
}

/** A source as components read it: `current` in a template or effect follows every change. */
export function live<State>(source: Source<State>): { readonly current: State } {
  const follow = createSubscriber((update) => source.subscribe(update));
  return {
    get current() {
      follow();
      return source.state();
    }
  };
}
