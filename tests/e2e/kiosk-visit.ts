import type { Page } from 'playwright-core';

/** A screen in the village house of Schalkhaar, as a curator settled it. */
export const PLACE = {
  name: 'Kulturhuus de Lindeboom',
  zone: 'schalkhaar',
  location: null,
  team: 'voorstad',
  printer: 'receipt'
};

/** Makes this browser a screen in a public place, and waits until the map is on it. */
export async function settle(page: Page, origin: string, place: object = PLACE): Promise<void> {
  await page.goto(`${origin}/kiosk`);
  await page.getByRole('heading', { name: 'Dit scherm is nog niet ingesteld' }).waitFor();
  await page.evaluate(async (value) => {
    const open = indexedDB.open('binnenzak-kiosk');
    const database = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
    const settings = database.transaction('settings', 'readwrite').objectStore('settings');
    const put = settings.put({ name: 'place', value });
    await new Promise((done) => (put.onsuccess = done));
    database.close();
  }, place);
  await page.waitForFunction(() => localStorage.getItem('binnenzak-kaart') !== null);
  await page.reload();
  await page.getByRole('list', { name: 'Onderwerpen' }).waitFor();
}

/** What a voice was given to say. */
export interface Spoken {
  readonly text: string;
  readonly lang: string;
  readonly rate: number;
}

/** Gives the browser a voice for every language of the screen, which notes what it is given to say. */
export const giveVoices = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const voices = ['nl-NL', 'en-GB', 'tr-TR', 'pl-PL', 'ar-SA', 'uk-UA'].map((lang) => ({
      lang,
      name: lang
    }));
    const spoken: Spoken[] = [];
    Object.assign(window, { spoken });
    class Utterance extends EventTarget {
      voice: unknown = null;
      lang = '';
      rate = 1;
      readonly text: string;
      constructor(text: string) {
        super();
        this.text = text;
      }
    }
    Object.assign(window, { SpeechSynthesisUtterance: Utterance });
    Object.defineProperty(window, 'speechSynthesis', {
      value: {
        getVoices: () => voices,
        addEventListener: () => undefined,
        cancel: () => void (spoken.length = 0),
        speak: ({ text, lang, rate }: Utterance) => void spoken.push({ text, lang, rate })
      }
    });
  });

/** What is being said since the last time that it was quiet. */
export const spokenOn = (page: Page): Promise<readonly Spoken[]> =>
  page.evaluate(() => (window as unknown as { spoken: Spoken[] }).spoken);

/** Has a curator make a code for a place, and enrols this browser with it, as who sets the screen up would. */
export async function enrolScreen(page: Page, origin: string, place: object = PLACE): Promise<void> {
  const post = (path: string, body: object, cookie = '') =>
    fetch(origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie },
      body: JSON.stringify(body)
    });
  const login = await post('/auth/login', { username: 'beheer-1', password: 'demo-binnenzak' });
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { code } = (await (await post('/kiosken/code', place, cookie)).json()) as { code: string };
  await page.goto(`${origin}/kiosk`);
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Scherm instellen' }).click();
  await page.getByRole('list', { name: 'Onderwerpen' }).waitFor();
}
