import { dutchDay } from '../core/clock.ts';
import { dateName, dutchWallTime, timeName } from '../core/dutch-date.ts';
import type { Delivery } from '../db/records.ts';
import { teamName } from '../roles/team-name.ts';
import { otherTexts } from '../sync/merge.ts';
import { LIFE_DOMAIN_NAMES } from '../social-map/life-domain.ts';
import { HELPED_NAMES, type Closing, type Review } from './arrangement.ts';
import { ARRANGEMENT_FIELD_NAMES } from './arrangement-form.ts';
import { CONSENT_WAY_NAMES, PURPOSE_NAMES, type Consent } from './consent.ts';
import { moment, type Kept } from '../db/kept.ts';
import type { GlassBroken } from './glass-broken.ts';
import type { Mark } from './mark.ts';
import { REPORTER_NAMES, REPORT_OUTCOME_NAMES, URGENCY_NAMES, type Report } from './report.ts';
import type { Resident } from './resident.ts';
import { cardLines, FIELD_NAMES, FIELDS } from './resident-form.ts';
import { anyCard } from './residents.ts';
import { CONVERSATION_TASK, REVIEW_TASK } from './tasks.ts';
import type { VisitBook } from './visit-book.ts';

/**
 * Something that happened, in a few words that any feature can give. `day` is `YYYY-MM-DD`; `at` orders what fell on one
 * day and is of no other happening (see `moment`); `lines` are paragraphs; `href` leads to more.
 */
export interface Told {
  readonly kind: 'told';
  readonly day: string;
  readonly at: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly delivery: Delivery;
  /** User name, or the readable name of who works elsewhere. */
  readonly author: string;
  readonly created: string;
  readonly href?: string;
}

interface Fact {
  readonly _id: string;
  readonly author: string;
  readonly created: string;
}

/** A document as something that happened; lines without words are left out. */
const toldOf = (
  { document, delivery }: Kept<Fact>,
  day: string,
  title: string,
  lines: readonly (string | null)[]
): Told => ({
  kind: 'told',
  day,
  at: moment(document),
  title,
  lines: lines.filter((line) => line !== null && line.trim() !== '') as string[],
  delivery,
  author: document.author,
  created: document.created
});

/** What was written about a resident besides conversations and steps, in no order. */
export const tellings = (book: VisitBook, resident: string): Told[] => [
  ...consents(book, resident),
  ...involved(book, resident),
  ...reports(book, resident),
  ...attachedReports(book, resident),
  ...looksBack(book, resident),
  ...fileStates(book, resident),
  ...promises(book, resident),
  ...merges(book, resident),
  ...about(book.glassBroken, resident).map(glassTold)
];

function about<Document extends { readonly resident: string | null }>(
  all: Iterable<Kept<Document>>,
  resident: string
): Kept<Document>[] {
  return [...all].filter(({ document }) => document.resident === resident);
}

const madeOn = ({ created }: Fact): string => dutchDay(Date.parse(created));

const markLine = (word: string, mark: Mark): string | null =>
  mark === null ? null : `${word}: ${mark} van 10`;

const consents = (book: VisitBook, resident: string): Told[] =>
  about(book.consents, resident).map(consentTold);

export function consentTold(one: Kept<Consent>): Told {
  const { given, purpose, how, note, day } = one.document;
  const title = `${given ? 'Toestemming' : 'Geen toestemming'}: ${PURPOSE_NAMES[purpose]}`;
  return toldOf(one, day, title, [CONSENT_WAY_NAMES[how], note]);
}

const involved = (book: VisitBook, resident: string): Told[] =>
  about(book.involved, resident).map((one) => {
    const { name, relation, contact, gone, about: first } = one.document;
    const word = gone ? 'Niet meer betrokken' : first === null ? 'Betrokken' : 'Betrokkene veranderd';
    const title = `${word}: ${[name, relation].filter(Boolean).join(', ')}`;
    return toldOf(one, madeOn(one.document), title, gone ? [] : [contact]);
  });

/** A report of somebody unknown is told of whom a conversation about it is to be with, from then on. */
const reports = (book: VisitBook, resident: string): Told[] => [
  ...about(book.reports.values(), resident).map(reportTold),
  ...[...book.reports.values()].flatMap(({ document: report }) =>
    (book.reportResults.get(report._id) ?? [])
      .filter(({ document }) => (report.resident ?? document.resident) === resident)
      .flatMap((result) => {
        const { _id, day, outcome, note, entry } = result.document;
        return [
          toldOf(result, day, `Melding: ${REPORT_OUTCOME_NAMES[outcome]}`, [
            report.question,
            note,
            entry && `Gewezen op: ${entry.name}`
          ]),
          ...noted(book, _id, CONVERSATION_TASK)
        ];
      })
  )
];

/** Reports that turned out to be this resident's, or not to be. */
const attachedReports = (book: VisitBook, resident: string): Told[] =>
  about([...book.reportResidents.values()].flat(), resident).map((one) => {
    const { report, undone } = one.document;
    const question = book.reports.get(report)?.document.question ?? 'een melding die hier niet is';
    const title = undone ? 'Melding hoort hier niet bij' : 'Melding bij deze bewoner gezet';
    return toldOf(one, madeOn(one.document), `${title}: ${question}`, []);
  });

export function reportTold(one: Kept<Report>): Told {
  const { day, question, reporter, reporterNote, domains, urgency } = one.document;
  const by = [REPORTER_NAMES[reporter], reporterNote].filter(Boolean).join(', ');
  return toldOf(one, day, `Melding: ${question}`, [
    `Gemeld door: ${by}`,
    domains.map((domain) => LIFE_DOMAIN_NAMES[domain]).join(', '),
    `Haast: ${URGENCY_NAMES[urgency].toLowerCase()}`
  ]);
}

/** What was told when something was done, if anything: that it was done stands in what it was about. */
const noted = (book: VisitBook, id: string, what: string): Told[] =>
  (book.taskStates.get(id) ?? [])
    .filter(({ document }) => document.note.trim() !== '')
    .map((state) => toldOf(state, madeOn(state.document), `Gedaan: ${what}`, [state.document.note]));

const looksBack = (book: VisitBook, resident: string): Told[] => [
  ...(book.arrangements.get(resident) ?? []).flatMap(({ document }) =>
    noted(book, document._id, REVIEW_TASK)
  ),
  ...about(book.reviews, resident).map(reviewTold),
  ...about(book.closings, resident).map(closingTold)
];

export function reviewTold(one: Kept<Review>): Told {
  const { day, told, going, control } = one.document;
  return toldOf(one, day, 'Samen teruggekeken', [
    told,
    markLine('Hoe het gaat', going),
    markLine('Regie', control)
  ]);
}

export function closingTold(one: Kept<Closing>): Told {
  const { day, helped, changed, going, control, goal, agreed } = one.document;
  return toldOf(one, day, 'Arrangement afgesloten', [
    goal && `${ARRANGEMENT_FIELD_NAMES.goal}: ${goal}`,
    agreed && `${ARRANGEMENT_FIELD_NAMES.agreed}: ${agreed}`,
    `Goed geholpen: ${HELPED_NAMES[helped].toLowerCase()}`,
    changed,
    markLine('Hoe het gaat', going),
    markLine('Regie', control)
  ]);
}

const FILE_STATE_TITLES = {
  closed: 'Dossier afgesloten',
  opened: 'Dossier weer geopend',
  'kept-open': 'Dossier blijft open'
};
const fileStates = (book: VisitBook, resident: string): Told[] =>
  about(book.fileStates, resident).map((one) =>
    toldOf(one, one.document.day, FILE_STATE_TITLES[one.document.state], [one.document.note])
  );

const promises = (book: VisitBook, resident: string): Told[] =>
  about(book.promises, resident).flatMap((one) => {
    const { _id, what, by } = one.document;
    return [
      toldOf(one, madeOn(one.document), `Beloofd: ${what}`, [by && `Voor ${dateName(by)}`]),
      ...(book.taskStates.get(_id) ?? []).map((state) => {
        const { state: now, by: until, note } = state.document;
        const title = now === 'done' ? `Gedaan: ${what}` : `Uitgesteld: ${what}`;
        return toldOf(state, madeOn(state.document), title, [until && `Tot ${dateName(until)}`, note]);
      })
    ];
  });

/** The file was opened to a team lead of another team: who, why, and until when. */
export function glassTold(one: Kept<GlassBroken>): Told {
  const { byName, teams, reason, until } = one.document;
  const lines = [
    `Reden: ${reason}`,
    `Team: ${teams.map(teamName).join(', ')}`,
    `Open tot ${timeName(dutchWallTime(Date.parse(until)))}. Daarna is het dossier voor dit team weer dicht.`
  ];
  const title = `Noodinzage: ${byName} van een ander team opende dit dossier`;
  return { ...toldOf(one, madeOn(one.document), title, lines), author: byName };
}

/** Texts that colleagues wrote at the same time and nobody chose from before the cards became one. */
const unsettled = (card: Resident): string[] =>
  FIELDS.flatMap((field) =>
    otherTexts(card, field).map(({ text }) => `${FIELD_NAMES[field]}, ook geschreven: ${text}`)
  );

/** Cards that became one, and went apart again. What the other card said stays to be read here. */
const merges = (book: VisitBook, resident: string): Told[] =>
  book.sameResidents
    .filter(({ document }) =>
      [document.resident, document.other].some((id) => book.residentOf(id) === resident)
    )
    .map((one) => {
      const { undone, other } = one.document;
      const card = anyCard(book, other === resident ? one.document.resident : other)?.document;
      const name = card?.name ?? 'een kaart die hier niet is';
      return toldOf(
        one,
        madeOn(one.document),
        undone ? `Weer een eigen kaart: ${name}` : `Samengevoegd met de kaart van ${name}`,
        undone || !card
          ? []
          : [...cardLines(card).map(({ word, text }) => `${word}: ${text}`), ...unsettled(card)]
      );
    });
