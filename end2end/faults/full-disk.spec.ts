// The disk is full: Postgres's, and that of the photos.
import { type Page, expect, test } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { Device, TABLET } from '../support/device';
import { Line } from '../support/line';
import { Server } from '../support/server';
import { postmaster, rows } from './database';
import { Disk } from './disk';
import { fault } from './fault';
import { healed, held } from './ledger';
import { atWork, ready } from './ready';
import { Work } from './work';

const missing = Disk.missing();
test.skip(missing !== undefined, missing ?? '');

let server: Server;
let line: Line;
const disks: Disk[] = [];
const device = new Device(TABLET);
let page: Page;

test.beforeAll(async () => {
  if (missing) return;
  const data = Server.folder();
  // Postgres's account must be able to get at its own disk.
  fs.chmodSync(data, 0o755);
  disks.push(Disk.mount(path.join(data, 'postgres'), 400, 'postgres:postgres'), Disk.mount(path.join(data, 'files'), 40));
  server = await Server.demo({}, ['--small'], data);
  line = await Line.to(server.port);
  page = await ready(device, line.url);
});

test.afterAll(async () => {
  try {
    await device.remove();
    await line?.cut();
    await server?.stop();
  } finally {
    for (const disk of disks) disk.unmount();
    server?.clear();
  }
});

/** The person hears that it is the server, and that nothing is lost. */
async function told(): Promise<void> {
  await expect(page.locator('.sync')).toHaveAttribute('data-sync', 'trouble');
  await expect(page.locator('.sync')).toContainText('Storing op de server');
}

const FILES = { heals: 'the person is told of trouble on the server; sent again once there is room', within: 150 };
fault('full disk for the photos', FILES, async (trial) => {
  await atWork(page, line.url, trial.chance);
  const [, files] = disks;
  const work = new Work(trial);
  // Sometimes the thumbnail still fits, sometimes half of the photo.
  files?.fill(trial.chance.between(0, 60) * 1024);
  try {
    // At least one more than fits.
    for (let count = 0; count < 2 || (files?.left ?? 0) > 20_000; count++) await work.photo(page);
    await work.note(page);
    await told();
    // What can be kept is kept meanwhile: words wait for no photo.
    await expect.poll(async () => (await held(page)).waiting).toBe(0);
    expect(server.words).toContain('the file store failed: no storage space');
  } finally {
    files?.free();
  }
  return healed(server, trial, work, [page], FILES.within, [await held(page)]);
});

const DATABASE = { heals: 'the person is told; sent again once there is room, and Postgres started again if it could not go on', within: 150 };
fault('full disk for Postgres: no room for a row', DATABASE, async (trial) => {
  await atWork(page, line.url, trial.chance);
  const [database] = disks;
  const work = new Work(trial);
  database?.fill(trial.chance.between(0, 4) * 8192);
  try {
    await work.photo(page);
    const troubled = async () => (await page.locator('.sync').getAttribute('data-sync')) === 'trouble';
    for (let count = 0; count < 60 && !(await troubled()); count++) await work.note(page, true);
    await told();
    expect(server.words).toContain('the disk of the database is full');
  } finally {
    database?.free();
  }
  return healed(server, trial, work, [page], DATABASE.within, [await held(page)]);
});

fault('full disk for Postgres: no room for its log, so that it stops', DATABASE, async (trial) => {
  await atWork(page, line.url, trial.chance);
  const [database] = disks;
  const work = new Work(trial);
  const before = postmaster(server);
  database?.fill(0);
  try {
    // Every switch wants a new file of 16 MB, and sooner or later there is none.
    const went = () => {
      try {
        rows(server, 'select pg_switch_wal()::text, pg_logical_emit_message(false, \'proef\', repeat(\'x\', 100))::text');
        return true;
      } catch {
        return false;
      }
    };
    for (let switches = 0; switches < 60 && went(); switches++) await work.note(page);
    await work.photo(page);
    await work.note(page);
    await expect(page.locator('.sync')).not.toHaveAttribute('data-sync', 'idle');
    await trial.chance.moment(0, 8_000);
  } finally {
    database?.free();
  }
  const outcome = await healed(server, trial, work, [page], DATABASE.within, [await held(page)]);
  console.log(`   the postmaster ${postmaster(server) === before ? 'went on' : 'was started again'}`);
  return outcome;
});
