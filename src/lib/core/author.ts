import { documentId } from './document.ts';
import { isoMoment, type Clock } from './clock.ts';
import type { HybridClock } from './hlc.ts';
import type { NextId } from './id.ts';

/** Who writes, where and when: what every document carries. */
export interface Author {
  /** User name. */
  readonly user: string;
  readonly device: string;
  readonly clock: Clock;
  readonly nextId: NextId;
  /** Dates the fields of what more than one device may edit. */
  readonly stamps: HybridClock;
}

/** What a form lacks: the field (a path within the form), and what to do about it. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** The fields of a new document of `kind`. `name` is the part of its id after the kind, when it is known already. */
export const newDocument = <Kind extends string>(author: Author, kind: Kind, name = author.nextId()) => ({
  _id: documentId(kind, name),
  kind,
  schema: 1 as const,
  author: author.user,
  device: author.device,
  created: isoMoment(author.clock())
});

/** What to do about the field at a path; undefined when nothing is wrong there. */
export const messageAt = (problems: readonly Problem[], path: string): string | undefined =>
  problems.find((problem) => problem.path === path)?.message;

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The problems of a refused schema check. `prefix` says where in the form the checked document stands. */
export const problemsOf = (issues: readonly Issue[], prefix = ''): Problem[] =>
  issues.map((issue) => ({ path: prefix + issue.path.join('.'), message: issue.message }));
