// One person at several screens at once: two tabs of one browser, and a second device.
import { type Page, test } from '@playwright/test';
import { Device, OFFICE, TABLET } from '../support/device';
import { Line } from '../support/line';
import { Server } from '../support/server';
import { fault } from './fault';
import { healed, held } from './ledger';
import { atWork, ready } from './ready';
import { Work } from './work';

let server: Server;
const lines: Line[] = [];
const [office, tablet] = [new Device(OFFICE), new Device(TABLET)];
let pages: Page[] = [];

test.beforeAll(async () => {
  server = await Server.demo();
  lines.push(await Line.to(server.port), await Line.to(server.port));
  const first = await ready(office, urlOf(0));
  pages = [first, await office.tab(`${urlOf(0)}/app`), await ready(tablet, urlOf(1))];
});

test.afterAll(async () => {
  await office.remove();
  await tablet.remove();
  for (const line of lines) await line.cut();
  await server?.remove();
});

const urlOf = (line: number) => lines[line]?.url ?? '';

const TOGETHER = { heals: 'tabs share one store and one of them sends; the server orders what devices send', within: 90 };
fault('two tabs and two devices of one person record at the same time, on lines that are cut', TOGETHER, async (trial) => {
  const [first] = pages;
  if (!first) throw new Error('no screen is there');
  // On the same dossier, so that all of them cross.
  await atWork(first, urlOf(0), trial.chance);
  const dossier = first.url().split('/').pop() ?? '';
  const work = new Work(trial);
  let over = false;
  for (const [at, page] of pages.entries()) {
    await page.goto(`${urlOf(at < 2 ? 0 : 1)}/app/dossier/${dossier}`);
  }
  // A form that is open in two tabs of one browser has one draft, photos included: only one of the tabs takes photos.
  const working = pages.map((page, at) => work.goOn(page, () => over, at === 1 ? 0 : 0.3));
  for (let cuts = trial.chance.between(1, 3); cuts > 0; cuts--) {
    await trial.chance.moment(500, 3_000);
    const line = trial.chance.pick(lines);
    await line.cut();
    await trial.chance.moment(0, 2_000);
    await line.mend();
  }
  // The tab that sends is closed in the middle of it, and another takes over.
  const closes = trial.chance.next() < 0.5;
  if (closes) await first.close();
  over = true;
  await Promise.all(working);
  if (closes) pages[0] = await office.tab(`${urlOf(0)}/app/dossier/${dossier}`);
  const before = await Promise.all(pages.map(held));
  return healed(server, trial, work, pages, TOGETHER.within, before);
});
