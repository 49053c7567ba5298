import { dutchDay, isoMoment } from '#lib/core/clock.ts';
import type { Conversation, Step, StepResult } from '#lib/visits/conversation.ts';
import type { Resident } from '#lib/visits/resident.ts';
import { DEVICE, exampleId } from './example-id.ts';
import type { DemoConversation, DemoResident, DemoResult, DemoStep } from './history.ts';
import { OTHER_TEAMS } from './other-teams.ts';
import { VOORSTAD } from './voorstad.ts';

export type DemoDocument = Resident | Conversation | Step | StepResult;

const DAY = 24 * 60 * 60_000;
const MINUTE = 60_000;
const CARD_FIELDS = ['name', 'contact', 'zone', 'birthYear', 'household', 'language'] as const;

/**
 * The example histories by database, told from `moment` (milliseconds): dates lie around it, ids do not depend on it.
 */
export function demoDocuments(moment: number): ReadonlyMap<string, readonly DemoDocument[]> {
  const told = [...VOORSTAD, ...OTHER_TEAMS].map((resident, index) => ({
    database: `team-${resident.team}`,
    documents: historyOf(resident, index + 1, moment)
  }));
  const databases = Object.entries(Object.groupBy(told, ({ database }) => database));
  return new Map(
    databases.map(([database, histories = []]) => [database, histories.flatMap(({ documents }) => documents)])
  );
}

function historyOf(resident: DemoResident, place: number, moment: number): readonly DemoDocument[] {
  const first = Math.max(...resident.conversations.map(({ daysAgo }) => daysAgo));
  const made = (daysAgo: number, minutes: number) => momentOf(moment, daysAgo, place * 7 + minutes);
  const card: Resident = {
    _id: `resident:${exampleId(place)}`,
    kind: 'resident',
    schema: 1,
    author: resident.author,
    device: DEVICE,
    created: isoMoment(made(first, 0)),
    ...resident.card,
    stamps: Object.fromEntries(
      CARD_FIELDS.map((field) => [field, `${String(made(first, 0)).padStart(13, '0')}-0000-${DEVICE}`])
    ),
    seen: {},
    kept: {}
  };

  const told = (conversation: DemoConversation, number: number): readonly DemoDocument[] => {
    const author = conversation.by ?? resident.author;
    const common = (daysAgo: number, minutes: number) => ({
      schema: 1 as const,
      author,
      device: DEVICE,
      created: isoMoment(made(daysAgo, minutes)),
      resident: card._id
    });
    const id = `conversation:${exampleId(place, number)}`;
    const stepOf = (step: DemoStep, stepNumber: number): readonly DemoDocument[] => {
      const stepId = `step:${exampleId(place, number, stepNumber)}`;
      return [
        {
          ...common(conversation.daysAgo, 45),
          _id: stepId,
          kind: 'step',
          conversation: id,
          rung: step.rung,
          what: step.what,
          doer: step.doer,
          by: step.dueIn === null ? null : dutchDay(moment + step.dueIn * DAY),
          entry: step.entry ?? null,
          tried: step.tried ?? ''
        },
        ...(step.results ?? []).map((result: DemoResult, index): StepResult => ({
          ...common(result.daysAgo, 20),
          _id: `step-result:${exampleId(place, number, stepNumber * 10 + index)}`,
          kind: 'step-result',
          step: stepId,
          day: dutchDay(moment - result.daysAgo * DAY),
          result: result.result,
          by: result.dueIn === undefined ? null : dutchDay(moment + result.dueIn * DAY),
          note: result.note
        }))
      ];
    };
    return [
      {
        ...common(conversation.daysAgo, 40),
        _id: id,
        kind: 'conversation',
        day: dutchDay(moment - conversation.daysAgo * DAY),
        question: conversation.question,
        domains: conversation.domains.map(([domain, note]) => ({
          domain,
          note,
          good: '',
          needed: '',
          going: null,
          control: null
        })),
        notes: conversation.notes,
        follows: null
      },
      ...conversation.steps.flatMap((step, index) => stepOf(step, index + 1))
    ];
  };
  return [card, ...resident.conversations.flatMap((conversation, index) => told(conversation, index + 1))];
}

/** So many days ago, on a working morning: some minutes after nine in the Netherlands, give or take an hour. */
function momentOf(moment: number, daysAgo: number, minutes: number): number {
  const midnight = Math.floor(moment / DAY) * DAY;
  return Math.min(midnight - daysAgo * DAY + 8 * 60 * MINUTE + minutes * MINUTE, moment);
}
