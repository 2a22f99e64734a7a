// What a device holds, and what the server gives it: the two places where a dossier could leak or double.
import type { Page } from '@playwright/test';

/** Everything in all of this origin's databases, as one text; bytes are told by their length. */
export async function everythingStored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const wait = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
    const parts: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue;
      const database = await wait(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const from = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([wait(from.getAllKeys()), wait(from.getAll())]);
        keys.forEach((key, index) => {
          const value: unknown = values[index];
          const text = ArrayBuffer.isView(value) ? `${value.byteLength} bytes` : JSON.stringify(value);
          parts.push(`${name} ${store} ${String(key)} ${text}`);
        });
      }
      database.close();
    }
    parts.push(JSON.stringify({ ...localStorage }));
    return parts.join('\n');
  });
}

export interface Recorded {
  envelope: { id: string; dossier: string; payload: { type: string } };
  position: number;
}

export interface Dossier {
  dossier: string;
  events: Recorded[];
  parked: unknown[];
  files_pending: string[];
}

/** All that the server gives to the person who is signed in on this page, asked anew. */
export async function everythingServed(page: Page): Promise<{ text: string; dossiers: Dossier[] }> {
  return page.evaluate(async () => {
    const texts: string[] = [];
    const dossiers: Dossier[] = [];
    const heads: Record<string, unknown> = {};
    let since: unknown = null;
    for (;;) {
      const answer = await fetch('/api/pull', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ pull: { since, heads, reference: '' } }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${answer.status} ${text}`);
      texts.push(text);
      const changes = JSON.parse(text);
      dossiers.push(...changes.dossiers);
      for (const change of changes.dossiers) heads[change.dossier] = change.head;
      since = changes.cursor;
      if (!changes.more) return { text: texts.join('\n'), dossiers };
    }
  });
}
