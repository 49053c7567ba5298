import type { Page } from 'playwright-core';
import {
  addStep,
  choosePassphrase,
  chooseToRecord,
  installed,
  logIn,
  open,
  signUp,
  stateOfData
} from './steps.ts';

/** Called at every screen of a tour, with the screen's name, while it is open. */
export type Stop = (screen: string) => Promise<void>;

/** Every public page, with and without what it shows, and at the end without a connection. */
export async function publicTour(page: Page, origin: string, stop: Stop): Promise<void> {
  await page.goto(origin);
  await page.locator('.list li').first().waitFor();
  await stop('home');
  await page.goto(`${origin}/kaart?q=eten&zone=voorstad`);
  const result = page.getByRole('article').first().getByRole('heading').getByRole('link');
  await result.waitFor();
  await stop('results');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('dialog').getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Filter (1)', includeHidden: true }).waitFor();
  await stop('filters of results');
  await page.keyboard.press('Escape');
  const entry = (await result.getAttribute('href')) ?? '';
  await page.goto(`${origin}/kaart?q=zzzz&zone=voorstad`);
  await page.getByRole('heading', { name: 'Wat u nu kunt doen' }).waitFor();
  await stop('no results');
  await page.goto(origin + entry);
  await stop('entry');
  await page.goto(`${origin}/agenda`);
  const session = page.getByRole('article').first().getByRole('link');
  await session.waitFor();
  await page.locator('summary').filter({ hasText: 'Filter' }).click();
  await page.getByText('in uw eigen agenda').click();
  await page.getByText('Open in mijn agenda', { exact: true }).waitFor();
  await stop('agenda');
  await page.getByRole('link', { name: 'Maand' }).click();
  await page.getByRole('table').waitFor();
  await stop('agenda: a month');
  await page.getByRole('table').getByRole('link').last().click();
  await page.getByRole('link', { name: 'Hele maand' }).waitFor();
  await page.getByRole('article').first().waitFor();
  await stop('agenda: a day');
  await page.getByRole('link', { name: 'Week voor op het prikbord' }).click();
  await page.getByRole('button', { name: 'Afdrukken' }).waitFor();
  await stop('agenda: a week to print');
  await page.goto(`${origin}/agenda?zone=voorstad`);
  await session.click();
  await page.getByRole('heading', { name: 'Wanneer' }).waitFor();
  await stop('activity');
  await page.getByRole('link', { name: 'Wat is er nog meer op deze plek?' }).click();
  await page.getByRole('heading', { level: 1, name: /^Te doen/ }).waitFor();
  await page.getByRole('article').first().waitFor();
  await stop('agenda: a place');
  await page.goto(`${origin}/`);
  const theme = page.locator('a[href^="/themas/"]').first();
  const name = (await theme.innerText()).trim();
  await theme.click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByRole('article').first().waitFor();
  await stop('theme');
  await page.goto(`${origin}/bestaat/niet`);
  await page.getByRole('heading', { name: 'Deze pagina is er niet' }).waitFor();
  await stop('not found');

  await installed(page);
  await page.context().setOffline(true);
  await page.goto(`${origin}/kaart/bestaat-niet`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await stop('not found without a connection');
  await page.context().setOffline(false);
}

/** From the log-in to Vandaag, as on a new device. */
export async function enrolTour(page: Page, origin: string, username: string, stop: Stop): Promise<void> {
  await page.goto(`${origin}/werk`);
  await page.getByLabel('Gebruikersnaam').fill(username);
  await page.getByLabel('Wachtwoord').fill('fout');
  await page.getByRole('button', { name: 'Inloggen' }).click();
  await page.getByRole('alert').waitFor();
  await stop('log-in refused');
  await logIn(page, username);
  await page.getByLabel('Wachtzin', { exact: true }).fill('kort');
  await page.getByLabel('Nog een keer dezelfde wachtzin').fill('korter');
  await page.getByRole('button', { name: 'Wachtzin bewaren' }).click();
  await page.getByRole('alert').waitFor();
  await stop('choose a passphrase');
  await choosePassphrase(page);
  await stateOfData(page, 'alles verwerkt');
}

/** Every screen of a field worker who just enrolled, ending at the lock. */
export async function deskTour(page: Page, origin: string, stop: Stop): Promise<void> {
  await page.getByRole('button', { name: 'Later' }).first().waitFor();
  await stop('today');
  await page.getByRole('button', { name: 'Later' }).first().click();
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await page.getByRole('alert').waitFor();
  await stop('today with an outcome open');
  await page.getByRole('link', { name: 'Heel het team' }).click();
  await page.getByRole('link', { name: 'Lijst overnemen' }).waitFor();
  await stop('today of the team');
  await page.getByRole('link', { name: 'Lijst overnemen' }).click();
  await page.getByRole('button', { name: 'Lijst overnemen' }).click();
  await page.getByRole('alert').waitFor();
  await stop('take over a list');
  await page.getByRole('navigation').getByRole('link', { name: 'Bewoners' }).click();
  await page.getByRole('heading', { name: 'Bewoners', level: 1 }).waitFor();
  await stop('residents');
  await page.getByRole('link', { name: 'Nieuwe bewoner' }).click();
  await page.getByRole('button', { name: 'Kaart bewaren' }).click();
  await page.getByRole('alert').waitFor();
  await stop('new resident');
  await page.getByRole('navigation').getByRole('link', { name: 'Bewoners' }).click();
  await page.getByRole('main').getByRole('listitem').first().getByRole('link').click();
  await page.getByRole('heading', { name: 'Wat er gebeurde' }).waitFor();
  await stop('resident');
  await arrangementTour(page, stop);
  await page.getByRole('link', { name: 'Kaart veranderen' }).click();
  await page.getByRole('heading', { name: 'Kaart veranderen' }).waitFor();
  await stop('card');
  await page.getByRole('link', { name: 'Terug zonder bewaren' }).click();
  await fileTour(page, stop);
  await conversationTour(page, stop);
  await intakeTour(page, stop);
  await page.getByRole('link', { name: 'Stand van je gegevens' }).click();
  await page.getByRole('heading', { name: 'Je gegevens' }).waitFor();
  await stop('your data');
  await page.getByRole('link', { name: 'Het slot: tijden' }).click();
  await page.getByRole('heading', { name: 'Het slot van dit toestel' }).waitFor();
  await stop('lock of this device');
  await page.goto(`${origin}/werk/gesprek/bestaat-niet`);
  await open(page);
  await page.getByRole('heading', { name: 'Dit gesprek staat niet meer open' }).waitFor();
  await stop('conversation that is not open');
  await page.goto(`${origin}/werk/bewoners/bestaat-niet`);
  await page.getByLabel('Wachtzin', { exact: true }).fill('verkeerd gegokt hier');
  await page.getByRole('button', { name: 'Openen' }).click();
  await page.getByRole('alert').waitFor();
  await stop('lock');
  await open(page);
  await page.getByRole('heading', { name: 'Deze bewoner staat niet op dit toestel' }).waitFor();
  await stop('resident that is not here');
}

/** What belongs to the file of the resident whose page is open. */
async function fileTour(page: Page, stop: Stop): Promise<void> {
  for (const [link, back] of [
    [/^Gegevens doorgeven/, 'Terug zonder bewaren'],
    ['Iemand toevoegen', /^Terug naar/],
    ['Dubbele kaart samenvoegen', 'Terug zonder samenvoegen'],
    ['Dossier afsluiten', 'Terug zonder bewaren']
  ] as const) {
    await page.getByRole('link', { name: link }).click();
    await page.getByRole('link', { name: back }).waitFor();
    await stop(`file: ${link}`);
    await page.getByRole('link', { name: back }).click();
    await page.getByRole('heading', { name: 'Wat er gebeurde' }).waitFor();
  }
}

async function intakeTour(page: Page, stop: Stop): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Vastleggen' }).click();
  await page.getByRole('heading', { name: 'Wat leg je vast?' }).waitFor();
  await stop('what to record');
  await page.getByRole('main').getByRole('listitem').getByRole('link', { name: 'Belofte' }).click();
  await page.getByRole('button', { name: 'Belofte bewaren' }).click();
  await page.getByRole('alert').waitFor();
  await stop('promise');
  await chooseToRecord(page, 'Melding');
  await page.getByRole('button', { name: 'Verder' }).click();
  await page.getByRole('alert').waitFor();
  await stop('report: question');
  await page.getByLabel('De vraag', { exact: true }).fill('Waar haal ik een rollator?');
  await page.getByRole('button', { name: 'Nieuwe kaart' }).click();
  await page.getByLabel('Naam', { exact: true }).fill('Mevrouw Smit');
  await page.getByRole('button', { name: 'Een buur' }).click();
  await page.getByRole('button', { name: 'Lichaam' }).click();
  await page.getByRole('button', { name: 'Deze week' }).click();
  await stop('report: a new card');
  await page.getByRole('button', { name: 'Verder' }).click();
  await page.getByRole('heading', { name: 'Wat wordt het?' }).waitFor();
  await page.getByText('Nog open laten').click();
  await stop('report: result');
  await page.getByRole('button', { name: 'Melding bewaren' }).click();
  await page.getByText('De melding is bewaard op dit toestel').waitFor();
  await page.getByText('Meteen opgelost').click();
  await page.getByRole('button', { name: 'Uitkomst bewaren' }).click();
  await page.getByRole('alert').waitFor();
  await stop('report');
  await page.getByRole('link', { name: 'Naar alle meldingen' }).click();
  await page.getByRole('heading', { name: 'Meldingen', level: 1 }).waitFor();
  await stop('reports');
}

/** The upkeep of the agenda, from the menu Vastleggen. */
export async function agendaTour(page: Page, stop: Stop): Promise<void> {
  await chooseToRecord(page, 'Iets in de agenda');
  await page.getByRole('heading', { name: 'Alle activiteiten' }).waitFor();
  await stop('upkeep of the agenda');
  await page.getByRole('link', { name: /^Voorstad aan Tafel/ }).click();
  await page.getByRole('button', { name: 'Gaat niet door' }).first().click();
  await page.getByRole('button', { name: 'Gaat toch door' }).waitFor();
  await stop('upkeep: an activity with a session called off');
  for (const link of [
    'Verplaatsen',
    'Extra keer',
    'Wat het is veranderen',
    'Wanneer het is veranderen',
    'Waar het is veranderen',
    'Voor wie het is veranderen'
  ]) {
    await page.getByRole('link', { name: link }).first().click();
    await page.getByRole('link', { name: 'Terug zonder bewaren' }).waitFor();
    await page.locator('form').waitFor();
    await stop(`upkeep: ${link}`);
    await page.getByRole('link', { name: 'Terug zonder bewaren' }).click();
    await page.getByRole('heading', { name: 'Komende keren' }).waitFor();
  }
}

/** From the page of a resident without an arrangement, and back to it. */
async function arrangementTour(page: Page, stop: Stop): Promise<void> {
  await page.getByRole('link', { name: 'Arrangement maken' }).click();
  await page.getByRole('heading', { name: 'Arrangement', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Arrangement maken' }).click();
  await page.getByRole('button', { name: 'Arrangement bewaren' }).click();
  await page.getByRole('alert').waitFor();
  await stop('arrangement: writing');
  await page.getByLabel('Wat wil de bewoner bereiken?').fill('Vaker onder de mensen.');
  await page.getByRole('button', { name: 'Arrangement bewaren' }).click();
  await page.getByRole('link', { name: 'Veranderen' }).waitFor();
  await stop('arrangement');
  await page.getByRole('link', { name: 'Terugkijken' }).click();
  await page.getByRole('heading', { name: 'Samen terugkijken' }).waitFor();
  await stop('looking back');
  await page.goBack();
  await page.getByRole('link', { name: 'Afsluiten' }).click();
  await page.getByRole('heading', { name: 'Arrangement afsluiten' }).waitFor();
  await stop('closing');
  await page.getByRole('link', { name: 'Terug zonder afsluiten' }).click();
  await page.getByRole('heading', { name: 'Wat er gebeurde' }).waitFor();
}

async function conversationTour(page: Page, stop: Stop): Promise<void> {
  await chooseToRecord(page, 'Gesprek');
  await page.getByRole('heading', { name: 'Met wie is het gesprek?' }).waitFor();
  await stop('with whom');
  await page.getByRole('main').getByRole('listitem').first().getByRole('button').click();
  await page.getByRole('heading', { name: 'Waar gaat het gesprek over?' }).waitFor();
  await page.getByText('Opgeslagen op dit toestel').waitFor();
  await stop('conversation: question');
  await page.getByRole('button', { name: 'Kort vastleggen' }).click();
  await page.getByRole('button', { name: 'Nog een stap' }).click();
  await page.getByText('4. Maatwerk').last().click();
  await page.getByLabel('Wat is er al geprobeerd?').waitFor();
  await stop('conversation: in short');
  await page.getByRole('button', { name: 'Stap weghalen' }).last().click();
  await page.getByRole('button', { name: 'Uitgebreid' }).click();
  await page.getByRole('link', { name: 'Verder naar de leefgebieden' }).click();
  await page.getByRole('heading', { name: 'Wat is er besproken?' }).waitFor();
  await page.getByRole('link', { name: 'Familie en omgeving: nog niet besproken' }).click();
  await page.getByLabel('Wat vertelde de bewoner hierover?').fill('De buurvrouw kookt graag.');
  await stop('conversation: a domain');
  await page.getByRole('link', { name: 'Terug naar de leefgebieden' }).click();
  await page.getByRole('link', { name: 'Familie en omgeving: besproken' }).waitFor();
  await stop('conversation: domains');
  await page.getByRole('link', { name: 'Verder naar de stappen' }).click();
  await page.getByRole('heading', { name: 'Welke stappen spreken jullie af?' }).waitFor();
  await stop('conversation: no steps');
  await addStep(page, 'Samen koken met de buurvrouw', 'samen koken');
  await stop('conversation: a step');
  await page.getByRole('button', { name: 'Ander aanbod zoeken' }).click();
  await page.getByLabel('Zoek op de sociale kaart').fill('eten');
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
  await stop('conversation: find an entry');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Klaar met deze stap' }).click();
  await page.getByRole('button', { name: 'Stap toevoegen' }).waitFor();
  await stop('conversation: steps');
  await page.getByRole('link', { name: 'Verder naar nalezen' }).click();
  await page.getByRole('heading', { name: 'Klopt het zo?' }).waitFor();
  await stop('conversation: review');
  await page.getByRole('button', { name: 'Laat aan de bewoner zien' }).click();
  await page.getByRole('dialog').waitFor();
  await stop('conversation: read by the resident');
  await page.getByRole('button', { name: 'Terug naar vastleggen' }).click();
  await page.getByRole('button', { name: 'Gesprek bewaren' }).click();
  await page.getByRole('alert').waitFor();
  await stop('conversation: review with what is missing');
}

/** A colleague without a team, on a device that others use too: log-in, and what the desk shows instead of residents. */
export async function colleagueTour(page: Page, origin: string, username: string, stop: Stop): Promise<void> {
  await page.goto(`${origin}/werk/bewoners`);
  await page.getByRole('button', { name: 'Iemand anders? Log in' }).waitFor();
  await stop('lock of a shared device');
  await page.getByRole('button', { name: 'Iemand anders? Log in' }).click();
  await signUp(page, username);
  await page.getByRole('heading', { name: 'Bewoners', level: 1 }).waitFor();
  await stop('residents, without a team');
  await page.getByRole('navigation').getByRole('link', { name: 'Vandaag' }).click();
  await page.getByRole('heading', { name: 'Vandaag', level: 1 }).waitFor();
  await page.getByRole('main').getByRole('listitem').first().waitFor();
  await stop('today, without a team');
  const missed = page.getByRole('link', { name: 'Waar niets voor gevonden is' });
  if ((await missed.count()) === 0) return;
  await missed.click();
  await page.getByRole('heading', { name: 'Hoe dit geteld is' }).waitFor();
  await stop('what was sought in vain');
}
