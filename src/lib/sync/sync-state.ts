/** What the confidential lane is doing. `signed-out`: the server wants a new log-in; work goes on locally. */
export type SyncPhase =
  'offline' | 'connecting' | 'sending' | 'receiving' | 'up-to-date' | 'signed-out' | 'stopped';

export interface SyncState {
  readonly phase: SyncPhase;
  /** Documents that the server has not acknowledged. */
  readonly onDevice: number;
  /** Documents acknowledged and not yet handled by the courier. */
  readonly sent: number;
  readonly refused: readonly { id: string; reason: string }[];
  /** Databases of teams that the user left, whose leads got what was not sent; since the unlock. */
  readonly handedIn: readonly string[];
  /** Milliseconds since 1970 of the last answer from the server; null before the first. */
  readonly lastContact: number | null;
  /** Whether everything that the server has came in at least once: before that, what a device lacks may well exist. */
  readonly received: boolean;
}

export interface SyncLane {
  state(): SyncState;
  subscribe(listener: () => void): () => void;
  /** Starts a round at once, whatever the timer says; resolves when it ended. */
  syncNow(): Promise<void>;
  /** Offers a refused document to the server once more, as it is. */
  resend(id: string): Promise<void>;
  stop(): Promise<void>;
}
