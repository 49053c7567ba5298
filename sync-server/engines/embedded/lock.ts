/** Lets many work together, or one alone after they are done and before others begin. Never take it twice. */
export interface SharedLock {
  shared<Value>(work: () => Promise<Value>): Promise<Value>;
  alone<Value>(work: () => Promise<Value>): Promise<Value>;
}

export function createSharedLock(): SharedLock {
  let working = 0;
  let drained = (): void => undefined;
  let closed: Promise<void> | null = null;

  return {
    async shared(work) {
      while (closed) await closed;
      working++;
      try {
        return await work();
      } finally {
        if (--working === 0) drained();
      }
    },
    async alone(work) {
      while (closed) await closed;
      let open = (): void => undefined;
      closed = new Promise((resolve) => (open = resolve));
      try {
        if (working > 0) await new Promise<void>((resolve) => (drained = resolve));
        return await work();
      } finally {
        drained = () => undefined;
        closed = null;
        open();
      }
    }
  };
}

/** Runs works one after the other, in the order in which they came. */
export function createQueue(): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
