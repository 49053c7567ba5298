import { isWallTime } from '../../core/dutch-date.ts';
import { WHOLE_AGENDA, type AgendaQuestion } from '../../social-map/map-reader.ts';
import { spanOf, type When } from './agenda-spans.ts';

/* A view of the agenda as it stands in its address, so that back, reload and a shared link keep all of it. */

type Narrowed = Pick<AgendaQuestion, 'theme' | 'group' | 'language' | 'cost' | 'wheelchair' | 'form'>;

export interface AgendaView extends Narrowed {
  /** Slug; null for the whole municipality. */
  readonly zone: string | null;
  readonly when: When;
}

export const UNNARROWED: Narrowed = {
  theme: null,
  group: null,
  language: null,
  cost: null,
  wheelchair: false,
  form: null
};

const MOST_CHARACTERS = 100;
const WORDS = { vandaag: 'today', weekend: 'weekend', week: 'week' } as const;

/** The view that an address shows. What it cannot mean is left out. `zone` is where the reader lives. */
export function viewAt(parameters: URLSearchParams, zone: string | null): AgendaView {
  const word = (name: string) => {
    const value = parameters.get(name)?.trim() ?? '';
    return value === '' || value.length > MOST_CHARACTERS ? null : value;
  };
  return {
    zone,
    when: whenOf(word('wanneer')),
    theme: word('thema'),
    group: word('doelgroep'),
    language: word('taal'),
    cost: word('kosten') === 'gratis' ? 'free' : null,
    wheelchair: word('rolstoel') === 'ja',
    form: word('spreekuren') === 'ja' ? 'consultation' : null
  };
}

/** The address of a view. */
export function agendaAddress(view: AgendaView): string {
  const parameters = new URLSearchParams({ zone: view.zone ?? '' });
  const set = (name: string, value: string | null | false) => value && parameters.set(name, value);
  set('wanneer', whenWord(view.when));
  set('thema', view.theme);
  set('doelgroep', view.group);
  set('taal', view.language);
  set('kosten', view.cost && 'gratis');
  set('rolstoel', view.wheelchair && 'ja');
  set('spreekuren', view.form === 'consultation' && 'ja');
  return `/agenda?${parameters}`;
}

/** How a stretch of days is written in the address; null for the one that is shown when none is named. */
export function whenWord(when: When): string | null {
  switch (when.kind) {
    case 'coming':
      return null;
    case 'today':
      return 'vandaag';
    case 'day':
      return when.day;
    case 'month':
      return when.month ?? 'maand';
    default:
      return when.kind;
  }
}

/** What a view asks of the map. */
export function questionOf({ when, ...narrowed }: AgendaView, today: string): AgendaQuestion {
  return { ...WHOLE_AGENDA, ...narrowed, ...spanOf(when, today) };
}

/** By how many things a view is narrowed. */
export const narrowedCount = (view: AgendaView): number =>
  [view.theme, view.group, view.language, view.cost, view.wheelchair, view.form].filter((one) => one).length;

function whenOf(word: string | null): When {
  if (word === null) return { kind: 'coming' };
  if (word === 'maand') return { kind: 'month', month: null };
  if (/^20\d\d-\d\d$/.test(word) && isWallTime(`${word}-01T00:00:00`)) return { kind: 'month', month: word };
  if (/^20\d\d-\d\d-\d\d$/.test(word) && isWallTime(`${word}T00:00:00`)) return { kind: 'day', day: word };
  return { kind: Object.hasOwn(WORDS, word) ? WORDS[word as keyof typeof WORDS] : 'coming' };
}
