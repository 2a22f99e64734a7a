// The whole story of one complaint: from the telephone, by way of a tablet without a network, to the written outcome.
// Everything is real: the server and its Postgres, two browsers, cut lines, killed processes.
import { type Page, expect, test } from '@playwright/test';
import { everythingServed, everythingStored } from '../support/copy';
import { Device, OFFICE, TABLET } from '../support/device';
import { Line } from '../support/line';
import { PEOPLE, allSent, signIn } from '../support/people';
import { photo } from '../support/photo';
import { PASSWORD, Server } from '../support/server';

const COMPLAINANT = 'Wilhelmina Terpstra';
const STREET = 'Spijkerkwartierlaan';
const [PHONE, OFFICE_PHONE, DOOR_PHONE] = ['06 12345678', '026 4455667', '06 87654321'];

const LAST_NOTE = 'Vastgelegd toen de aanmelding verlopen was.';
/** Someone of another organisation, which works in the same region. */
const ELSEWHERE = { email: 'elly@elders.example', password: 'paars fietst donderdag zonder kraan' };

test.describe.configure({ mode: 'serial', timeout: 600_000 });

let server: Server;
/** The lines that the two devices have to the server. */
let officeLine: Line;
let tabletLine: Line;
const office = new Device(OFFICE);
const tablet = new Device(TABLET);
/** The coordinator's screen, and the technician's. */
let desk: Page;
let door: Page;
/** The dossier's id, its number, and the page of the visit. */
let dossier = '';
let number = '';
let visit = '';

test.beforeAll(async () => {
  server = await Server.demo();
  officeLine = await Line.to(server.port);
  tabletLine = await Line.to(server.port);
});

test.afterAll(async () => {
  await office.remove();
  await tablet.remove();
  await officeLine?.cut();
  await tabletLine?.cut();
  await server?.remove();
});

test('a call is registered by keyboard alone and gets its number', async () => {
  desk = await office.open(`${officeLine.url}/app`);
  await signIn(desk, PEOPLE.coordinator);
  await expect(desk.getByRole('heading', { name: 'Werklijst' })).toBeVisible();
  const keys = desk.keyboard;

  await keys.press('n');
  await expect(desk.locator('#complainant-name')).toBeFocused();
  await keys.type(COMPLAINANT);
  await typeInto('Telefoon', PHONE);
  await typeInto('Postcode', '6821cx');
  await typeInto('Huisnummer', '14');
  await typeInto('Straat', STREET);
  await typeInto('Plaats', 'Arnhem');
  await typeInto('#description', 'De nieuwe ruit in de keuken beslaat tussen de bladen.');
  await keys.press('Control+Enter');

  const heading = desk.locator('#saved-heading');
  await expect(heading).toHaveText(/\d{4}/);
  number = await heading.innerText();
  await goTo('Open dossier');
  await keys.press('Enter');
  await expect(desk).toHaveURL(/\/app\/dossier\//);
  dossier = desk.url().split('/').pop() ?? '';
  await expect(desk.locator('.dossier-number')).toHaveText(number);

  await promised('Ontvangst bevestigen', '1 werkdag');
});

test('an inspection is planned, and appears on the tablet without reloading', async () => {
  door = await tablet.open(`${tabletLine.url}/app`);
  await signIn(door, PEOPLE.technicianEast);
  await door.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await door.evaluate(() => Object.assign(window, { loadedOnce: true }));

  await begin('Bevestig ontvangst');
  await agree();
  await begin('Vraag inspectie aan');
  await desk.getByRole('dialog').getByRole('textbox').fill('Is de randafdichting nog heel?');
  await agree();
  await promised('Bezoek', '2 werkdagen');
  await begin('Plan bezoek');
  await pick('Wie gaat er heen?', 'Samira El Idrissi');
  await agree();

  await expect(card(door)).toContainText(COMPLAINANT);
  expect(await door.evaluate(() => 'loadedOnce' in window)).toBe(true);
});

test('without a network the tablet starts anew and keeps a whole visit, even when its browser is killed', async () => {
  await tabletLine.cut();
  await tablet.close();
  door = await tablet.open(`${tabletLine.url}/app`);
  await card(door).click();
  await expect(door.locator('.sync')).toHaveAttribute('data-sync', 'offline');

  await door.getByRole('button', { name: 'Nummer wijzigen' }).click();
  await door.getByLabel('Telefoon van de klager').fill(DOOR_PHONE);
  await door.getByRole('button', { name: 'Bewaar nummer' }).click();
  await expect(door.getByRole('dialog')).toBeHidden();
  await expect(door.getByRole('link', { name: DOOR_PHONE })).toBeVisible();

  await door.getByRole('link', { name: 'Bezoek starten' }).click();
  await find('Condens tussen de bladen', 'raam 1');
  await find('Kras', 'raam 2');
  await expect(findings()).toHaveCount(2);
  await choose('Tocht', 'achterdeur');
  visit = door.url();

  await tablet.kill();
  door = await tablet.open(visit);
  await expect(findings()).toHaveCount(2);
  await find('Tocht', 'achterdeur');

  await door.getByRole('button', { name: 'Bezoek afronden' }).click();
  await door.locator('.tile').filter({ hasText: 'Gegrond' }).first().click();
  await door.getByLabel('Waarom').fill('De randafdichting is lek; dat is te zien van drie meter.');
  await sign();
  await door.getByRole('button', { name: 'Bezoek afronden' }).click();
  await expect(door).toHaveURL(/\/app\/today$/);
  await tablet.kill();
  door = await tablet.open(visit);
  await expect(findings()).toHaveCount(3);
  await expect.poll(() => shownPhotos(door)).toBeGreaterThanOrEqual(3);
  await expect(door.locator('.sync')).toHaveAttribute('data-sync', 'offline');
});

test('both change the telephone number; all arrives once, and a click settles it', async () => {
  await desk.getByRole('button', { name: 'Wijzig', exact: true }).click();
  await desk.getByRole('button', { name: 'Wijzig: telefoon van de klager' }).click();
  await desk.getByLabel('telefoon van de klager').fill(OFFICE_PHONE);
  await desk.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await begin('Notitie');
  await desk.getByRole('dialog').getByRole('textbox').fill('Mevrouw belt na vieren terug.');
  await agree();
  await allSent(desk);
  await desk.evaluate(() => Object.assign(window, { loadedOnce: true }));

  await tabletLine.mend();
  await allSent(door);

  await expect(desk.locator('.conflict')).toContainText(OFFICE_PHONE);
  await expect(desk.locator('.conflict')).toContainText(DOOR_PHONE);
  await expect.poll(() => shownPhotos(desk)).toBeGreaterThanOrEqual(3);
  await expect(desk.locator('.story')).toContainText('Mevrouw belt na vieren terug.');
  await expect(door.locator('main')).toContainText('Bevinding');
  expect(await desk.evaluate(() => 'loadedOnce' in window)).toBe(true);

  const arrived = await served(desk);
  expect(count(arrived, 'finding_recorded')).toBe(3);
  expect(count(arrived, 'signature_taken')).toBe(1);
  expect(count(arrived, 'visited')).toBe(1);
  expect(count(arrived, 'note_added')).toBe(1);
  expect(count(arrived, 'detail_changed')).toBe(2);

  await desk.locator('.conflict-value').filter({ hasText: DOOR_PHONE }).click();
  await expect(desk.locator('.conflict')).toBeHidden();
  await expect(desk.getByRole('link', { name: DOOR_PHONE }).first()).toBeVisible();
  await door.goto(`${tabletLine.url}/app/today/${dossier}`);
  await expect(door.getByRole('link', { name: DOOR_PHONE }).first()).toBeVisible();
  await expect(door.locator('.conflict')).toBeHidden();
});

test('founded: the repair is promised, the quality manager is told, and the repair is recorded without a server', async ({ browser }) => {
  await begin('Oordeel');
  await desk.getByRole('dialog').locator('.tile').filter({ hasText: /^Gegrond$/ }).click();
  await desk.getByLabel('Waarom?').fill('De ruit is lek bij de rand. Wij vervangen de ruit.');
  await desk.getByRole('dialog').locator('[type=submit]').click();
  await expect(desk.getByRole('dialog')).toContainText('Kies wie dat is');
  await desk.getByLabel('Hans Verbeek').check();
  await agree();
  await promised('Herstel', '5 werkdagen');
  await begin('Wijs herstel toe');
  await pick('Wie lost het op?', 'Samira El Idrissi');
  await agree();
  await allSent(desk);

  const context = await browser.newContext();
  const quality = await context.newPage();
  await quality.goto(`${server.url}/app/dossier/${dossier}`);
  await signIn(quality, PEOPLE.quality);
  await quality.getByRole('button', { name: 'Melding gelezen' }).click();
  await expect(quality.getByRole('button', { name: 'Melding gelezen' })).toBeHidden();
  await allSent(quality);
  await context.close();

  await door.goto(`${tabletLine.url}/app/today`);
  await card(door).click();
  await expect(door.getByRole('link', { name: 'Herstel vastleggen' })).toBeVisible();
  await server.kill();
  await tablet.close();
  door = await tablet.open(`${tabletLine.url}/app/today/${dossier}`);
  await door.getByRole('link', { name: 'Herstel vastleggen' }).click();
  await door.locator('#before').setInputFiles(await photo(door, 'voor het herstel'));
  await expect(door.locator('.photo .mark')).toHaveText(['Bewaard']);
  await door.getByLabel('Gedaan werk').fill('Ruit vervangen en afgekit.');
  await door.locator('#after').setInputFiles(await photo(door, 'na het herstel'));
  await expect(door.locator('.photo .mark')).toHaveText(['Bewaard', 'Bewaard']);
  await sign();
  await door.getByRole('button', { name: 'Herstel afronden' }).click();
  await expect(door).toHaveURL(/\/app\/today$/);
  await expect(door.locator('.sync')).toHaveAttribute('data-sync', 'offline');

  await server.restart();
  await allSent(door);
  await expect(desk.locator('.story')).toContainText('Ruit vervangen en afgekit.');
  await begin('Deel de uitkomst mee');
  await expect(desk.getByLabel('Wat de klager te horen krijgt')).toHaveValue(/Ruit vervangen en afgekit/);
  await agree();
  await begin('Sluit dossier');
  await agree();
  await allSent(desk);
  await expect(desk.locator('.dossier-head')).toContainText('Gesloten');

  const arrived = await served(desk);
  expect(count(arrived, 'repaired')).toBe(1);
  expect(count(arrived, 'signature_taken')).toBe(2);
  expect(count(arrived, 'notice_seen')).toBe(1);
  expect(count(arrived, 'outcome_recorded')).toBe(1);
  expect(count(arrived, 'closed')).toBe(1);
});

test('who has nothing to do with it sees none of it', async ({ browser }) => {
  const given = await everythingServed(desk);
  for (const text of [await everythingStored(desk), given.text]) expect(text).toContain(COMPLAINANT);
  const mine = JSON.stringify(given.dossiers.filter((change) => change.dossier === dossier));
  const file = /"file":"([0-9a-f]{64})"/.exec(mine)?.[1];
  expect(file).toBeDefined();
  expect(await statusOf(desk, `/files/${file}`)).toBe(200);

  server.command('organisation', 'add', '--slug', 'elders', '--name', 'Elders', '--procedure', 'glaspunt', '--region', 'oost=Oost:68');
  server.commandWith(`${ELSEWHERE.password}\n`, 'account', 'add', '--organisation', 'elders', '--name', 'Elly Elders', '--email', ELSEWHERE.email, '--role', 'coordinator');
  const others = [PEOPLE.technicianWest, PEOPLE.otherTechnicianEast, PEOPLE.managerWest].map((email) => ({ email, password: PASSWORD }));
  for (const { email, password } of [...others, ELSEWHERE]) {
    await test.step(email, async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${server.url}/app/dossier/${dossier}`);
      await signIn(page, email, password);
      await expect(page.getByText('Dit dossier staat niet op dit toestel')).toBeVisible();
      await expect(page.locator('body')).not.toContainText(COMPLAINANT);
      await page.goto(`${server.url}/app`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('body')).not.toContainText(COMPLAINANT);
      expect(await everythingStored(page)).not.toContain(COMPLAINANT);
      const { text } = await everythingServed(page);
      expect(text).not.toContain(COMPLAINANT);
      expect(text).not.toContain(dossier);
      expect([403, 404]).toContain(await statusOf(page, `/files/${file}`));
      await context.close();
    });
  }
});

test('a session that ended without a network asks for the password again, and nothing is lost', async () => {
  await officeLine.cut();
  await begin('Notitie');
  await desk.getByRole('dialog').getByRole('textbox').fill(LAST_NOTE);
  await agree();
  await expect(desk.locator('.sync')).toHaveAttribute('data-sync', 'offline');
  server.command('sessions', 'end', PEOPLE.coordinator);
  await officeLine.mend();

  const again = desk.getByRole('dialog', { name: 'Meld u opnieuw aan' });
  await expect(again).toBeVisible();
  expect(await everythingStored(desk)).toContain(LAST_NOTE);
  await again.getByLabel('Wachtwoord').fill(PASSWORD);
  await again.getByRole('button', { name: 'Aanmelden' }).click();
  await expect(again).toBeHidden();
  await allSent(desk);
  expect(count(await served(desk), 'note_added')).toBe(2);
});

/** The card of what is still to be done for the story's dossier. */
function card(page: Page) {
  return page.locator('.visit[data-done=false]').filter({ hasText: STREET });
}

/** The findings that are shown on the tablet. */
function findings() {
  return door.locator('[data-test=finding]');
}

/** How many photos of the dossier have really been loaded. */
function shownPhotos(page: Page): Promise<number> {
  return page.locator('main .photos img').evaluateAll((images) => images.filter((image) => (image as HTMLImageElement).naturalWidth > 0).length);
}

/** The customer signs on the tablet. */
async function sign(): Promise<void> {
  await door.getByRole('button', { name: 'Laat tekenen' }).click();
  const box = await door.locator('.signature-canvas').boundingBox();
  if (!box) throw new Error('there is nothing to sign on');
  await door.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.5);
  await door.mouse.down();
  for (let step = 1; step <= 12; step++) {
    await door.mouse.move(box.x + box.width * (0.3 + step * 0.03), box.y + box.height * (0.5 + Math.sin(step) * 0.2));
  }
  await door.mouse.up();
  await expect(door.getByLabel('Naam')).toHaveValue(COMPLAINANT);
  await door.getByRole('button', { name: 'Klaar', exact: true }).click();
  await expect(door.getByRole('img', { name: `Handtekening van ${COMPLAINANT}` }).first()).toBeVisible();
}

/** The story's dossier as the server gives it anew: every event once, nothing set aside, no file missing. */
async function served(page: Page): Promise<string[]> {
  const { dossiers } = await everythingServed(page);
  const mine = dossiers.filter((change) => change.dossier === dossier);
  const events = mine.flatMap((change) => change.events);
  const ids = events.map((event) => event.envelope.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(events.map((event) => event.position)).toEqual(events.map((_, index) => index + 1));
  expect(mine.at(-1)?.parked).toEqual([]);
  expect(mine.at(-1)?.files_pending).toEqual([]);
  return events.map((event) => event.envelope.payload.type.split('.')[0]);
}

function count(kinds: string[], kind: string): number {
  return kinds.filter((each) => each === kind).length;
}

/** What the server answers to someone who asks for an address. */
function statusOf(page: Page, address: string): Promise<number> {
  return page.evaluate(async (path) => (await fetch(path)).status, address);
}

/** Fills in a finding with a photo, up to saving it. */
async function choose(fault: string, element: string): Promise<void> {
  await door.locator('.tile').filter({ hasText: fault }).click();
  await door.locator('#photo').setInputFiles(await photo(door, `${fault} ${element}`));
  await expect(door.locator('.photo .mark')).toHaveText('Bewaard');
  await door.getByLabel('Ruimte').fill('keuken');
  await door.getByLabel('Raam of deur').fill(element);
}

/** Records a finding on the tablet. */
async function find(fault: string, element: string): Promise<void> {
  const before = await findings().count();
  await choose(fault, element);
  await door.getByRole('button', { name: 'Bevinding bewaren' }).click();
  await expect(findings()).toHaveCount(before + 1);
}

/** Opens an action on the coordinator's dossier, wherever it is offered. */
async function begin(action: string): Promise<void> {
  const button = desk.locator('.next').getByRole('button', { name: action, exact: true }).first();
  await expect(button).toBeAttached();
  if (!(await button.isVisible())) await desk.locator('.next summary').click();
  await button.click();
}

/** Chooses the person of this name; regions may stand beside names. */
async function pick(list: string, name: string): Promise<void> {
  const select = desk.getByLabel(list);
  await select.selectOption(await select.locator('option', { hasText: name }).getAttribute('value'));
}

/** Presses the one button of the dialog that does what it says. */
async function agree(): Promise<void> {
  await desk.getByRole('dialog').locator('.dialog-actions [type=submit]').click();
  await expect(desk.getByRole('dialog')).toBeHidden();
}

/** The dossier shows this promise, and explains it by its term. */
async function promised(name: string, term: string): Promise<void> {
  const promise = desk.locator('.promise-row').filter({ has: desk.locator('strong', { hasText: name }) }).first();
  await promise.locator('summary').click();
  await expect(promise.locator('details')).toContainText(term);
  await expect(promise.locator('.explain-step').first()).toBeVisible();
}

/** Goes on by keyboard to the field of this name, and types. */
async function typeInto(name: string, text: string): Promise<void> {
  await goTo(name);
  await desk.keyboard.type(text);
}

/** Presses Tab until the focus is on what has this name or `#id`. */
async function goTo(name: string): Promise<void> {
  const seen: string[] = [];
  for (let steps = 0; steps < 60; steps++) {
    await desk.keyboard.press('Tab');
    const here = await desk.evaluate((looked) => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement)) return '';
      const labels = 'labels' in element ? Array.from(element.labels as NodeListOf<HTMLElement>) : [];
      if (looked === `#${element.id}`) return looked;
      const words = element.ariaLabel ?? (labels.length > 0 ? labels.map((label) => label.innerText).join(' ') : element.innerText);
      return words.replace(/\s+/g, ' ').trim();
    }, name);
    seen.push(here);
    if (here.startsWith(name)) return;
  }
  throw new Error(`${name} is not reached by Tab; passed: ${seen.map((words) => words.slice(0, 40)).join(' | ')}`);
}
