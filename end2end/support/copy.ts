// What a device holds, and what the server gives it: the two places where a dossier could leak or double.
import type { Page } from '@playwright/test';
import { dataKeys, storedValues, unsealed } from './sealed';

/** Everything in all of this origin's databases, opened, as one text; pictures are told by their length. */
export async function everythingStored(page: Page): Promise<string> {
  const keys = await dataKeys(page);
  const parts = (await storedValues(page)).map(({ database, store, key, value }) => {
    const plain = unsealed(value, keys) ?? value;
    const text = store === 'files' ? `${plain.byteLength} bytes` : plain.toString('utf8');
    return `${database} ${store} ${key} ${text}`;
  });
  const small = await page.evaluate(() => ({ ...localStorage }) as Record<string, string>);
  for (const [key, text] of Object.entries(small)) {
    const bytes = /^47485331([0-9a-f]{2})+$/.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text);
    parts.push(`${key} ${(unsealed(bytes, keys) ?? bytes).toString('utf8')}`);
  }
  return parts.join('\n');
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
