import { isoMoment, dutchDay, type Clock } from '#lib/core/clock.ts';
import { documentId, kindOf, nameOf } from '#lib/core/document.ts';
import { Handover, HandoverState, Referral, type ReferralState } from '#lib/referrals/referral.ts';
import { teamDatabase, teamOf } from '#lib/roles/databases.ts';
import { CaseLesson, LearningCase } from '#lib/signals/learning-case.ts';
import type { CourierStep } from './courier.ts';
import { bring, listDatabases, openDatabase, type Stored } from './database.ts';
import { SERVER, type Engine } from './engines/engine.ts';

/** What the courier needs to carry between teams. */
export interface BetweenTeams {
  readonly engine: Engine;
  readonly clock: Clock;
  /** What people read for a user name. */
  readonly displayName: (user: string) => Promise<string>;
}

const NO_SUCH_TEAM = 'Dit team is er niet (meer). Er is niets doorgegeven.';

/**
 * Carries between the databases of teams: a referral arrives as a handover, and what the receiver did with it comes back
 * as a state; a case and what was learned from it reach every team that has the case. Every id follows from what it is
 * made of and nothing is ever written over, so that carrying twice leaves one, wherever the first time ended.
 */
export function betweenTeamsStep({ engine, clock, displayName }: BetweenTeams): CourierStep {
  const made = () => ({
    schema: 1 as const,
    author: SERVER.name,
    device: 'server',
    created: isoMoment(clock())
  });

  const bringTo = (database: string, document: object) => bring(openDatabase(engine, database), document);

  const tell = (
    database: string,
    name: string,
    state: Pick<ReferralState, 'referral' | 'state' | 'day' | 'note'>
  ) =>
    bringTo(database, {
      ...made(),
      ...state,
      _id: documentId('referral-state', name),
      kind: 'referral-state'
    } satisfies ReferralState);

  async function handOver(database: string, referral: Referral, teams: ReadonlySet<string>): Promise<void> {
    if (referral.to.kind !== 'team') return;
    const name = nameOf(referral._id);
    const there = teamDatabase(referral.to.team);
    const day = dutchDay(clock());
    if (there === database || !teams.has(there)) {
      await tell(database, `${name}-terug`, {
        referral: referral._id,
        state: 'returned',
        day,
        note: NO_SUCH_TEAM
      });
      return;
    }
    const { who, reach, question, background, warm, by } = referral;
    await bringTo(there, {
      ...made(),
      _id: documentId('handover', name),
      kind: 'handover',
      team: teamOf(database),
      sender: referral.author,
      senderName: await displayName(referral.author),
      day: referral.day,
      who,
      reach,
      question,
      background,
      warm,
      by
    } satisfies Handover);
    // Only now: what is told to have arrived must be there.
    await tell(database, `${name}-ontvangen`, { referral: referral._id, state: 'received', day, note: '' });
  }

  async function answer(
    database: string,
    { _id, handover, state, day, note }: HandoverState,
    teams: ReadonlySet<string>
  ): Promise<void> {
    const received = Handover.safeParse(await openDatabase(engine, database).get(handover));
    if (!received.success) return;
    const there = teamDatabase(received.data.team);
    // A sender that is gone hears nothing; trying again would never help.
    if (!teams.has(there)) return;
    const referral = documentId('referral', nameOf(handover));
    await tell(there, nameOf(_id), { referral, state, day, note });
  }

  async function share(database: string, document: Stored, teams: readonly string[]): Promise<void> {
    const { _rev: _, ...plain } = document;
    for (const team of teams) if (teamDatabase(team) !== database) await bringTo(teamDatabase(team), plain);
  }

  return {
    async handle(database, revisions) {
      const carried = revisions.filter(
        (revision) => CARRIED.has(kindOf(revision._id)) && !revision['_deleted']
      );
      if (carried.length === 0) return;
      const teams = new Set(await listDatabases(engine));
      const known = (names: readonly string[]) => names.filter((team) => teams.has(teamDatabase(team)));
      for (const revision of carried) {
        const referral = Referral.safeParse(revision);
        if (referral.success) await handOver(database, referral.data, teams);
        const state = HandoverState.safeParse(revision);
        if (state.success) await answer(database, state.data, teams);
        const talked = LearningCase.safeParse(revision);
        if (talked.success) await share(database, revision, known(talked.data.teams));
        const lesson = CaseLesson.safeParse(revision);
        if (!lesson.success) continue;
        const about = LearningCase.safeParse(await openDatabase(engine, database).get(lesson.data.case));
        if (about.success) await share(database, revision, known([about.data.team, ...about.data.teams]));
      }
    }
  };
}

const CARRIED: ReadonlySet<string> = new Set(['referral', 'handover-state', 'learning-case', 'case-lesson']);
