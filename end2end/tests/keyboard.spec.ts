// The main paths by keyboard alone: one always sees where one is, nothing catches the keyboard, and it comes back to where it was.
import { type BrowserContext, type Page, expect, test } from '@playwright/test';
import { copied } from '../support/copied';
import { OFFICE } from '../support/device';
import { here, tabTo, walk } from '../support/keyboard';
import { PEOPLE, allSent } from '../support/people';
import { PASSWORD, Server } from '../support/server';

test.describe.configure({ mode: 'serial', timeout: 120_000 });

let server: Server;
let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
  server = await Server.demo();
  context = await browser.newContext({ ...OFFICE, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', serviceWorkers: 'block' });
  page = await context.newPage();
});

test.afterAll(async () => {
  await context?.close();
  await server?.remove();
});

test('signing in', async () => {
  await page.goto(`${server.url}/app`);
  await expect(page.locator('#email')).toBeVisible();
  await tabTo(page, 'E-mailadres');
  await page.keyboard.type(PEOPLE.coordinator);
  await tabTo(page, 'Wachtwoord');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.locator('.work-row').first()).toBeVisible();
  await allSent(page);
});

test('from the list to a dossier, and to a ruling', async () => {
  const keys = page.keyboard;
  await keys.press('f');
  await expect(page.locator('#work-query')).toBeFocused();
  const asked = (await copied(page)).dossiers.find((dossier) => dossier.stage === 'awaiting_ruling');
  const number = (asked as unknown as { number: string }).number;
  await keys.type(number.slice(-9));
  await expect(page.locator('.work-row')).toHaveCount(1);
  await keys.press('Enter');
  await expect(page.locator('#work-query')).not.toBeFocused();
  await expect(page.locator('.work-row.current')).toHaveCount(1);
  await keys.press('x');
  await expect(page.locator('.bulk')).toContainText('1 gekozen');
  await keys.press('x');
  await expect(page.locator('.bulk')).toBeHidden();
  await keys.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/app/work/${asked?.id}`));
  await expect(page.locator('.dossier-number')).toHaveText(number);

  await tabTo(page, /^(Oordeel|Leg .*oordeel)/);
  await keys.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await expect.poll(async () => (await here(page))?.name ?? '').not.toBe('');
  await keys.press('Space');
  await tabTo(page, 'Waarom');
  await keys.type('Gezien op de foto: de rand is lek.');
  await tabTo(page, 'Hans Verbeek');
  await keys.press('Space');
  await keys.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page.locator('.story')).toContainText('Gezien op de foto: de rand is lek.');
  // The keyboard goes on at what is to be done next, not at the top of the page.
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.next, .split-detail') !== null)).toBe(true);
  await keys.press('Escape');
  await expect(page).toHaveURL(/\/app\/work$/);
});

test('planning a visit', async () => {
  const keys = page.keyboard;
  await page.goto(`${server.url}/app/planning`);
  await expect(page.locator('.unplanned .block').first()).toBeVisible();
  const waiting = await page.locator('.unplanned .block').count();
  await page.locator('h1').click();
  for (let step = 0; step < 60 && !(await page.evaluate(() => document.activeElement?.closest('.unplanned .block'))); step++) await keys.press('Tab');
  await keys.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toMatch(/^cell-/);
  const from = await page.evaluate(() => document.activeElement?.id);
  await keys.press('ArrowRight');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).not.toBe(from);
  expect((await here(page))?.unseen).toBe('');
  await keys.press('Escape');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toMatch(/^block-/);
  await keys.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toMatch(/^cell-/);
  await keys.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await keys.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.locator('.unplanned .block')).toHaveCount(waiting - 1);
});

test('searching', async () => {
  await page.goto(`${server.url}/app/work`);
  await expect(page.locator('.work-row').first()).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.locator('#search-words')).toBeFocused();
  await page.keyboard.type('van');
  await expect(page.locator('#search-here ~ ul .file').first()).toBeVisible();
  await tabTo(page, /./);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/app\/dossier\//);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('on every page Tab leads through everything, and one sees where one is', async () => {
  const { dossiers } = await copied(page);
  const open = dossiers.find((dossier) => dossier.stage === 'awaiting_visit')?.id;
  for (const address of ['/app/work', `/app/work/${open}`, `/app/dossier/${open}`, '/app/new', '/app/planning', '/app/meeting', '/app/search?q=van', '/app/outbox', '/app/settings']) {
    await test.step(address, async () => {
      await page.goto(server.url + address);
      await expect(page.locator('.nav')).toBeVisible();
      await expect(page.locator('.loading')).toHaveCount(0);
      await expect(page.locator('main h1').first()).toBeVisible();
      const stops = await walk(page);
      expect(stops.length).toBeGreaterThan(8);
      expect.soft(stops.filter((stop) => stop.unseen).map((stop) => `${stop.name}: ${stop.unseen}`)).toEqual([]);
    });
  }
});

test('the menu opens, is walked through and closes', async () => {
  await page.goto(`${server.url}/app/settings`);
  await expect(page.locator('.nav')).toBeVisible();
  await tabTo(page, /Marijke/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  // The menu takes the focus when it is drawn.
  for (const name of ['Instellingen', 'Vergrendelen', 'Afmelden']) {
    await page.keyboard.press('ArrowDown');
    await expect.poll(async () => await here(page)).toMatchObject({ name, unseen: '' });
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect.poll(async () => (await here(page))?.name).toMatch(/Marijke/);
});
