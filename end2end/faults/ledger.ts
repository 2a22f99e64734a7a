// The oracle: what screens and stores of devices called saved, against what stands in the server's own tables and files.
import type { Page } from '@playwright/test';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { dataKeys, unsealed } from '../support/sealed';
import type { Server } from '../support/server';
import { rows } from './database';
import type { Outcome, Trial } from './fault';
import type { Work } from './work';

interface Held {
  /** The ids of all own events in the store, and how many of them still wait. */
  events: string[];
  waiting: number;
  filesWaiting: string[];
  /** SHA-256 of the bytes that are kept under each name. */
  files: Record<string, string>;
  sync: string | null;
}

/** What a device's own store holds, unsealed. */
export async function held(page: Page): Promise<Held> {
  const keys = await dataKeys(page);
  const { stores, sync } = await page.evaluate(async () => {
    const wait = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
    const base64 = (value: unknown) => {
      const bytes = value instanceof Uint8Array ? value : new TextEncoder().encode(String(value));
      let text = '';
      for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
      return btoa(text);
    };
    const me: string = JSON.parse(localStorage['glashelder.signed-in']).actor.person;
    const opening = indexedDB.open(`glashelder-${me}`);
    // Looking must not make one where the browser threw it away.
    opening.onupgradeneeded = () => opening.transaction?.abort();
    const database = await wait(opening);
    const stores: Record<string, [string, string][]> = {};
    for (const name of ['entries', 'files-unsent', 'files']) {
      const store = database.transaction(name).objectStore(name);
      const [names, values] = await Promise.all([wait(store.getAllKeys()), wait(store.getAll())]);
      // Small versions of what others photographed are none of this device's own.
      stores[name] = names.map((key, at) => [String(key), base64(values[at])] as [string, string]).filter(([key]) => !key.includes('.'));
    }
    database.close();
    return { stores, sync: document.querySelector('.sync')?.getAttribute('data-sync') ?? null };
  });
  const opened = (name: string): [string, Buffer][] =>
    (stores[name] ?? []).map(([key, value]) => {
      const plain = unsealed(Buffer.from(value, 'base64'), keys);
      if (!plain) throw new Error(`${name} ${key} cannot be opened`);
      return [key, plain];
    });
  const entries = opened('entries').map(([, text]) => JSON.parse(text.toString('utf8')));
  return {
    events: entries.map(({ envelope }) => envelope.id),
    waiting: entries.filter(({ state }) => JSON.stringify(state).includes('waiting')).length,
    filesWaiting: opened('files-unsent').map(([, text]) => JSON.parse(text.toString('utf8'))),
    files: Object.fromEntries(opened('files').map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')])),
    sync,
  };
}

/** The same, as soon as the store can be read and opened: it may just be being put back. */
export async function heldSoon(page: Page): Promise<Held> {
  for (let tries = 0; ; tries++) {
    try {
      return await held(page);
    } catch (error) {
      if (tries === 40) throw error;
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}

interface Row {
  id: string;
  envelope: string;
}

/** Compares. `before` is what stores held while the fault was there: it must not be gone either. */
export async function compare(server: Server, trial: Trial, work: Work, pages: Page[], before: Held[] = []): Promise<Outcome & { queued: string[] }> {
  const stores = await Promise.all(pages.map(held));
  const [lost, doubled, queued]: string[][] = [[], [], []];
  const events = rows<Row>(server, `select id, envelope from events where position('${trial.name}' in envelope) > 0`);
  for (const text of work.tried) {
    const found = events.filter(({ envelope }) => envelope.includes(text)).length;
    if (found > work.most(text)) doubled?.push(`${text} stands there ${found} times`);
    if (found === 0 && work.said.includes(text)) lost?.push(`${text} was called saved and is not on the server`);
  }
  const count = new Map<string, number>();
  for (const { id } of rows<{ id: string }>(server, 'select id from events')) count.set(id, (count.get(id) ?? 0) + 1);
  for (const id of new Set([...before, ...stores].flatMap((store) => store.events))) {
    if (!count.has(id)) lost?.push(`event ${id} is in a device's store and not on the server`);
  }
  for (const [id, times] of count) if (times > 1) doubled?.push(`event ${id} stands there ${times} times`);

  const files = events.flatMap(({ envelope }) => [...envelope.matchAll(/"file":"([0-9a-f]{64})"/g)].map((match) => match[1] ?? ''));
  if (new Set(files).size < files.length) doubled?.push('a photo was recorded twice');
  for (const file of new Set(files)) lost?.push(...photoIsWhole(server, file, stores));

  pages.forEach((_, at) => {
    const store = stores[at];
    if (store && store.waiting > 0) queued?.push(`${store.waiting} events wait`);
    for (const file of store?.filesWaiting ?? []) queued?.push(`file ${file} waits, its bytes are ${store?.files[file] === file ? 'whole' : (store?.files[file] ?? 'gone')}`);
    if (store?.sync !== 'idle') queued?.push(`the screen says ${store?.sync}`);
  });
  return { said: work.said.length, photos: work.photos, lost: lost ?? [], doubled: doubled ?? [], queued: queued ?? [], seconds: 0 };
}

/** What is wrong with a photo on the server, byte for byte. */
function photoIsWhole(server: Server, file: string, stores: Held[]): string[] {
  const found = rows<{ organisation: string; stored_hash: string }>(server, `select organisation, stored_hash from files where hash = '${file}'`)[0];
  if (!found) return [`photo ${file} is not on the server`];
  const bytes = fs.readFileSync(path.join(server.data, 'files', found.organisation, file.slice(0, 2), file));
  const hash = createHash('sha256').update(bytes).digest('hex');
  const wrong: string[] = [];
  // A photo of this app carries no notes of a camera, so the server has nothing to take out of it.
  if (hash !== file || found.stored_hash !== file) wrong.push(`photo ${file} has other bytes on the server (${hash})`);
  for (const store of stores) if (store.files[file] && store.files[file] !== file) wrong.push(`photo ${file} has other bytes on the device`);
  return wrong;
}

/** Waits until all is well, and says how long that took; after `within` seconds, says what is not. */
export async function healed(server: Server, trial: Trial, work: Work, pages: Page[], within: number, before: Held[] = []): Promise<Outcome> {
  const began = Date.now();
  for (;;) {
    const seconds = (Date.now() - began) / 1000;
    const outcome = await compare(server, trial, work, pages, before).catch((error: Error) => {
      // The database may not answer yet, or the page is just being drawn.
      if (seconds > within + 10) throw error;
      return undefined;
    });
    const well = outcome && outcome.lost.length + outcome.doubled.length + outcome.queued.length === 0;
    if (outcome && (well || seconds > within)) {
      const { queued, ...rest } = outcome;
      if (queued.length > 0) throw new Error(`after ${within} s: ${queued.join('; ')}; lost: ${rest.lost.join('; ')}`);
      return { ...rest, seconds };
    }
    await new Promise((done) => setTimeout(done, 250));
  }
}
