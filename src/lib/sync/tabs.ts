/** Among the tabs of one browser: one leads, all hear each other. */
export interface Tabs {
  /**
   * Runs `work` when no other tab does under that name, and tells it by `signal` to end. Resolves when the work has
   * ended, or when `signal` came before it could begin.
   */
  lead(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void>;
  /** A way to the other tabs that use the same name. */
  channel(
    name: string,
    listener: (message: unknown) => void
  ): { post(message: unknown): void; close(): void };
}

/** The tabs of a browser, by Web Locks and BroadcastChannel. */
export function browserTabs(locks: LockManager): Tabs {
  return {
    async lead(name, signal, work) {
      try {
        await locks.request(name, { signal }, work);
      } catch (cause) {
        if (!signal.aborted) throw cause;
      }
    },
    channel(name, listener) {
      const channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }) => listener(data);
      return { post: (message) => channel.postMessage(message), close: () => channel.close() };
    }
  };
}

/** A device with one tab. */
export const onlyTab: Tabs = {
  lead: (_name, _signal, work) => work(),
  channel: () => ({ post: () => undefined, close: () => undefined })
};
