// The device has no room left, in the middle of a photo: the browser gives this site no more, or its disk is full.
import { type Page, expect, test } from '@playwright/test';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { copied } from '../support/copied';
import { Device, TABLET } from '../support/device';
import { Line } from '../support/line';
import { photo } from '../support/photo';
import { PASSWORD, Server } from '../support/server';
import { letKeep } from '../support/spare';
import type { Chance } from './chance';
import { Disk } from './disk';
import { type Outcome, type Trial, fault } from './fault';
import { healed, heldSoon } from './ledger';
import { atWork, heard, ready } from './ready';
import { Work, act } from './work';

const missing = Disk.missing();
test.skip(missing !== undefined, missing ?? '');

let server: Server;
let line: Line;
/** The profile's own disk: what a browser gives to a site is a part of its size. */
let disk: Disk;
let device: Device;
let page: Page;

test.beforeAll(async () => {
  if (missing) return;
  disk = Disk.mount(fs.mkdtempSync(path.join(os.tmpdir(), 'glashelder-tablet-')), 200);
  server = await Server.demo();
  line = await Line.to(server.port);
  device = new Device(TABLET, {}, disk.place);
  // On so small a disk the browser keeps no copy of a program as large as the one of everyday builds.
  page = await ready(device, line.url, { offline: false });
  // As it is for an app that somebody installed. Otherwise Chromium may remove all of a site once a disk is this full.
  expect(await letKeep(page, line.url)).toBe(true);
});

test.afterAll(async () => {
  try {
    await device?.remove();
    await line?.cut();
    await server?.remove();
  } finally {
    disk?.unmount();
    if (disk) fs.rmSync(disk.place, { recursive: true, force: true });
  }
});

const FULL = 'Dit toestel kon het niet bewaren';
const THROWN_AWAY = 'De browser was door een volle schijf opslag kwijt.';

/** How room goes and comes back. */
interface Room {
  fill: () => Promise<void>;
  /** Somebody makes room; the page goes on. */
  free: () => Promise<void>;
}

const QUOTA = { heals: 'the person is told, and frees some space; what was called saved is there, nothing is there by half', within: 90 };
fault('the browser gives no more room, in the middle of a photo', QUOTA, (trial) => {
  return untilFull(trial, {
    fill: () => fillQuota(trial.chance),
    free: () => page.evaluate(() => new Promise<void>((done) => (indexedDB.deleteDatabase('ballast').onsuccess = () => done()))),
  });
});

const onDisk = (trial: Trial): Room => ({
  fill: async () => disk.fill(trial.chance.between(0, 400) * 1024),
  free: async () => disk.free(),
});

const THROWN = { heals: `${QUOTA.heals}; a database that the browser threw away is filled again from the spare copy`, within: 90 };
fault('the disk of the tablet is full, in the middle of a photo', THROWN, (trial) => untilFull(trial, onDisk(trial)));

const KILLED = { heals: 'opened again, the app asks for the password where the browser threw its keys away, and goes on', within: 90 };
fault('the disk of the tablet is full, and its browser is killed (`kill -9`)', KILLED, (trial) => untilFull(trial, onDisk(trial), startAnew));

/** Takes photos until one does not fit. Each that carries the mark *saved* is kept whole. */
async function untilFull(trial: Trial, room: Room, anew?: () => Promise<void>): Promise<Outcome> {
  await atWork(page, line.url, trial.chance);
  const work = new Work(trial);
  await line.cut();
  await work.note(page);
  await work.photo(page);
  await act(page, 'Voeg foto toe');
  const dialog = page.getByRole('dialog');
  const marks = dialog.locator('.photo .mark');
  const problem = dialog.getByRole('alert').filter({ hasText: FULL });
  const save = dialog.getByRole('button', { name: 'Bewaar foto' });
  const ended = async () => !(await dialog.isVisible()) || (await save.getAttribute('aria-busy', { timeout: 500 }).catch(() => '')) === 'false';
  const text = work.begin();
  let kept = 0;
  let thrownAway = false;
  const look = async () => (thrownAway ||= (await page.getByText(THROWN_AWAY).count()) > 0);
  try {
    await room.fill();
    for (let tries = 0; tries < 60 && (await problem.count()) === 0; tries++) {
      kept = await marks.count();
      await page.locator('#add-photo-album').setInputFiles(await photo(page, `${text} ${tries}`));
      const answered = expect.poll(async () => (await marks.count()) > kept || (await problem.count()) > 0).toBe(true);
      await answered.catch(async (error: Error) => {
        throw new Error(`${error.message}\nthe screen says: ${await dialog.innerText()}`);
      });
    }
    await expect(problem).toBeVisible();
    // What the app gave up for words, somebody else takes.
    if (trial.time % 2 === 1) await room.fill();
    kept = await marks.count();
    await page.locator('#add-photo-caption').fill(text);
    if (kept > 0) {
      // Recording may find no room either; then that is told, and nothing of it is kept.
      await save.click();
      await expect.poll(ended).toBe(true);
    }
    await look();
    await trial.chance.moment(0, 1500);
    if (anew) {
      // The photos that were recorded and not only held: the dialog closed.
      if (kept > 0 && !(await dialog.isVisible())) work.allow(text, kept);
      else work.begun(text, kept);
      await device.kill();
    }
  } finally {
    await room.free();
  }
  if (anew) {
    await anew();
    await look();
    await atWork(page, line.url, trial.chance);
  } else if (await dialog.isVisible()) {
    if ((await marks.count()) > 0) {
      await save.click();
      await expect(dialog).toBeHidden();
    } else {
      await page.keyboard.press('Escape');
    }
  }
  await work.note(page);
  await look();
  if (thrownAway) console.log('   the browser had thrown databases away, or forgotten what it wrote last');
  const before = [await heldSoon(page)];
  if (!anew) work.allow(text, kept);
  await line.mend();
  return healed(server, trial, work, [page], QUOTA.within, before);
}

/** The app once more, with the connection that its program needs on so small a disk. */
async function startAnew(): Promise<void> {
  await line.mend();
  page = heard(await device.open(`${line.url}/app`));
  expect(await letKeep(page, line.url)).toBe(true);
  const locked = page.getByRole('heading', { name: 'Vergrendeld' });
  await expect(locked.or(page.getByRole('navigation'))).toBeVisible();
  if (await locked.isVisible()) {
    await page.getByLabel('Wachtwoord').fill(PASSWORD);
    await page.getByRole('button', { name: 'Ontgrendelen' }).click();
  }
  await expect(page.getByRole('navigation')).toBeVisible();
  await expect.poll(async () => (await copied(page)).dossiers.length).toBeGreaterThan(30);
}

/** Stores something of no use until there is room for some photos, and not for a whole one besides. */
async function fillQuota(chance: Chance): Promise<void> {
  await page.evaluate(async (leave) => {
    const database = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('ballast', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('ballast');
      request.onsuccess = () => done(request.result);
    });
    const put = (size: number, name: string = crypto.randomUUID()) =>
      new Promise<boolean>((done) => {
        const writing = database.transaction('ballast', 'readwrite', { durability: 'relaxed' });
        const bytes = new Uint8Array(size);
        for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65_536)));
        writing.objectStore('ballast').put(bytes, name);
        writing.oncomplete = () => done(true);
        writing.onabort = () => done(false);
      });
    // The room that is to be left is taken first and given back last.
    await put(leave, 'left');
    for (let size = 8 << 20; size >= 16_384; size /= 2) while (await put(size));
    const giving = database.transaction('ballast', 'readwrite');
    giving.objectStore('ballast').delete('left');
    await new Promise((done) => (giving.oncomplete = done));
    database.close();
  }, chance.between(0, 500_000));
}
