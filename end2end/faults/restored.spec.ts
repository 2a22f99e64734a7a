// The server is lost, and last night's backup is put back: devices bring the rest.
import { type Page, test } from '@playwright/test';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Device, OFFICE, TABLET } from '../support/device';
import { Line } from '../support/line';
import { Server } from '../support/server';
import { fault } from './fault';
import { healed, held } from './ledger';
import { atWork, ready } from './ready';
import { Work } from './work';

let server: Server;
let line: Line;
const [office, tablet] = [new Device(OFFICE), new Device(TABLET)];
let pages: Page[] = [];

test.beforeAll(async () => {
  server = await Server.demo();
  line = await Line.to(server.port);
  pages = [await ready(office, line.url), await ready(tablet, line.url)];
});

test.afterAll(async () => {
  await office.remove();
  await tablet.remove();
  await line?.cut();
  await server?.remove();
});

const RESTORED = { heals: 'devices compare everything, and send again what the backup does not know; `glashelder verify` finds nothing wrong', within: 120 };
fault('a backup is put back that lacks what devices sent since', RESTORED, async (trial) => {
  const backup = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'glashelder-backup-')), 'last-night');
  const work = new Work(trial);
  for (const page of pages) await atWork(page, line.url, trial.chance);
  const record = async (least: number, most: number) => {
    for (let count = trial.chance.between(least, most); count > 0; count--) {
      const page = trial.chance.pick(pages);
      if (trial.chance.next() < 0.4) await work.photo(page);
      else await work.note(page);
    }
  };
  await record(1, 3);
  server.command('backup', backup);
  await record(2, 5);
  // All of it was sent; the server is lost after that.
  await healed(server, trial, work, pages, RESTORED.within);
  const before = await Promise.all(pages.map(held));
  const lost = server;
  await lost.kill();
  await record(0, 2);
  const data = Server.folder();
  lost.commandOn(data, 'restore', backup);
  server = await lost.inPlace(data);
  await lost.clear();
  try {
    const outcome = await healed(server, trial, work, pages, RESTORED.within, before);
    // Ends with an error when anything is wrong.
    server.command('verify');
    return outcome;
  } finally {
    fs.rmSync(path.dirname(backup), { recursive: true });
  }
});
