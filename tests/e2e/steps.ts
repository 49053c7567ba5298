import type { Page } from 'playwright-core';

export const PASSPHRASE = 'negen groene fietsen';

/** Waits until the app's own files are kept, so that the next address needs no server. */
export async function installed(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** Logs in with an example account and chooses a passphrase, as on a new phone. */
export async function enrol(page: Page, origin: string, username: string): Promise<void> {
  await page.goto(`${origin}/werk`);
  await signUp(page, username);
  await page.getByRole('heading', { name: 'Vandaag', level: 1 }).waitFor();
}

/** The same, on the log-in that is on the screen. */
export async function signUp(page: Page, username: string): Promise<void> {
  await logIn(page, username);
  await choosePassphrase(page);
}

/** Fills in the log-in that is on the screen. */
export async function logIn(page: Page, username: string): Promise<void> {
  await page.getByLabel('Gebruikersnaam').fill(username);
  await page.getByLabel('Wachtwoord').fill('demo-binnenzak');
  await page.getByRole('button', { name: 'Inloggen' }).click();
}

/** Chooses the passphrase that is asked for on the screen, and waits until the desk is open. */
export async function choosePassphrase(page: Page): Promise<void> {
  await page.getByLabel('Wachtzin', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Nog een keer dezelfde wachtzin').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Wachtzin bewaren' }).click();
  await page.getByRole('link', { name: 'Stand van je gegevens' }).waitFor();
}

/** Opens the lock on a phone where somebody enrolled before. */
export async function unlock(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await open(page);
}

/** The same, on the lock that is on the screen. */
export async function open(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await page.getByLabel('Wachtzin', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Openen' }).click();
  await page.getByRole('link', { name: 'Stand van je gegevens' }).waitFor();
}

/** Waits for the state of the data to say so, in the header of whatever page is open. */
export const stateOfData = (page: Page, words: string): Promise<void> =>
  page.getByRole('link', { name: `Stand van je gegevens: ${words}` }).waitFor({ timeout: 60_000 });

/** Adds a step with an entry of the map, found by `words`, in the conversation that is open. */
export async function addStep(page: Page, what: string, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Stap toevoegen' }).click();
  await page.getByLabel('Wat gaat er gebeuren?').fill(what);
  await page.getByText('2. Netwerk').click();
  await page.getByText('De bewoner zelf').click();
  await page.getByRole('button', { name: 'Over een week' }).click();
  await page.getByRole('button', { name: 'Aanbod zoeken' }).click();
  await page.getByLabel('Zoek op de sociale kaart').fill(words);
  await page.getByRole('dialog').getByRole('listitem').first().getByRole('button').click();
  await page.getByRole('button', { name: 'Aanbod weghalen' }).waitFor();
}

/** Opens what is behind a word of the menu Vastleggen. */
export async function chooseToRecord(page: Page, word: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Vastleggen' }).click();
  await page.getByRole('heading', { name: 'Wat leg je vast?' }).waitFor();
  await page.getByRole('main').getByRole('listitem').getByRole('link', { name: word }).click();
}

/** Begins a conversation with the first resident and writes down the question. */
export async function beginConversation(page: Page, question: string): Promise<void> {
  await chooseToRecord(page, 'Gesprek');
  await page.getByRole('heading', { name: 'Met wie is het gesprek?' }).waitFor();
  await page.getByRole('main').getByRole('listitem').first().getByRole('button').click();
  await page.getByLabel('De vraag').fill(question);
}

/** Goes on from the question to the last screen. */
export async function review(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Verder naar de leefgebieden' }).click();
  await page.getByRole('link', { name: 'Verder naar de stappen' }).click();
  await page.getByRole('link', { name: 'Verder naar nalezen' }).click();
  await page.getByRole('heading', { name: 'Klopt het zo?' }).waitFor();
}

/** Saves on the last screen, and waits until the resident's time line shows it. */
export async function saveReviewed(page: Page, question: string): Promise<void> {
  await page.getByRole('button', { name: 'Gesprek bewaren' }).click();
  await page.getByRole('article').filter({ hasText: question }).waitFor();
}

interface Fact {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/**
 * Puts facts of a worker in the database of team Voorstad, as another device of theirs would. A fact without an id gets
 * `<kind>:01TASK`.
 */
export async function writeFacts(origin: string, username: string, facts: readonly Fact[]): Promise<void> {
  const post = (path: string, body: object, cookie = '') =>
    fetch(origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie },
      body: JSON.stringify(body)
    });
  const login = await post('/auth/login', { username, password: 'demo-binnenzak' });
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  const docs = facts.map((fact) => ({
    _id: `${fact.kind}:01TASK`,
    schema: 1,
    author: username,
    device: 'tablet',
    created: new Date().toISOString(),
    ...fact
  }));
  const written = await post('/db/team-voorstad/_bulk_docs', { docs }, cookie);
  const answers = (await written.json()) as { id: string; ok?: boolean }[];
  const refused = answers.filter(({ ok }) => !ok);
  if (refused.length > 0) throw new Error(`The server refused ${JSON.stringify(refused)}`);
}

/** A lock of the device itself that knows its owner, for passkeys. `hasPrf`: its passkeys give secrets. */
export async function deviceLock(
  page: Page,
  hasPrf: boolean
): Promise<{ setOwnerThere: (there: boolean) => Promise<void> }> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf
    }
  });
  return {
    setOwnerThere: async (there) => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: there });
    }
  };
}

/** From anywhere behind the lock to a passkey that opens it. */
export async function makeLockPasskey(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await page.getByRole('link', { name: 'Stand van je gegevens' }).click();
  await page.getByRole('link', { name: 'Het slot: tijden' }).click();
  await page.getByLabel('Wachtzin, om een passkey te maken').fill(passphrase);
  await page.getByRole('button', { name: 'Passkey maken' }).click();
}
