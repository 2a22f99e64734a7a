// What a device holds is sealed with a key that only the open page has. A test that must look at it asks the browser to
// open that key, as the page does at its start (app/src/local/vault.rs).
import crypto from 'node:crypto';
import type { Page } from '@playwright/test';

const MARK = Buffer.from('GHS1');
const NONCE = 12;
const TAG = 16;

/** The data keys of everyone whose copy on this device is open now. */
export async function dataKeys(page: Page): Promise<Buffer[]> {
  const keys = await page.evaluate(async () => {
    const wait = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
    const opened: number[][] = [];
    for (const { name } of await indexedDB.databases()) {
      if (!name?.includes('keys-of-')) continue;
      const database = await wait(indexedDB.open(name));
      const ring = (await wait(database.transaction('keys').objectStore('keys').get('keys'))) as { browser?: CryptoKey; byBrowser: Uint8Array } | undefined;
      database.close();
      if (!ring?.browser) continue;
      const [iv, text] = [ring.byBrowser.slice(0, 12), ring.byBrowser.slice(12)];
      opened.push([...new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, ring.browser, text))]);
    }
    return opened;
  });
  return keys.map((key) => Buffer.from(key));
}

/** The bytes that were sealed; bytes that are not sealed come back as they are, those of another key as nothing. */
export function unsealed(bytes: Buffer, keys: Buffer[]): Buffer | undefined {
  if (!bytes.subarray(0, MARK.length).equals(MARK)) return bytes;
  const nonce = bytes.subarray(MARK.length, MARK.length + NONCE);
  const [text, tag] = [bytes.subarray(MARK.length + NONCE, -TAG), bytes.subarray(-TAG)];
  for (const key of keys) {
    try {
      const opening = crypto.createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG });
      opening.setAuthTag(tag);
      return Buffer.concat([opening.update(text), opening.final()]);
    } catch {
      // Of someone else.
    }
  }
  return undefined;
}

export interface Stored {
  database: string;
  store: string;
  key: string;
  value: Buffer;
}

/** All values in this origin's databases, as they lie there; keys apart. */
export async function storedValues(page: Page): Promise<Stored[]> {
  const values = await page.evaluate(async () => {
    const wait = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
    const base64 = (bytes: Uint8Array) => {
      let text = '';
      for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
      return btoa(text);
    };
    const found: { database: string; store: string; key: string; value: string }[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (!name || name.includes('keys-of-')) continue;
      const database = await wait(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const from = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([wait(from.getAllKeys()), wait(from.getAll())]);
        keys.forEach((key, index) => {
          const value: unknown = values[index];
          const bytes = value instanceof Uint8Array ? value : new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
          found.push({ database: name, store, key: String(key), value: base64(bytes) });
        });
      }
      database.close();
    }
    return found;
  });
  return values.map((each) => ({ ...each, value: Buffer.from(each.value, 'base64') }));
}
