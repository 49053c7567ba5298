import { describe, expect, test } from 'vitest';
import { hybridClock } from '../core/hlc.ts';
import { LIFE_DOMAINS } from '../social-map/life-domain.ts';
import { Conversation } from './conversation.ts';
import {
  conversationDocuments,
  emptyDomain,
  emptyDraft,
  emptyStep,
  isEmptyDraft,
  readDraft,
  spokenDomains,
  type ConversationDraft,
  type StepDraft
} from './conversation-draft.ts';
import { earlierTalk } from './conversation-earlier.ts';
import { keepMode, modeKept } from './conversation-mode.ts';
import { fieldAddress, onward, placeOf, reviewAnchor, ROUTES } from './conversation-parts.ts';
import { DOMAIN_PROMPTS } from './domain-prompts.ts';
import { lowestFirst } from './step-order.ts';

const NOW = Date.UTC(2026, 10, 24, 13);
let count = 0;
const author = {
  user: 'vet-voorstad-1',
  device: 'phone',
  clock: () => NOW,
  nextId: () => String(++count).padStart(4, '0'),
  stamps: hybridClock(() => NOW, 'phone')
};

/** As version 0.1 of the product kept it. */
const KEPT_BY_FIRST_VERSION: unknown = {
  schema: 1,
  name: '01KB0000000000000000000000',
  resident: 'resident:1',
  day: '2026-11-23',
  question: 'Ik eet altijd alleen',
  domains: { social: 'De buurvrouw kookt graag.', housing: '' },
  notes: 'Belt vrijdag terug.',
  steps: [
    {
      name: '01KB0000000000000000000001',
      rung: 'network',
      what: 'Samen koken',
      doer: 'resident',
      by: null,
      entry: { id: 'service:1', name: 'Eettafel', phone: null }
    }
  ]
};

function documents(draft: ConversationDraft) {
  const made = conversationDocuments(draft, author);
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  return made.value;
}
function problems(draft: ConversationDraft): string[] {
  const made = conversationDocuments(draft, author);
  return made.ok ? [] : made.failure.map(({ path }) => path);
}
const asked = (change: Partial<ConversationDraft> = {}): ConversationDraft => ({
  ...emptyDraft('resident:1', author),
  question: 'Hoe nu verder?',
  ...change
});
const step = (change: Partial<StepDraft>): StepDraft => ({
  ...emptyStep(author.nextId),
  what: 'Samen koken',
  rung: 'network',
  doer: 'resident',
  ...change
});
const held = (id: string, day: string, spoken: (typeof LIFE_DOMAINS)[number][], resident = 'resident:1') => {
  const [document] = documents(
    asked({
      name: id,
      day,
      resident,
      domains: Object.fromEntries(spoken.map((domain) => [domain, { ...emptyDomain(), note: 'x' }]))
    })
  );
  return {
    database: 'team-voorstad',
    delivery: 'processed' as const,
    document: Conversation.parse(document)
  };
};

describe('a draft that an earlier version kept', () => {
  test('is read with every word, and saves as the same documents', () => {
    const draft = readDraft(KEPT_BY_FIRST_VERSION);
    if (!draft) throw new Error('The draft was not read.');
    const [conversation, ...steps] = documents(draft);
    expect(conversation).toMatchObject({
      _id: 'conversation:01KB0000000000000000000000',
      question: 'Ik eet altijd alleen',
      domains: [{ domain: 'social', note: 'De buurvrouw kookt graag.', good: '', going: null }],
      notes: 'Belt vrijdag terug.'
    });
    expect(steps).toMatchObject([
      { _id: 'step:01KB0000000000000000000001', what: 'Samen koken', entry: { name: 'Eettafel' } }
    ]);
    expect(readDraft(draft)).toEqual(draft);
  });

  test('of a newer version, or of another form, is not read as a conversation', () => {
    expect(readDraft({ ...asked(), schema: 3 })).toBeNull();
    expect(readDraft({ form: {}, base: null })).toBeNull();
  });
});

describe('a life domain', () => {
  test('is spoken of as soon as any of its fields says something, a mark alone too', () => {
    for (const change of [{ note: 'a' }, { good: 'a' }, { needed: 'a' }, { going: 1 }, { control: 10 }]) {
      const draft = asked({ question: '', domains: { mental: { ...emptyDomain(), ...change } } });
      expect([spokenDomains(draft), isEmptyDraft(draft)]).toEqual([['mental'], false]);
    }
    expect(spokenDomains(asked({ domains: { mental: { ...emptyDomain(), good: ' \n' } } }))).toEqual([]);
  });

  test('is saved with its words and marks', () => {
    const social = { note: ' Kent de straat ', good: 'Buren', needed: '', going: 6, control: 4 };
    expect(documents(asked({ domains: { social } }))[0]).toMatchObject({
      domains: [{ domain: 'social', note: 'Kent de straat', good: 'Buren', needed: '', going: 6, control: 4 }]
    });
  });

  test('has three to five open questions that help', () => {
    for (const domain of LIFE_DOMAINS) {
      const prompts = DOMAIN_PROMPTS[domain];
      expect(prompts.length).toBeGreaterThanOrEqual(3);
      expect(prompts.length).toBeLessThanOrEqual(5);
      for (const prompt of prompts)
        expect(prompt).toMatch(/^(Wie|Wat|Waar|Welke|Hoe|Wanneer|Met wie|Bij wie) .+\?$/);
    }
  });
});

describe('a step to individual provision', () => {
  test('needs what was tried on lower rungs, and keeps it', () => {
    const individual = step({ rung: 'individual', doer: 'municipality' });
    expect(problems(asked({ steps: [{ ...individual, tried: '  ' }] }))).toEqual([
      `steps.${individual.name}.tried`
    ]);
    expect(
      documents(asked({ steps: [{ ...individual, tried: 'De buurvrouw hielp een jaar.' }] }))[1]
    ).toMatchObject({
      tried: 'De buurvrouw hielp een jaar.'
    });
  });

  test('that went back to a lower rung does not carry what is no longer on the screen', () => {
    expect(documents(asked({ steps: [step({ tried: 'Van alles' })] }))[1]).toMatchObject({ tried: '' });
  });
});

test('steps stand lowest rung first; equals keep their order, and one without a rung comes last', () => {
  const rungs = ['individual', null, 'network', 'own-strength', 'network'] as const;
  const all = rungs.map((rung, at) => ({ rung, at }));
  expect(lowestFirst(all, ({ rung }) => rung).map(({ at }) => at)).toEqual([3, 2, 4, 0, 1]);
});

describe('a conversation that goes on with an earlier one', () => {
  test('names it and its day, and asks its own question', () => {
    const follows = { conversation: 'conversation:1', day: '2026-11-20', question: 'Ik eet alleen' };
    const draft = emptyDraft('resident:1', author, follows);
    expect(draft.question).toBe('');
    expect(problems(draft)).toEqual(['question']);
    expect(documents({ ...draft, question: 'Ik kook weer' })[0]).toMatchObject({
      day: '2026-11-24',
      follows: { conversation: 'conversation:1', day: '2026-11-20' }
    });
  });

  test('is read from a document that was written before there were any', () => {
    const { follows: _, ...earliest } = held('1', '2026-11-20', []).document;
    expect(Conversation.parse(earliest).follows).toBeNull();
  });
});

describe('what was talked about before', () => {
  const draft = asked({ name: 'now', day: '2026-11-24' });

  test('is that of the last conversation before, whatever the order in which they came', () => {
    const talks = [held('a', '2026-11-01', ['housing']), held('b', '2026-11-20', ['social', 'finances'])];
    const last = { day: '2026-11-20', domains: ['finances', 'social'] };
    expect(earlierTalk(talks, draft)).toEqual(last);
    expect(earlierTalk([...talks].reverse(), draft)).toEqual(last);
  });

  test('leaves out other residents, later days, this conversation, and talks without any domain', () => {
    const talks = [
      held('a', '2026-11-20', ['housing'], 'resident:2'),
      held('b', '2026-11-25', ['housing']),
      held('now', '2026-11-24', ['housing']),
      held('c', '2026-11-23', [])
    ];
    expect(earlierTalk(talks, draft)).toBeNull();
  });
});

describe('the screens of a conversation', () => {
  const at = (address: string, mode: 'quick' | 'full' = 'full') =>
    placeOf(new URLSearchParams(address), mode);

  test('begin where the way of writing down begins, and lead to the last one', () => {
    for (const mode of ['quick', 'full'] as const) {
      const [first, ...others] = ROUTES[mode];
      let place = at('', mode);
      expect(place.part).toBe(first);
      for (const part of others) {
        place = at(onward(place, mode).address, mode);
        expect(place.part).toBe(part);
      }
    }
  });

  test('show each field that is to be mended, and lead back to where it was read', () => {
    for (const [path, part, anchor] of [
      ['question', 'vraag', 'lees-vraag'],
      ['notes', 'leefgebieden', 'lees-leefgebieden'],
      ['domains.social.needed', 'leefgebieden', 'lees-social'],
      ['steps.01K.tried', 'stappen', 'lees-01K']
    ] as const) {
      const { search, hash } = new URL(fieldAddress(path), 'https://x/');
      const place = at(search);
      expect([place.part, hash]).toEqual([part, `#${path.split('.').at(-1)}`]);
      expect(reviewAnchor(place)).toBe(anchor);
      expect(onward(place, 'quick').address).toBe(`?deel=nalezen#${anchor}`);
    }
  });

  test('of the way that was chosen last are shown again on this device', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value)
    };
    expect(modeKept(storage)).toBe('full');
    keepMode(storage, 'quick');
    expect(modeKept(storage)).toBe('quick');
  });
});
