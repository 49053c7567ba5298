import type { AnyDocument } from '../core/document.ts';
import type { Result } from '../core/result.ts';

/**
 * How far a document is on its way: written on this device, acknowledged by the server, handled by the courier
 * (a colleague's document that was received is `processed`), or refused and put aside.
 */
export type Delivery = 'device' | 'sent' | 'processed' | 'refused';

export interface StoredRecord {
  readonly database: string;
  readonly document: AnyDocument;
  readonly delivery: Delivery;
}

/** What kept a document from being saved; nothing was written. */
export type SaveFailure =
  | { kind: 'invalid'; problems: readonly { path: string; message: string }[] }
  | { kind: 'full' }
  | { kind: 'unavailable'; cause: unknown };

/**
 * Everything confidential that the open user may read, opened and in memory; on disk it is sealed.
 * One per unlocked session; gone when the lock closes.
 */
export interface Records {
  /** All readable documents of all databases, in no order. */
  all(): Iterable<StoredRecord>;
  get(id: string): StoredRecord | undefined;
  /** Writes documents to one database together; resolves when they are durable on this device. */
  save(database: string, documents: readonly AnyDocument[]): Promise<Result<void, SaveFailure>>;
  /** Calls back after every change, also one that came by sync or from another tab. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

export interface Draft<Value = unknown> {
  readonly key: string;
  readonly value: Value;
  /** Milliseconds since 1970 of the last change. */
  readonly changed: number;
}

/** Half-finished forms, sealed like the rest. Keys hold nothing personal. */
export interface Drafts {
  list(): Promise<readonly Draft[]>;
  load(key: string): Promise<Draft | null>;
  save(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}
