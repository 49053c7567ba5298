import type { Rung } from './ladder.ts';

/** What somebody looks for: words and, if known, the zone where they live. */
export interface MapQuestion {
  readonly text: string;
  readonly zone: string | null;
  readonly limit: number;
}

/** One line of an answer. */
export interface Hit {
  readonly id: string;
  readonly kind: 'service' | 'activity';
  readonly name: string;
  /** What it is, in one line. */
  readonly line: string;
  /** Why it stands here, in one line: theme · zone · access · checked. */
  readonly why: string;
  readonly rung: Rung;
  readonly phone: string | null;
}

/** The published map as a page reads it: from Dexie on a device, from memory on the server. */
export interface MapReader {
  find(question: MapQuestion): Promise<readonly Hit[]>;
}
