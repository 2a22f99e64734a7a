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

for (const theme of THEMES) {
  test(`every page, ${theme}`, async () => {
    const pages = async (roles: Role[]) => {
      for (const role of roles) for (const [index, scene] of SCENES[role].entries()) await every(role, index, scene, theme);
    };
    // Two at a time, as many as there are cores to count on; the coordinator has about half of all pages.
    await Promise.all([pages(['coordinator']), pages(ROLES.filter((role) => role !== 'coordinator'))]);
  });
}

async function every(role: Role, index: number, scene: Scene, theme: Theme): Promise<void> {
  const { page, known } = deskOf(role);
  await page.setViewportSize(theme === 'dark' ? TABLET.viewport : deviceOf(role).viewport);
  const language = LANGUAGES[(index + THEMES.indexOf(theme)) % 2];
  await look(page, known, scene, theme, language, async () => {
    const found = [...(await violations(page)), ...(await sideways(page))];
    return deviceOf(role) === TABLET ? [...found, ...(await smallTargets(page))] : found;
  });
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
  const storageState = await desk.context.storageState({ indexedDB: true });
  const context = await browser.newContext({ ...TABLET, storageState, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(`${server.url}/app`);
  await expect(page.locator('.nav')).toBeVisible();
  for (const [index, scene] of SCENES.coordinator.entries()) {
    await page.setViewportSize(TABLET.viewport);
    await look(page, desk.known, scene, 'light', LANGUAGES[index % 2], async () => {
      const found = [...(await sideways(page)), ...(await smallTargets(page))];
      await page.setViewportSize(PHONE);
      return [...found, ...(await sideways(page)).map((part) => `telephone: ${part}`)];
    });
  }
  await context.close();
});

function deskOf(role: Role) {
  const desk = desks.get(role);
  if (!desk) throw new Error(`${role} is not signed in`);
  return desk;
}

/** Opens a scene in a theme and language, and tells what is found there. */
async function look(page: Page, known: Known, scene: Scene, theme: Theme, language: string, find: () => Promise<string[]>): Promise<void> {
  const name = `${scene.name}, ${theme}, ${language}`;
  await test.step(name, async () => {
    const address = scene.at(known);
    expect(address, `the demo has nothing for: ${scene.name}`).toBeDefined();
    await page.evaluate(
      ([theme, language]) => {
        for (const key of Object.keys(localStorage)) if (key.startsWith('glashelder.draft.')) localStorage.removeItem(key);
        localStorage.setItem('glashelder.theme', JSON.stringify(theme));
        localStorage.setItem('glashelder.language', JSON.stringify(language));
      },
      [theme, language],
    );
    await page.goto(server.url + address);
    await expect(page.locator('.nav')).toBeVisible();
    await expect(page.locator('.loading')).toHaveCount(0);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    if (scene.offline) {
      await page.context().setOffline(true);
      await expect(page.locator('.sync')).toHaveAttribute('data-sync', 'offline');
    }
    await scene.then?.(page);
    // What still moves is half transparent, which is no colour to judge.
    await page.evaluate(() => Promise.all(document.getAnimations().filter((a) => a.effect?.getComputedTiming().iterations !== Infinity).map((a) => a.finished)));
    expect.soft(await find(), name).toEqual([]);
    if (scene.offline) await page.context().setOffline(false);
  });
}
