// What a device does when the network is not what it should be: gone, a hotel's, another tab's, or bringing a newer program.
import { type Page, expect, test } from '@playwright/test';
import fs from 'node:fs';
import { Site } from '../support/builds';
import { copied } from '../support/copied';
import { everythingServed, everythingStored } from '../support/copy';
import { Device, OFFICE, TABLET } from '../support/device';
import { Line } from '../support/line';
import { PEOPLE, allSent, signIn } from '../support/people';
import { Portal } from '../support/portal';
import { note } from '../support/handling';
import { photo } from '../support/photo';
import { Server } from '../support/server';

test.describe.configure({ mode: 'default', timeout: 180_000 });

let server: Server;
let site: Site;

test.beforeAll(async () => {
  site = new Site();
  server = await Server.demo({ LEPTOS_SITE_ROOT: site.folder });
});

test.afterAll(async () => {
  await server?.remove();
  site.remove();
});

test('the app starts from a cold browser without a network, on any of its addresses', async () => {
  const line = await Line.to(server.port);
  const device = new Device(TABLET);
  try {
    let page = await ready(device, line, PEOPLE.technicianEast);
    const kept = (await copied(page)).dossiers.length;
    expect(kept).toBeGreaterThan(0);
    await line.cut();
    for (const address of ['/app', '/app/today', '/app/outbox', '/']) {
      await device.close();
      page = await device.open(`${line.url}${address}`);
      await expect(page.locator('.nav')).toBeVisible();
      await expect(page.locator('.sync')).toHaveAttribute('data-sync', 'offline');
      await expect(page.locator('h1').first()).toBeVisible();
    }
    await expect(page.locator('.visit').first()).toBeVisible();
    expect((await copied(page)).dossiers).toHaveLength(kept);
  } finally {
    await device.remove();
    await line.cut();
  }
});

test('unsent work goes to another device as a file, and is there once', async () => {
  const [broken, whole] = [new Device(OFFICE), new Device(OFFICE)];
  const [cut, line] = [await Line.to(server.port), await Line.to(server.port)];
  try {
    let page = await ready(broken, cut, PEOPLE.coordinator);
    const dossier = await anOpenDossier(page);
    await cut.cut();
    await page.goto(`${cut.url}/app/dossier/${dossier}`);
    const said = 'Gezegd toen dit toestel geen verbinding meer kreeg.';
    await note(page, said);
    await page.locator('.next').getByRole('button', { name: 'Voeg foto toe' }).click();
    const dialog = page.getByRole('dialog');
    for (const name of ['blijft', 'gaat weer weg']) {
      const before = await dialog.locator('.photo .mark').count();
      await page.locator('#add-photo-album').setInputFiles(await photo(page, name));
      await expect(dialog.locator('.photo .mark')).toHaveCount(before + 1);
    }
    await dialog.getByRole('button', { name: 'Foto 2 weghalen' }).click();
    await dialog.getByRole('button', { name: 'Bewaar foto' }).click();
    await expect(dialog).toBeHidden();

    await page.goto(`${cut.url}/app/outbox`);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Bewaar als bestand' }).click();
    const file = await (await download).path();
    await expect(page.getByText('2 stukken als bestand bewaard.')).toBeVisible();
    const exported = JSON.parse(fs.readFileSync(file, 'utf8'));
    expect(exported.entries).toHaveLength(2);
    expect(Object.keys(exported.files), 'a photo that was taken out of the form stays here').toHaveLength(1);

    const other = await ready(whole, line, PEOPLE.coordinator);
    for (const words of ['2 stukken ingelezen.', '0 stukken ingelezen.']) {
      await other.goto(`${line.url}/app/outbox`);
      await other.locator('input[type=file]').setInputFiles(file);
      await expect(other.getByText(words)).toBeVisible();
    }
    await allSent(other);
    // The first device comes back after all, with the same work.
    await cut.mend();
    await page.getByRole('button', { name: 'Nu versturen' }).click();
    await allSent(page);
    const mine = (await everythingServed(other)).dossiers.filter((change) => change.dossier === dossier);
    const events = mine.flatMap((change) => change.events).filter((event) => exported.entries.some((entry: { envelope: { id: string } }) => entry.envelope.id === event.envelope.id));
    expect(events).toHaveLength(2);
    expect(mine.at(-1)?.files_pending).toEqual([]);
    await other.goto(`${line.url}/app/dossier/${dossier}`);
    await expect(other.locator('.story').getByText(said)).toHaveCount(1);

    // The file is of no use to someone else.
    await whole.close();
    const stranger = new Device(OFFICE);
    const theirs = await ready(stranger, line, PEOPLE.deputy);
    await theirs.goto(`${line.url}/app/outbox`);
    await theirs.locator('input[type=file]').setInputFiles(file);
    await expect(theirs.getByText('Dit werk is van iemand anders.')).toBeVisible();
    await stranger.remove();
    page = theirs;
  } finally {
    await broken.remove();
    await whole.remove();
    await cut.cut();
    await line.cut();
  }
});

test('what cannot be read is shown, kept and exported', async () => {
  const device = new Device(OFFICE);
  const line = await Line.to(server.port);
  try {
    const page = await ready(device, line, PEOPLE.managerEast);
    await page.evaluate(async () => {
      const me = JSON.parse(localStorage['glashelder.signed-in']).actor.person;
      const database = await new Promise<IDBDatabase>((done) => {
        const request = indexedDB.open(`glashelder-${me}`);
        request.onsuccess = () => done(request.result);
      });
      const writing = database.transaction('entries', 'readwrite');
      writing.objectStore('entries').put('{"envelope":{"of":"a newer program"}}', 'not-to-be-read');
      await new Promise((done) => (writing.oncomplete = done));
      database.close();
    });
    await page.goto(`${line.url}/app/outbox`);
    await expect(page.locator('[data-test=unreadable]')).toContainText('niet meer te lezen');
    await expect(page.locator('.sync')).toHaveAttribute('data-sync', 'attention');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Bewaar als bestand' }).click();
    expect(fs.readFileSync(await (await download).path(), 'utf8')).toContain('a newer program');
    expect(await everythingStored(page)).toContain('a newer program');
  } finally {
    await device.remove();
    await line.cut();
  }
});

test('of two tabs one speaks with the server; what the one records the other shows, and closing it hands over', async () => {
  const device = new Device(OFFICE);
  const line = await Line.to(server.port);
  try {
    const first = await ready(device, line, PEOPLE.coordinator);
    const dossier = await anOpenDossier(first);
    await first.goto(`${line.url}/app/dossier/${dossier}`);
    const second = await device.tab(`${line.url}/app/dossier/${dossier}`);
    await expect(second.locator('.dossier-head')).toBeVisible();
    const asked = new Map([first, second].map((page) => [page, [] as string[]]));
    for (const [page, list] of asked) page.on('request', (request) => request.url().includes('/api/') && list.push(request.url()));
    await expect.poll(() => leaders(first)).toEqual(1);

    await note(second, 'Uit het tweede tabblad.');
    await expect(first.locator('.story')).toContainText('Uit het tweede tabblad.');
    await allSent(second);
    // A photo goes by another way than words, and both tabs must know when it has gone.
    await second.locator('.next').getByRole('button', { name: 'Voeg foto toe' }).click();
    await second.locator('#add-photo-album').setInputFiles(await photo(second, 'tweede tabblad'));
    await expect(second.getByRole('dialog').locator('.photo .mark')).toHaveCount(1);
    await second.getByRole('button', { name: 'Bewaar foto' }).click();
    await expect(second.getByRole('dialog')).toBeHidden();
    await allSent(second);
    await allSent(first);
    expect(asked.get(first)?.some((url) => url.endsWith('/push'))).toBe(true);
    expect(asked.get(second)).toEqual([]);

    // The tab that asks nothing itself tells nevertheless how things stand.
    await line.cut();
    await note(second, 'Zonder lijn.');
    await expect(second.locator('.sync')).toHaveAttribute('data-sync', 'offline');
    await line.mend();
    await first.evaluate(() => window.dispatchEvent(new Event('online')));
    await allSent(first);
    await allSent(second);

    await first.close();
    await note(second, 'Nadat het eerste dicht was.');
    await allSent(second);
    await expect.poll(() => asked.get(second)?.some((url) => url.endsWith('/push'))).toBe(true);
    const events = (await everythingServed(second)).dossiers.filter((change) => change.dossier === dossier).flatMap((change) => change.events);
    const notes = JSON.stringify(events);
    for (const text of ['Uit het tweede tabblad.', 'Nadat het eerste dicht was.']) expect(notes.split(text)).toHaveLength(2);
  } finally {
    await device.remove();
    await line.cut();
  }
});

test('a finding that stands in two tabs is recorded once, and what else stands in the other stays', async () => {
  const device = new Device(TABLET);
  const line = await Line.to(server.port);
  try {
    const first = await ready(device, line, PEOPLE.technicianEast);
    await first.locator('.visit[data-done=false]').first().click();
    await first.getByRole('link', { name: 'Bezoek starten' }).click();
    await first.locator('.tile').filter({ hasText: 'Tocht' }).click();
    await first.getByLabel('Raam of deur').fill('keukenraam');
    await first.locator('#photo').setInputFiles(await photo(first, 'keukenraam'));
    await expect(first.locator('form .photo .mark')).toHaveCount(1);
    const dossier = /dossier\/([^/]+)/.exec(first.url())?.[1];

    const second = await device.tab(first.url());
    await expect(second.getByLabel('Raam of deur')).toHaveValue('keukenraam');
    await expect(second.locator('form .photo .mark')).toHaveCount(1);
    await second.getByLabel('Ruimte').fill('keuken, boven het aanrecht');
    await first.getByRole('button', { name: 'Bevinding bewaren' }).click();

    // The photo is recorded; the words that only the second tab has are not, and become the next finding.
    await expect(second.locator('form .photo .mark')).toHaveCount(0);
    await expect(second.getByLabel('Ruimte')).toHaveValue('keuken, boven het aanrecht');
    await second.getByRole('button', { name: 'Bevinding bewaren' }).click();
    await allSent(second);
    const change = (await everythingServed(second)).dossiers.find((change) => change.dossier === dossier);
    const findings = (change?.events ?? []).map((event) => JSON.stringify(event)).filter((event) => event.includes('keukenraam'));
    expect(findings).toHaveLength(2);
    expect(findings.filter((event) => /\"file\\?\"/.test(event))).toHaveLength(1);
  } finally {
    await device.remove();
    await line.cut();
  }
});

test('a network that answers everything with its own page does no harm', async () => {
  const device = new Device(TABLET);
  const line = await Line.to(server.port);
  const portal = await Portal.open();
  try {
    let page = await ready(device, line, PEOPLE.technicianEast);
    const { me, dossiers } = await copied(page);
    const { id: dossier } = dossiers.find((each) => each.visits.some((visit) => visit.technician === me && visit.state === 'planned')) ?? dossiers[0];
    line.leadTo(portal.port);
    await page.goto(`${line.url}/app/dossier/${dossier}`);
    await note(page, 'Vanuit de lobby.');
    await page.locator('.next').getByRole('button', { name: 'Voeg foto toe' }).click();
    await page.locator('#add-photo-album').setInputFiles(await photo(page, 'lobby'));
    await expect(page.getByRole('dialog').locator('.photo .mark')).toHaveCount(1);
    await page.getByRole('button', { name: 'Bewaar foto' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect.poll(() => portal.asked.some((asked) => asked.endsWith('/api/push'))).toBe(true);
    await expect.poll(() => portal.asked.some((asked) => asked.startsWith('PUT /files/'))).toBe(true);
    await expect(page.locator('.sync')).toHaveAttribute('data-sync', 'offline');

    // Started anew there, and told that there is a newer program, it stays what it was.
    await device.close();
    page = await device.open(`${line.url}/app/dossier/${dossier}`);
    await expect(page.locator('.story')).toContainText('Vanuit de lobby.');
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect.poll(() => portal.asked.some((asked) => asked.endsWith('/version'))).toBe(true);
    await expect(page.locator('.update')).toHaveCount(0);
    expect(await keptBuilds(page)).toHaveLength(1);

    line.leadTo(server.port);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await allSent(page);
    const mine = (await everythingServed(page)).dossiers.filter((change) => change.dossier === dossier);
    expect(JSON.stringify(mine).split('Vanuit de lobby.')).toHaveLength(2);
    expect(mine.at(-1)?.files_pending).toEqual([]);
  } finally {
    await device.remove();
    await line.cut();
    await portal.close();
  }
});

test('a newer program is offered, waits for whoever is typing, and is taken over when asked', async () => {
  const device = new Device(OFFICE);
  const line = await Line.to(server.port);
  const [older, newer] = [site.build, 'newer0000001'];
  const buildOf = (page: Page) => page.evaluate(() => document.documentElement.dataset.build);
  try {
    const page = await ready(device, line, PEOPLE.coordinator);
    expect(await buildOf(page)).toBe(older);
    const other = await device.tab(`${line.url}/app/new`);
    const typed = 'Mevrouw is nog aan het vertellen';
    await other.locator('#description').fill(typed);
    await page.evaluate(() => Object.assign(window, { loadedOnce: true }));
    await other.evaluate(() => Object.assign(window, { loadedOnce: true }));

    site.renew(newer);
    for (const tab of [page, other]) await tab.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect(page.locator('.update')).toBeVisible();
    await expect(other.locator('.update')).toBeVisible();
    // A page that is opened now still has the whole older program; nothing was forced on anyone.
    expect(await buildOf(page)).toBe(older);
    await page.reload();
    expect(await buildOf(page)).toBe(older);
    await expect(page.locator('.update')).toBeVisible();

    await page.getByRole('button', { name: 'Nu bijwerken' }).click();
    await expect.poll(() => buildOf(page).catch(() => '')).toBe(newer);
    await expect(page.locator('.nav')).toBeVisible();
    await expect(page.locator('.update')).toHaveCount(0);
    expect(await other.evaluate(() => 'loadedOnce' in window)).toBe(true);
    await expect(other.locator('#description')).toHaveValue(typed);
    expect(await buildOf(other)).toBe(older);
    await other.getByRole('button', { name: 'Nu bijwerken' }).click();
    await expect.poll(() => buildOf(other).catch(() => '')).toBe(newer);
    await expect(other.locator('#description')).toHaveValue(typed);

    await line.cut();
    await device.close();
    const cold = await device.open(`${line.url}/app`);
    await expect(cold.locator('.nav')).toBeVisible();
    expect(await buildOf(cold)).toBe(newer);
    expect(await keptBuilds(cold)).toEqual([`glashelder-${newer}`]);
  } finally {
    await device.remove();
    await line.cut();
  }
});

/** The builds of the program that the service worker keeps. */
async function keptBuilds(page: Page): Promise<string[]> {
  return (await page.evaluate(() => caches.keys())).filter((name) => name.startsWith('glashelder-'));
}

/** A device on which someone is signed in, with everything that it needs to go on without a network. */
async function ready(device: Device, line: Line, email: string): Promise<Page> {
  const page = await device.open(`${line.url}/app`);
  await signIn(page, email);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(async () => (await copied(page)).dossiers.length).toBeGreaterThan(0);
  await allSent(page);
  return page;
}

async function anOpenDossier(page: Page): Promise<string> {
  const open = (await copied(page)).dossiers.find((dossier) => dossier.stage === 'awaiting_ruling');
  if (!open) throw new Error('no dossier awaits a ruling');
  return open.id;
}

/** How many tabs of this browser hold the right to speak with the server. */
async function leaders(page: Page): Promise<number> {
  return page.evaluate(async () => ((await navigator.locks.query()).held ?? []).filter((lock) => lock.name?.startsWith('glashelder-lead-')).length);
}
