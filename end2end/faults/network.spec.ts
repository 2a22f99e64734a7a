// A network that loses, cuts, repeats and falls silent, between a real browser and a real server.
import { type Page, expect, test } from '@playwright/test';
import { Device, OFFICE } from '../support/device';
import { Line } from '../support/line';
import { Portal, type Manner } from '../support/portal';
import { Server } from '../support/server';
import { fault } from './fault';
import { FaultyLine } from './faulty';
import { healed, held } from './ledger';
import { atWork, ready } from './ready';
import { Work } from './work';

let server: Server;
let faulty: FaultyLine;
let line: Line;
const device = new Device(OFFICE);
let page: Page;

test.beforeAll(async () => {
  server = await Server.demo();
  faulty = await FaultyLine.to(server.port);
  line = await Line.to(faulty.port);
  page = await ready(device, line.url);
});

test.afterAll(async () => {
  await device.remove();
  await line?.cut();
  await faulty?.close();
  await server?.remove();
});

const FAULTY = { heals: 'the device asks again; what arrived twice is taken in once', within: 120 };
fault('requests lost, late, cut off, repeated; answers lost after the commit, or half', FAULTY, async (trial) => {
  await atWork(page, line.url, trial.chance);
  const work = new Work(trial);
  faulty.misbehave(trial.chance);
  let over = false;
  const working = work.goOn(page, () => over);
  await trial.chance.moment(6_000, 15_000);
  over = true;
  await working;
  faulty.behave();
  return healed(server, trial, work, [page], FAULTY.within, [await held(page)]);
});

const SILENT = { heals: 'the device gives up waiting, and asks again over a new connection', within: 150 };
fault('the line falls silent in the middle of sending, without a word', SILENT, async (trial) => {
  await atWork(page, line.url, trial.chance);
  const work = new Work(trial);
  let over = false;
  const working = work.goOn(page, () => over);
  await trial.chance.moment(500, 3_000);
  line.hush();
  await trial.chance.moment(1_000, 4_000);
  over = true;
  await working;
  const before = [await held(page)];
  line.speak();
  return healed(server, trial, work, [page], SILENT.within, before);
});

const CUT = { heals: 'the device sends by itself when the line is there again', within: 90 };
fault('the line is cut again and again while recording and sending', CUT, async (trial) => {
  await atWork(page, line.url, trial.chance);
  const work = new Work(trial);
  let over = false;
  const working = work.goOn(page, () => over);
  for (let cuts = trial.chance.between(2, 5); cuts > 0; cuts--) {
    await trial.chance.moment(100, 2_500);
    await line.cut();
    await trial.chance.moment(0, 1_500);
    await line.mend();
  }
  over = true;
  await working;
  return healed(server, trial, work, [page], CUT.within, [await held(page)]);
});

const MANNERS: Manner[] = ['page', 'elsewhere', 'here', 403, 404, 401, 511];
const PORTAL = { heals: 'nothing but the server\'s own answer counts; sent once the network lets it through', within: 120 };
fault('a network that answers everything itself: its page with 200, redirects, refusals', PORTAL, async (trial) => {
  const portal = await Portal.open();
  try {
    await atWork(page, line.url, trial.chance);
    const work = new Work(trial);
    portal.manner = MANNERS[trial.time % MANNERS.length] ?? 'page';
    line.leadTo(portal.port);
    await work.note(page);
    await work.photo(page);
    for (const asked of ['POST /api/push', 'PUT /files/']) {
      await expect.poll(() => portal.asked.some((each) => each.startsWith(asked)), { message: `${asked} with ${portal.manner}` }).toBe(true);
    }
    // Started anew there, the app is still the app, and holds what it held.
    await device.close();
    page = await device.open(`${line.url}/app`);
    await expect(page.locator('.nav')).toBeVisible();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.locator('.update')).toHaveCount(0);
    await work.note(await atWork(page, line.url, trial.chance).then(() => page));
    await trial.chance.moment(0, 3_000);
    const before = [await held(page)];
    line.leadTo(faulty.port);
    return await healed(server, trial, work, [page], PORTAL.within, before);
  } finally {
    line.leadTo(faulty.port);
    await portal.close();
  }
});
