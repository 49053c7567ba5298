import { createGate } from '#server/access.ts';
import { SERVER, type Engine } from '#server/engines/engine.ts';
import type { User } from '#lib/roles/user.ts';
import { provisionUsers } from '#server/provision.ts';
import { conversation, temporaryEngine } from '#server/testing.ts';
import { answeredBy, newDevice, type Device } from '../contract/pouch.ts';
import { compared, median, type Figure } from './figure.ts';

const DOCUMENTS = 1000;
const ROUNDS = 9;
const BATCHES = { batch_size: DOCUMENTS };
const WORKER: User = {
  name: 'anna',
  displayName: 'Anna',
  roles: ['field-worker'],
  teams: ['een', 'twee'],
  zones: [],
  activities: []
};

/** Takes milliseconds: what a device wrote goes to a database, and from there to a device that is new. */
async function thereAndBack(database: Device): Promise<number> {
  const writes = newDevice();
  const reads = newDevice();
  await writes.bulkDocs(
    Array.from({ length: DOCUMENTS }, (_, number) => conversation(WORKER.name, `N${number}`))
  );
  const begun = performance.now();
  const sent = await writes.replicate.to(database, BATCHES);
  const received = await reads.replicate.from(database, BATCHES);
  const taken = performance.now() - begun;
  if (sent.docs_written !== DOCUMENTS || received.docs_written !== DOCUMENTS)
    throw new Error(`${sent.docs_written} were sent and ${received.docs_written} received.`);
  await Promise.all([writes.close(), reads.close()]);
  return taken;
}

/** A database that nobody but the engine stands before, and one behind the gate with its judging of every document. */
const databasesOf = (engine: Engine) => {
  const gate = createGate({
    engine,
    lists: { isOpen: async () => true },
    onWritten: async () => undefined,
    stopping: new AbortController().signal
  });
  return {
    bare: answeredBy('http://engine/team-een', engine.as(SERVER)),
    behindGate: answeredBy('http://engine/db/team-twee', (request) => gate(request, WORKER))
  };
};

/** What the gate costs a replication of 1,000 documents there and back. */
export async function gateFigures(): Promise<Figure[]> {
  const times = { bare: [] as number[], behindGate: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const { engine, discard } = await temporaryEngine();
    await provisionUsers(engine, [WORKER]);
    const databases = databasesOf(engine);
    const turns = round % 2 === 0 ? (['bare', 'behindGate'] as const) : (['behindGate', 'bare'] as const);
    for (const which of turns) times[which].push(await thereAndBack(databases[which]));
    await discard();
  }
  return [
    compared(
      'replication of 1,000 documents there and back through the gate, against the engine bare',
      'ms',
      median(times.behindGate),
      median(times.bare),
      1.15
    )
  ];
}
