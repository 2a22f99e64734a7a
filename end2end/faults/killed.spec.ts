// Killed without warning while somebody works: the browser, the server, and Postgres.
import { type Page, expect, test } from '@playwright/test';
import { Device, OFFICE } from '../support/device';
import { Line } from '../support/line';
import { Server } from '../support/server';
import { backend, postmaster } from './database';
import { fault } from './fault';
import { healed, held } from './ledger';
import { atWork, ready } from './ready';
import { Work, act } from './work';

let server: Server;
let line: Line;
const device = new Device(OFFICE);
let page: Page;

test.beforeAll(async () => {
  server = await Server.demo();
  line = await Line.to(server.port);
  page = await ready(device, line.url);
});

test.afterAll(async () => {
  await device.remove();
  await line?.cut();
  await server?.remove();
});

const KILLED = { heals: 'opened again, the browser goes on from its own store', within: 60 };
fault('browser killed (`kill -9`) while recording and sending', KILLED, async (trial) => {
  await atWork(page, line.url, trial.chance);
  const work = new Work(trial);
  let over = false;
  const working = work.goOn(page, () => over);
  // Now and then there was no network either.
  if (trial.chance.next() < 0.4) await line.cut();
  await trial.chance.moment(500, 6_000);
  over = true;
  await device.kill();
  await working;
  page = await device.open(`${line.url}/app`);
  const before = [await held(page)];
  await line.mend();
  return healed(server, trial, work, [page], KILLED.within, before);
});

fault('browser killed (`kill -9`) right after it said *saved*', KILLED, async (trial) => {
  await atWork(page, line.url, trial.chance);
  const address = page.url();
  const work = new Work(trial);
  // The browser writes down what stands in a form some time after it was typed; that it was cleared, later still.
  const hesitate = () => trial.chance.moment(0, 7_000);
  if (trial.chance.next() < 0.5) await work.note(page, false, hesitate);
  else await work.photo(page, hesitate);
  await device.kill();
  page = await device.open(address);
  await act(page, 'Notitie');
  expect(work.said, 'what was saved does not stand in the form again').not.toContain(await page.getByRole('dialog').getByRole('textbox').inputValue());
  await page.keyboard.press('Escape');
  await act(page, 'Voeg foto toe');
  await expect(page.getByRole('dialog').locator('.photo .mark')).toHaveCount(0);
  await page.keyboard.press('Escape');
  return healed(server, trial, work, [page], KILLED.within, [await held(page)]);
});

const SERVER = { heals: 'the server is started again and takes over its Postgres', within: 90 };
fault('server killed (`kill -9`) while events and photos arrive', SERVER, async (trial) => {
  await atWork(page, line.url, trial.chance);
  const work = new Work(trial);
  let over = false;
  const working = work.goOn(page, () => over);
  await trial.chance.moment(300, 5_000);
  await server.kill();
  await trial.chance.moment(0, 2_000);
  over = true;
  await working;
  const before = [await held(page)];
  await server.restart();
  return healed(server, trial, work, [page], SERVER.within, before);
});

const STOPPED = { heals: 'the server notices and starts it again; requests meanwhile are sent again', within: 90 };
for (const [name, signal, whom] of [
  ['Postgres asked to stop in mid-push', 'SIGINT', 'postmaster'],
  ['Postgres stopped at once in mid-push', 'SIGQUIT', 'postmaster'],
  ['Postgres killed (`kill -9`) in mid-push', 'SIGKILL', 'postmaster'],
  ['a connection\'s own Postgres process killed (`kill -9`)', 'SIGKILL', 'backend'],
] as const) {
  fault(name, STOPPED, async (trial) => {
    await atWork(page, line.url, trial.chance);
    const work = new Work(trial);
    let over = false;
    const working = work.goOn(page, () => over);
    await trial.chance.moment(300, 4_000);
    const victim = whom === 'postmaster' ? postmaster(server) : (backend(server) ?? postmaster(server));
    process.kill(victim, signal);
    await trial.chance.moment(500, 3_000);
    over = true;
    await working;
    return healed(server, trial, work, [page], STOPPED.within, [await held(page)]);
  });
}
