import { EMPTY_DRAFT, filled, STEPS, wrongWith, type CallBackDraft, type DraftField } from './call-back.ts';
import type { Outcome } from './counts.ts';
import type { Language } from './language/languages.ts';

/*
 * A visit to the screen as a state machine: pure, and all that is known of the visitor. What a visitor says or chooses is
 * nowhere else, so that a new visit knows nothing of the one before.
 */

/** A theme of the map, or a need within it. `name` is what the map calls it. */
export interface Subject {
  /** Slug. */
  readonly id: string;
  readonly name: string;
  /** The same in other languages, by language. */
  readonly names?: Readonly<Record<string, string>>;
}

/** What offers are sought for. */
export type Sought =
  | { readonly kind: 'theme'; readonly theme: Subject }
  | { readonly kind: 'need'; readonly theme: Subject; readonly need: Subject }
  | { readonly kind: 'words'; readonly text: string };

export type Screen =
  | { readonly at: 'start' }
  /** Which theme of a field of life (its slug). */
  | { readonly at: 'themes'; readonly field: string; readonly page: number }
  /** Which need within a theme. */
  | { readonly at: 'needs'; readonly theme: Subject; readonly page: number }
  | { readonly at: 'words' }
  | { readonly at: 'offers'; readonly sought: Sought; readonly page: number }
  | { readonly at: 'agenda' }
  | { readonly at: 'human' }
  | { readonly at: 'take-along' }
  /** A step of asking to be called; the number of one of `STEPS`. */
  | { readonly at: 'call-back'; readonly step: number }
  /** It was kept, and this is by what to ask after it. */
  | { readonly at: 'called'; readonly receipt: string };

/** Letters that are one larger than the other, in steps. */
export const TEXT_SIZES = 3;
/** The most offers on one screen. */
export const MOST_OFFERS = 3;
/** The most that is taken along at once: what fits on a strip of paper. */
export const MOST_KEPT = 8;
/** The most characters of a question in one's own words. */
export const LONGEST_WORDS = 120;

export interface Visit {
  /** The screens gone through, the present one last. Never empty. */
  readonly path: readonly Screen[];
  readonly language: Language;
  /** 0 for the smallest. */
  readonly textSize: number;
  readonly highContrast: boolean;
  readonly slowSpeech: boolean;
  /** What is being typed in one's own words. */
  readonly typed: string;
  /** What is being filled in to be called. */
  readonly draft: CallBackDraft;
  /** Ids of the entries that go along. */
  readonly kept: readonly string[];
  /** Slug of what the visit was about first. */
  readonly topic: string | null;
  /** The furthest that the visit came; null as long as nobody did anything. */
  readonly outcome: Outcome | null;
  /** What the visitor said to 'did this help you?'; null before. */
  readonly helped: boolean | null;
}

export type VisitEvent =
  | { readonly kind: 'language'; readonly language: Language }
  | { readonly kind: 'larger-text' | 'contrast' | 'speed' }
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'theme'; readonly theme: Subject; readonly hasNeeds: boolean }
  | { readonly kind: 'need'; readonly need: Subject | null }
  | { readonly kind: 'more' }
  | { readonly kind: 'own-words' }
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'ask' }
  | { readonly kind: 'agenda' | 'human' | 'take-along' }
  | { readonly kind: 'keep' | 'drop'; readonly id: string }
  | { readonly kind: 'call-back' | 'next' }
  | { readonly kind: 'fill'; readonly field: DraftField; readonly text: string }
  | { readonly kind: 'called'; readonly receipt: string }
  | { readonly kind: 'printed' }
  | { readonly kind: 'helped'; readonly yes: boolean }
  | { readonly kind: 'back' | 'home' };

const START: Screen = { at: 'start' };

/** A screen that nobody has touched yet. */
export const NEW_VISIT: Visit = {
  path: [START],
  language: 'nl',
  textSize: 0,
  highContrast: false,
  slowSpeech: false,
  typed: '',
  draft: EMPTY_DRAFT,
  kept: [],
  topic: null,
  outcome: null,
  helped: null
};

export const screenOf = ({ path }: Visit): Screen => path.at(-1) ?? START;

/** Whether somebody did something since the visit was new. */
export const isBegun = ({ outcome }: Visit): boolean => outcome !== null;

/** How many questions were put so far on the way to the present screen. */
export const questionsPut = ({ path }: Visit): number =>
  path.filter(({ at }) => at === 'themes' || at === 'needs' || at === 'words').length;

/** The visit after something happened. What makes no sense on the present screen changes nothing. */
export function happened(visit: Visit, event: VisitEvent): Visit {
  const next = follow(visit, event);
  return next === visit || next.outcome !== null ? next : { ...next, outcome: 'left' };
}

function follow(visit: Visit, event: VisitEvent): Visit {
  const screen = screenOf(visit);
  switch (event.kind) {
    case 'language':
      return { ...visit, language: event.language };
    case 'larger-text':
      return { ...visit, textSize: (visit.textSize + 1) % TEXT_SIZES };
    case 'contrast':
      return { ...visit, highContrast: !visit.highContrast };
    case 'speed':
      return { ...visit, slowSpeech: !visit.slowSpeech };
    case 'field':
      return about(goTo(visit, { at: 'themes', field: event.field, page: 0 }, [START]), event.field);
    case 'theme':
      // A second touch on what was chosen already.
      if (screen.at === 'needs') return visit;
      return about(
        screen.at === 'themes' && event.hasNeeds
          ? goTo(visit, { at: 'needs', theme: event.theme, page: 0 })
          : goTo(visit, { at: 'offers', sought: { kind: 'theme', theme: event.theme }, page: 0 }),
        event.theme.id
      );
    case 'need': {
      if (screen.at !== 'needs') return visit;
      const { theme } = screen;
      const sought: Sought = event.need
        ? { kind: 'need', theme, need: event.need }
        : { kind: 'theme', theme };
      return goTo(visit, { at: 'offers', sought, page: 0 });
    }
    case 'more':
      return 'page' in screen
        ? { ...visit, path: [...visit.path.slice(0, -1), { ...screen, page: screen.page + 1 }] }
        : visit;
    case 'own-words':
      return goTo(visit, { at: 'words' }, [START]);
    case 'type':
      return screen.at === 'words' ? { ...visit, typed: event.text.slice(0, LONGEST_WORDS) } : visit;
    case 'ask': {
      const text = visit.typed.trim();
      if (screen.at !== 'words' || text === '') return visit;
      return about(goTo(visit, { at: 'offers', sought: { kind: 'words', text }, page: 0 }), 'own-words');
    }
    case 'agenda':
    case 'human':
    case 'take-along':
      // Each once on the way back, however often somebody goes to and fro.
      return goTo(visit, { at: event.kind }, [
        START,
        ...visit.path.slice(1).filter(({ at }) => at !== event.kind)
      ]);
    case 'call-back':
      return goTo(visit, { at: 'call-back', step: 0 }, [
        START,
        ...visit.path.slice(1).filter(({ at }) => at !== 'call-back')
      ]);
    case 'next': {
      if (screen.at !== 'call-back') return visit;
      const field = STEPS[screen.step];
      if (field === undefined || field === 'when' || wrongWith(visit.draft, field) !== null) return visit;
      return goTo(visit, { at: 'call-back', step: screen.step + 1 });
    }
    case 'fill':
      return screen.at === 'call-back'
        ? { ...visit, draft: filled(visit.draft, event.field, event.text) }
        : visit;
    case 'called':
      // What was filled in is sealed by now, and nowhere else any more.
      return {
        ...goTo(visit, { at: 'called', receipt: event.receipt }, [START]),
        draft: EMPTY_DRAFT,
        outcome: 'call-back'
      };
    case 'keep':
      return visit.kept.includes(event.id) || visit.kept.length >= MOST_KEPT
        ? visit
        : { ...visit, kept: [...visit.kept, event.id] };
    case 'drop':
      return { ...visit, kept: visit.kept.filter((id) => id !== event.id) };
    case 'printed':
      return { ...visit, outcome: visit.outcome === 'call-back' ? 'call-back' : 'printed' };
    case 'helped':
      return answered(visit, event.yes);
    case 'back':
      return visit.path.length > 1 ? { ...visit, path: visit.path.slice(0, -1) } : visit;
    case 'home':
      return {
        ...NEW_VISIT,
        ...keptSettings(visit),
        kept: visit.kept,
        topic: visit.topic,
        outcome: visit.outcome
      };
  }
}

/** On to another screen; what was asked for before is on the way back. */
const goTo = (visit: Visit, screen: Screen, after: readonly Screen[] = visit.path): Visit => ({
  ...visit,
  path: [...after, screen]
});

/** A field of life gives way to the theme that is chosen in it; whatever else was first stays. */
function about(visit: Visit, topic: string): Visit {
  const field = visit.path.find(({ at }) => at === 'themes');
  const isWider = field?.at === 'themes' && visit.topic === field.field;
  return visit.topic === null || isWider ? { ...visit, topic } : visit;
}

/** Somebody who was not helped goes on to a human. */
function answered(visit: Visit, yes: boolean): Visit {
  const further = visit.outcome === 'printed' || visit.outcome === 'call-back' ? visit.outcome : null;
  const outcome = further ?? (yes ? 'found' : 'not-found');
  const told = { ...visit, helped: yes, outcome } as const;
  return yes || screenOf(visit).at === 'human' ? told : goTo(told, { at: 'human' });
}

const keptSettings = ({ language, textSize, highContrast, slowSpeech }: Visit) => ({
  language,
  textSize,
  highContrast,
  slowSpeech
});
