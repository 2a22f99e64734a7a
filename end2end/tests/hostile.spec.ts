// Words that mean no good stand in every field of a report, and are only words wherever they are shown.
import { type BrowserContext, type Page, expect, test } from '@playwright/test';
import { OFFICE } from '../support/device';
import { PEOPLE, allSent, signIn } from '../support/people';
import { Server } from '../support/server';

test.describe.configure({ mode: 'serial', timeout: 120_000 });

const HURT = `"><img src=x onerror="window.hurt=1"><script>window.hurt=1</script><svg onload=window.hurt=1>`;
let server: Server;
let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
  server = await Server.demo();
  context = await browser.newContext({ ...OFFICE, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' });
  page = await context.newPage();
  page.on('dialog', (dialog) => {
    throw new Error(`a dialog: ${dialog.message()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => Object.assign(window, { hurt: `${event.violatedDirective} ${event.blockedURI}` }));
  });
});

test.afterAll(async () => {
  await context?.close();
  await server?.remove();
});

/** Sends an event as the app would, whatever is in it. */
async function sends(dossier: string, base: number, event: object): Promise<unknown> {
  return page.evaluate(
    async ({ dossier, base, payload }) => {
      const person = JSON.parse(localStorage.getItem('glashelder.signed-in') ?? '{}').actor.person;
      const sum = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(payload));
      const hash = [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      const envelope = {
        id: crypto.randomUUID(), dossier, author: person, device: crypto.randomUUID(), sequence: 1,
        device_time: new Date().toISOString(), clock_offset: 0, base, hash,
      };
      const body = JSON.stringify({ push: { envelopes: [envelope] } }).replace(`"hash":"${hash}"`, `"hash":"${hash}","payload":${payload}`);
      const answer = await fetch('/api/push', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return (await answer.json()).receipts[0].position;
    },
    { dossier, base, payload: JSON.stringify(event) },
  );
}

const unhurt = async () => expect(await page.evaluate(() => (window as { hurt?: unknown }).hurt ?? null)).toBeNull();

test('they are shown as they were written, and do nothing', async () => {
  await page.goto(`${server.url}/app`);
  await signIn(page, PEOPLE.coordinator);
  await allSent(page);
  const dossier = '0193ffff-0000-7000-8000-00000000beef';
  const address = { street: HURT, number: '1', postcode: '6825 MN', city: HURT };
  const party = { name: HURT, address, phone: '0612345678', email: '', organisation: HURT, function: HURT };
  const registered = {
    kind: 'complaint', channel: 'telephone', received_at: new Date(Date.now() - 60_000).toISOString(),
    complainant: party, customer: party, site: address, description: HURT, category: 'glass', region: 'oost', reference: HURT,
  };
  expect(await sends(dossier, 0, { type: 'registered.1', data: registered })).toBe(1);
  const more: object[] = [
    { type: 'note_added.1', data: { text: HURT } },
    { type: 'called.1', data: { with: HURT, no_answer: false, text: HURT } },
    { type: 'inspection_requested.1', data: { reason: HURT } },
    { type: 'receipt_confirmed.1', data: { channel: 'telephone', text: HURT } },
  ];
  for (const [index, event] of more.entries()) {
    expect(await sends(dossier, 2 + index, event), JSON.stringify(event)).toBe(3 + index);
  }
  await page.goto(`${server.url}/app/dossier/${dossier}`);
  await expect(page.getByText(HURT).first()).toBeVisible();
  await expect.poll(() => page.getByText(HURT).count()).toBeGreaterThan(5);
  await unhurt();
  for (const path of ['work', `work/${dossier}`, 'planning', 'meeting', 'new', 'outbox']) {
    await page.goto(`${server.url}/app/${path}`);
    await expect(page.getByRole('navigation').first()).toBeVisible();
    await allSent(page);
    await unhurt();
  }
  await page.goto(`${server.url}/app/search`);
  await page.getByRole('searchbox').fill('onerror');
  await expect(page.getByText('<img src=x').first()).toBeVisible();
  await unhurt();
  // What a link to elsewhere would carry is only words in its address.
  const links = await page.evaluate(() => [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href') ?? ''));
  for (const link of links) expect(link).toMatch(/^(\/|tel:|mailto:|https:\/\/|#)/);
});
