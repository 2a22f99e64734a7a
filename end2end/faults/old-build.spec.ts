// A tab that nobody closed for days, while the server was replaced by one with another build.
import { type Page, expect, test } from '@playwright/test';
import { Site } from '../support/builds';
import { Device, OFFICE } from '../support/device';
import { Line } from '../support/line';
import { PASSWORD, Server } from '../support/server';
import { fault } from './fault';
import { healed, held } from './ledger';
import { atWork, ready } from './ready';
import { Work } from './work';

let site: Site;
let server: Server;
let line: Line;

test.beforeAll(async () => {
  site = new Site();
  server = await Server.demo({ LEPTOS_SITE_ROOT: site.folder });
  line = await Line.to(server.port);
});

test.afterAll(async () => {
  await line?.cut();
  await server?.remove();
  site.remove();
});

const HOURS = 3_600_000;
const OLD = { heals: 'the old program goes on from the device, its work arrives, and the new one is offered', within: 60 };
fault('a tab open for days on an old build, while the server got a newer one', OLD, async (trial) => {
  const device = new Device(OFFICE);
  try {
    const page = await ready(device, line.url);
    await page.clock.install();
    await atWork(page, line.url, trial.chance);
    const address = page.url();
    const work = new Work(trial);
    await work.note(page);
    const older = { build: site.build, files: site.own };
    // Days pass: every timer of the page runs, and the real server is asked whenever they ask it.
    const days = trial.chance.between(2, 6);
    for (let hours = 0; hours < days * 24; hours += 8) {
      await page.clock.fastForward(8 * HOURS);
      // Timers of the page are run all at once by this; it needs a moment to do what they ask.
      if (hours === 24) {
        await server.stop();
        site.renew(`newer${trial.name.replaceAll('-', '')}`);
        site.forget(older.files);
        await server.restart();
      }
      await trial.chance.moment(100, 600);
    }
    // Nobody used it all that time, so it asks for the password; it is the old program that does.
    await expect(page.getByRole('heading', { name: 'Vergrendeld' })).toBeVisible();
    await page.getByLabel('Wachtwoord').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(page.locator('.nav')).toBeVisible();
    expect(await build(page)).toBe(older.build);
    await page.goto(address);
    await work.photo(page);
    // A part of the program that was not on the screen yet, of which the server has nothing any more.
    await page.getByRole('navigation').getByRole('link', { name: 'Planning' }).click();
    await expect(page.locator('main h1').first()).toBeVisible();
    await page.goBack();
    await work.note(page);
    const outcome = await healed(server, trial, work, [page], OLD.within, [await held(page)]);
    await expect(page.locator('.update')).toBeVisible();
    await page.getByRole('button', { name: 'Nu bijwerken' }).click();
    await expect.poll(() => build(page).catch(() => '')).toBe(site.build);
    await expect(page.locator('.nav')).toBeVisible();
    await work.note(page);
    const after = await healed(server, trial, work, [page], OLD.within);
    return { ...after, seconds: Math.max(outcome.seconds, after.seconds) };
  } finally {
    await device.remove();
  }
});

const build = (page: Page) => page.evaluate(() => document.documentElement.dataset.build);
