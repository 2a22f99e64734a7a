// The second copy of own work, outside of the browser's databases (app/src/local/spare.rs).
import type { Page } from '@playwright/test';

/** All that lies in the spare copies of this device, as it lies there, by what it is: `entry/…`, `file/…`, `keys`. */
export async function spared(page: Page): Promise<Map<string, Buffer>> {
  const found = await page.evaluate(async () => {
    const found: [string, string][] = [];
    for (const name of await caches.keys()) {
      if (!name.startsWith('glashelder.spare-of-')) continue;
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const bytes = new Uint8Array((await (await cache.match(request))?.arrayBuffer()) ?? []);
        let text = '';
        for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
        found.push([new URL(request.url).pathname.replace('/spare/', ''), btoa(text)]);
      }
    }
    return found;
  });
  return new Map(found.map(([item, bytes]) => [item, Buffer.from(bytes, 'base64')]));
}

/** Of each kind how many things lie there. */
export async function sparedKinds(page: Page): Promise<{ entries: number; files: number; keys: number }> {
  const items = [...(await spared(page)).keys()];
  const count = (kind: string) => items.filter((item) => item.startsWith(kind)).length;
  return { entries: count('entry/'), files: count('file/'), keys: count('keys') };
}

/** Removes what a site stored, cookies and small storage apart, as a browser that is short of room does. */
export async function evict(page: Page, site: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Storage.clearDataForOrigin', { origin: site, storageTypes: 'indexeddb,cache_storage,service_workers' });
  await browser.detach();
}

/** Lets the browser keep what a site stored, as it does for an app that somebody installed. */
export async function letKeep(page: Page, site: string): Promise<boolean> {
  const browser = await page.context().newCDPSession(page);
  // It holds as long as this session does, so that is left open.
  await browser.send('Browser.grantPermissions', { origin: site, permissions: ['durableStorage'] });
  return page.evaluate(() => navigator.storage.persist());
}

/** Throws all databases of a site away, open or not, as a browser does that finds their files torn. */
export async function throwDatabasesAway(page: Page, site: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Storage.clearDataForOrigin', { origin: site, storageTypes: 'indexeddb' });
  await browser.detach();
}
