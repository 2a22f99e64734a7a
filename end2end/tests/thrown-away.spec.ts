// A browser that throws its databases away, as Chromium does when a full disk tore their files: nothing that somebody
// recorded goes with them.
import { type Page, expect, test } from '@playwright/test';
import { violations } from '../support/axe';
import { copied } from '../support/copied';
import { everythingServed, everythingStored } from '../support/copy';
import { Device, TABLET } from '../support/device';
import { note } from '../support/handling';
import { Line } from '../support/line';
import { PEOPLE, allSent, signIn } from '../support/people';
import { photo } from '../support/photo';
import { dataKeys, unsealed } from '../support/sealed';
import { PASSWORD, Server } from '../support/server';
import { evict, letKeep, spared, sparedKinds, throwDatabasesAway } from '../support/spare';

test.describe.configure({ mode: 'default', timeout: 180_000 });

let server: Server;

test.beforeAll(async () => {
  server = await Server.demo();
});

test.afterAll(async () => {
  await server?.remove();
});

const THROWN_AWAY = 'De browser was door een volle schijf opslag kwijt.';

test('what was recorded without a network outlives the database, photos and keys included', async () => {
  const device = new Device(TABLET);
  const line = await Line.to(server.port);
  try {
    const page = await device.open(`${line.url}/app`);
    await signIn(page, PEOPLE.coordinator);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await allSent(page);
    await expect.poll(async () => (await copied(page)).dossiers.length).toBeGreaterThan(0);
    const before = (await copied(page)).dossiers.length;
    const dossier = (await copied(page)).dossiers.find(({ stage }) => stage === 'awaiting_ruling')?.id ?? '';
    await line.cut();
    await page.goto(`${line.url}/app/dossier/${dossier}`);
    await note(page, 'Voor het weggooien.');
    await takePhoto(page, 'vastgelegd');
    await page.getByRole('button', { name: 'Bewaar foto' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect.poll(() => sparedKinds(page)).toEqual({ entries: 2, files: 1, keys: 1 });

    await test.step('whoever has unsent work hears that this browser may throw it away, until the browser agrees to keep it', async () => {
      await page.goto(`${line.url}/app/outbox`);
      await expect(page.getByRole('heading', { name: 'De browser mag opslag weggooien' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Vraag de browser te bewaren' }).click();
      await expect(page.getByText('De browser zegt nog steeds nee.')).toBeVisible();
      expect(await letKeep(page, line.url)).toBe(true);
      await page.getByRole('button', { name: 'Vraag de browser te bewaren' }).click();
      await expect(page.getByRole('heading', { name: 'De browser mag opslag weggooien' })).toBeHidden();
      await page.goto(`${line.url}/app/settings`);
      await expect(page.getByText('De browser bewaart wat hier staat')).toBeVisible();
      await page.goto(`${line.url}/app/dossier/${dossier}`);
    });

    await test.step('it lies there sealed', async () => {
      const keys = await dataKeys(page);
      for (const [item, bytes] of await spared(page)) {
        expect(bytes.toString('latin1'), item).not.toContain('Voor het weggooien');
        if (item !== 'keys') expect(bytes.subarray(0, 4).toString(), item).toBe('GHS1');
        if (item.startsWith('entry/')) expect(unsealed(bytes, keys)?.toString('utf8'), item).toContain(dossier);
      }
    });

    await test.step('thrown away under an open page: it is put back, and the work goes on', async () => {
      await throwDatabasesAway(page, line.url);
      await note(page, 'Na het weggooien.');
      await expect(page.getByText(THROWN_AWAY)).toBeVisible();
      for (const words of ['Voor het weggooien.', 'Na het weggooien.']) await expect(page.locator('.story').getByText(words)).toHaveCount(1);
      const stored = await everythingStored(page);
      for (const words of ['Voor het weggooien.', 'Na het weggooien.', dossier]) expect(stored).toContain(words);
      await expect.poll(() => sparedKinds(page)).toEqual({ entries: 3, files: 1, keys: 1 });
    });

    await test.step('a dossier that nobody had opened stands in the lists still, and says that it is not here', async () => {
      await page.locator('.brand').click();
      await page.locator(`a[href^="/app/work/"]:not([href$="${dossier}"])`).first().click();
      await expect(page.getByRole('heading', { name: 'Dit dossier staat niet op dit toestel' })).toBeVisible();
      // What the page had in memory is there when it starts anew without a network.
      await page.goto(`${line.url}/app/dossier/${dossier}`);
      for (const words of ['Voor het weggooien.', 'Na het weggooien.']) await expect(page.locator('.story').getByText(words)).toHaveCount(1);
    });

    await test.step('thrown away while the app is closed: the password opens what was put back', async () => {
      // A form with a photo that nobody recorded yet.
      await page.goto(`${line.url}/app/dossier/${dossier}`);
      await takePhoto(page, 'nog in het formulier');
      await page.locator('#add-photo-caption').fill('Half af.');
      await expect.poll(() => sparedKinds(page)).toEqual({ entries: 3, files: 2, keys: 1 });
      await page.goto('about:blank');
      await throwDatabasesAway(page, line.url);
      await page.goto(`${line.url}/app`);
      await expect(page.getByRole('heading', { name: 'Vergrendeld' })).toBeVisible();
      await page.getByLabel('Wachtwoord').fill(PASSWORD);
      await page.getByRole('button', { name: 'Ontgrendelen' }).click();
      await expect(page.getByRole('navigation')).toBeVisible();
      await expect(page.getByText(THROWN_AWAY)).toBeVisible();
      await page.goto(`${line.url}/app/outbox`);
      for (const words of ['Voor het weggooien.', 'Na het weggooien.']) expect(await everythingStored(page)).toContain(words);
    });

    await test.step('once there is a connection all of it arrives, once', async () => {
      await line.mend();
      await page.getByRole('button', { name: 'Nu versturen' }).click();
      await allSent(page);
      const sent = (await everythingServed(page)).dossiers.filter((change) => change.dossier === dossier);
      for (const words of ['Voor het weggooien.', 'Na het weggooien.']) expect(JSON.stringify(sent).split(words)).toHaveLength(2);
      const photos = [...JSON.stringify(sent).matchAll(/"file":"([0-9a-f]{64})"/g)].map(([, hash]) => hash ?? '');
      expect(photos.length).toBeGreaterThan(0);
      expect(sent.flatMap((change) => change.files_pending)).toEqual([]);
      // The form is still begun, with its photo, and its photo alone stays spare.
      await expect.poll(() => sparedKinds(page)).toEqual({ entries: 0, files: 1, keys: 1 });
      await page.goto(`${line.url}/app/dossier/${dossier}`);
      await page.locator('.next').getByRole('button', { name: 'Voeg foto toe' }).click();
      await expect(page.locator('#add-photo-caption')).toHaveValue('Half af.');
      await expect(page.getByRole('dialog').locator('.photo .mark')).toHaveCount(1);
      await page.getByRole('button', { name: 'Bewaar foto' }).click();
      await expect(page.getByRole('dialog')).toBeHidden();
      await allSent(page);
      await expect.poll(() => sparedKinds(page)).toEqual({ entries: 0, files: 0, keys: 1 });
      await expect.poll(async () => (await copied(page)).dossiers.length).toBe(before);
    });

    await test.step('signing out takes the spare copy too', async () => {
      await page.getByRole('button', { name: /Marijke/ }).click();
      await page.getByRole('menuitem', { name: 'Afmelden' }).click();
      await expect(page.getByLabel('E-mailadres')).toBeVisible();
      expect(await spared(page)).toEqual(new Map());
    });
  } finally {
    await device.remove();
    await line.cut();
  }
});

test('an open page outlives even that all of its storage is removed', async () => {
  const device = new Device(TABLET);
  const line = await Line.to(server.port);
  try {
    const page = await device.open(`${line.url}/app`);
    await signIn(page, PEOPLE.deputy);
    await allSent(page);
    await expect.poll(async () => (await copied(page)).dossiers.length).toBeGreaterThan(0);
    const dossier = (await copied(page)).dossiers.find(({ stage }) => stage === 'awaiting_ruling')?.id ?? '';
    await page.goto(`${line.url}/app/dossier/${dossier}`);
    await expect(page.locator('.next')).toBeVisible();
    await line.cut();
    await note(page, 'Voor het verwijderen.');
    await takePhoto(page, 'voor het verwijderen');
    await page.getByRole('button', { name: 'Bewaar foto' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await evict(page, line.url);
    expect(await spared(page)).toEqual(new Map());
    await note(page, 'Na het verwijderen.');
    await expect.poll(() => sparedKinds(page)).toEqual({ entries: 3, files: 1, keys: 1 });
    const keys = await dataKeys(page);
    expect(keys).toHaveLength(1);
    for (const [item, bytes] of await spared(page)) if (item !== 'keys') expect(unsealed(bytes, keys), item).toBeDefined();
    await line.mend();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await allSent(page);
    const sent = (await everythingServed(page)).dossiers.filter((change) => change.dossier === dossier);
    for (const words of ['Voor het verwijderen.', 'Na het verwijderen.']) expect(JSON.stringify(sent).split(words)).toHaveLength(2);
    expect(sent.flatMap((change) => change.files_pending)).toEqual([]);
    await expect.poll(() => sparedKinds(page)).toEqual({ entries: 0, files: 0, keys: 1 });
  } finally {
    await device.remove();
    await line.cut();
  }
});

async function takePhoto(page: Page, name: string): Promise<void> {
  await page.locator('.next').getByRole('button', { name: 'Voeg foto toe' }).click();
  await page.locator('#add-photo-album').setInputFiles(await photo(page, name));
  await expect(page.getByRole('dialog').locator('.photo .mark')).toHaveCount(1);
}
