// Every page of the app for the roles that use it, once in each theme, in turns in Dutch and English: axe finds nothing,
// nothing moves sideways, and on a tablet every target is as large as a finger.
import { type BrowserContext, type Page, expect, test } from '@playwright/test';
import { sideways, smallTargets, violations } from '../support/axe';
import { OFFICE, TABLET } from '../support/device';
import { PEOPLE, allSent, signIn } from '../support/people';
import { type Known, type Role, SCENES, type Scene, known } from '../support/scenes';
import { Server } from '../support/server';

type Theme = 'light' | 'dark' | 'sun';
const THEMES: Theme[] = ['light', 'dark', 'sun'];
const LANGUAGES = ['nl', 'en'];
const PHONE = { width: 390, height: 844 };
const ROLES = Object.keys(SCENES) as Role[];
/** Who works at a desk and who with a tablet in the hand; the dark is looked at on the other's size as well. */
const deviceOf = (role: Role) => (role === 'technicianEast' ? TABLET : OFFICE);

test.describe.configure({ mode: 'default', timeout: 240_000 });
// A trace of hundreds of pages costs more than looking at them.
test.use({ trace: 'off' });

let server: Server;
const desks = new Map<string, { context: BrowserContext; page: Page; known: Known }>();

test.beforeAll(async ({ browser }) => {
  server = await Server.demo();
  await Promise.all(
    ROLES.map(async (role) => {
      const context = await browser.newContext({ ...deviceOf(role), locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', serviceWorkers: 'block' });
      const page = await context.newPage();
      await page.goto(`${server.url}/app`);
      await signIn(page, PEOPLE[role]);
      await expect(page.locator('.loading')).toHaveCount(0);
      await allSent(page);
      if (role !== 'administrator') await expect.poll(async () => (await known(page)).dossiers.length).toBeGreaterThan(0);
      desks.set(role, { context, page, known: await known(page) });
    }),
  );
});

test.afterAll(async () => {
  for (const { context } of desks.values()) await context.close();
  await server?.remove();
});

for (const [turn, theme] of THEMES.entries()) {
  test(`every page, ${theme}`, async () => {
    const pages = async (roles: Role[], language: string) => {
      for (const role of roles) await everyPage(role, theme, language);
    };
    // Two at a time, as many as there are cores to count on; the coordinator has about half of all pages.
    const others = ROLES.filter((role) => role !== 'coordinator');
    await Promise.all([pages(['coordinator'], LANGUAGES[turn % 2]), pages(others, LANGUAGES[(turn + 1) % 2])]);
  });
}

async function everyPage(role: Role, theme: Theme, language: string): Promise<void> {
  const { page, known } = deskOf(role);
  await page.setViewportSize(theme === 'dark' ? TABLET.viewport : deviceOf(role).viewport);
  await begin(page, theme, language);
  for (const scene of SCENES[role]) {
    await look(page, known, scene, `${role}, ${scene.name}, ${theme}, ${language}`, async () => {
      const found = [...(await violations(page)), ...(await sideways(page))];
      return deviceOf(role) === TABLET ? [...found, ...(await smallTargets(page))] : found;
    });
  }
}

test('the sign-in page, empty and refused', async ({ browser }) => {
  const context = await browser.newContext({ ...TABLET, serviceWorkers: 'block' });
  const page = await context.newPage();
  for (const theme of THEMES) {
    await page.goto(`${server.url}/app`);
    await expect(page.locator('#email')).toBeVisible();
    await page.evaluate((theme) => localStorage.setItem('glashelder.theme', JSON.stringify(theme)), theme);
    await page.reload();
    await expect(page.locator('#email')).toBeVisible();
    const all = async () => [...(await violations(page)), ...(await sideways(page)), ...(await smallTargets(page))];
    expect.soft(await all(), theme).toEqual([]);
    await page.locator('[type=submit]').click();
    await expect(page.getByRole('alert')).toBeVisible();
    expect.soft(await all(), `${theme}, refused`).toEqual([]);
  }
  await context.close();
});

test('office pages fit a finger and a narrow telephone', async ({ browser }) => {
  const desk = deskOf('coordinator');
  const context = await browser.newContext({ ...TABLET, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(`${server.url}/app`);
  await signIn(page, PEOPLE.coordinator);
  await allSent(page);
  for (const language of LANGUAGES) {
    await begin(page, 'light', language);
    for (const [index, scene] of SCENES.coordinator.entries()) {
      if (index % 2 !== LANGUAGES.indexOf(language)) continue;
      await page.setViewportSize(TABLET.viewport);
      await look(page, desk.known, scene, `${scene.name}, ${language}`, async () => {
        const found = [...(await sideways(page)), ...(await smallTargets(page))];
        await page.setViewportSize(PHONE);
        return [...found, ...(await sideways(page)).map((part) => `telephone: ${part}`)];
      });
    }
  }
  await context.close();
});

function deskOf(role: Role) {
  const desk = desks.get(role);
  if (!desk) throw new Error(`${role} is not signed in`);
  return desk;
}

/** Starts the app in a theme and language. */
async function begin(page: Page, theme: Theme, language: string): Promise<void> {
  await page.evaluate(
    ([theme, language]) => {
      localStorage.setItem('glashelder.theme', JSON.stringify(theme));
      localStorage.setItem('glashelder.language', JSON.stringify(language));
    },
    [theme, language],
  );
  await page.goto(`${server.url}/app/settings`);
  await expect(page.locator('.nav')).toBeVisible();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** Opens a scene, and tells what is found there. */
async function look(page: Page, known: Known, scene: Scene, name: string, find: () => Promise<string[]>): Promise<void> {
  await test.step(name, async () => {
    const address = scene.at(known);
    expect(address, `the demo has nothing for: ${scene.name}`).toBeDefined();
    // By way of another page, so that nothing is left of the scene before; within the app, which is quicker than anew.
    await page.keyboard.press('Escape');
    await goTo(page, '/app/settings');
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage)) if (key.startsWith('glashelder.draft.')) localStorage.removeItem(key);
    });
    if (scene.offline) {
      await page.context().setOffline(true);
      await expect(page.locator('.sync')).toHaveAttribute('data-sync', 'offline');
    }
    await goTo(page, address ?? '');
    await expect(page.locator('.loading')).toHaveCount(0);
    await scene.then?.(page);
    // What still moves is half transparent, which is no colour to judge.
    await page.evaluate(() => Promise.all(document.getAnimations().filter((a) => a.effect?.getComputedTiming().iterations !== Infinity).map((a) => a.finished)));
    expect.soft(await find(), name).toEqual([]);
    if (scene.offline) {
      await page.context().setOffline(false);
      await allSent(page);
    }
  });
}

/** Follows a link within the app. */
async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((address) => {
    const link = document.body.appendChild(document.createElement('a'));
    link.href = address;
    link.click();
    link.remove();
  }, address);
  await expect(page).toHaveURL(server.url + address);
  await expect(page.locator('main h1, main h2, main form').first()).toBeVisible();
}
