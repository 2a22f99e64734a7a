// The second step of signing in, and a tablet that is lost: on screen, with a real code, and with what is left behind.
import { createHmac } from 'node:crypto';
import { type BrowserContext, type Page, expect, test } from '@playwright/test';
import { violations } from '../support/axe';
import { Device, OFFICE, TABLET } from '../support/device';
import { PEOPLE, allSent, signIn } from '../support/people';
import { PASSWORD, Server } from '../support/server';

test.describe.configure({ mode: 'serial', timeout: 120_000 });

const office = { ...OFFICE, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' };
let server: Server;
let contexts: BrowserContext[] = [];
let desk: Page;
let secret = '';
let tablet: Device;

/** The code that an app would show, so many intervals from now (RFC 6238). */
function code(later: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const sum = createHmac('sha1', key).update(step).digest();
  const number = sum.readUInt32BE(sum[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

test.beforeAll(async ({ browser }) => {
  server = await Server.demo();
  tablet = new Device(TABLET);
  const context = await browser.newContext(office);
  contexts.push(context);
  desk = await context.newPage();
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await tablet?.remove();
  await server?.remove();
});

test('a coordinator sets a second step up with an app', async () => {
  await desk.goto(`${server.url}/app`);
  await signIn(desk, PEOPLE.coordinator);
  await desk.goto(`${server.url}/app/settings`);
  await desk.getByRole('button', { name: 'Stel in' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('Wachtwoord').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Verder' }).click();
  await expect(dialog.locator('.qr')).toBeVisible();
  expect(await violations(desk)).toEqual([]);
  secret = (await dialog.locator('.key').innerText()).replaceAll(' ', '');
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  await dialog.getByLabel('Code uit de app').fill('000000');
  await dialog.getByRole('button', { name: 'Controleer de code' }).click();
  await expect(dialog.getByText('Deze code klopt niet')).toBeVisible();
  await dialog.getByLabel('Code uit de app').fill(code(-1));
  await dialog.getByRole('button', { name: 'Controleer de code' }).click();
  await expect(dialog.locator('.recovery li')).toHaveCount(10);
  expect(await violations(desk)).toEqual([]);
  await dialog.getByRole('button', { name: 'Ik heb de codes bewaard' }).click();
  await expect(desk.getByText('Nog 10 herstelcodes over')).toBeVisible();
  expect(await violations(desk)).toEqual([]);
});

test('from then on the code is asked for', async ({ browser }) => {
  const context = await browser.newContext(office);
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(`${server.url}/app`);
  await page.getByLabel('E-mailadres').fill(PEOPLE.coordinator);
  await page.getByLabel('Wachtwoord').fill(PASSWORD);
  await page.getByRole('button', { name: 'Aanmelden' }).click();
  await expect(page.getByLabel('Code uit uw app')).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Code uit uw app').fill(code(0));
  await page.getByRole('button', { name: 'Aanmelden' }).click();
  await expect(page.getByRole('navigation')).toBeVisible();
});

test('where the organisation asks for it, one sets it up while signing in', async ({ browser }) => {
  const [administration, office1] = [await browser.newContext(office), await browser.newContext(office)];
  contexts.push(administration, office1);
  const administrator = await administration.newPage();
  await administrator.goto(`${server.url}/app`);
  await signIn(administrator, PEOPLE.administrator);
  await administrator.goto(`${server.url}/app/accounts`);
  await administrator.getByRole('radio', { name: 'Kantoor' }).check();
  await expect(administrator.getByText('Opgeslagen')).toBeVisible();
  const page = await office1.newPage();
  await page.goto(`${server.url}/app`);
  await page.getByLabel('E-mailadres').fill(PEOPLE.deputy);
  await page.getByLabel('Wachtwoord').fill(PASSWORD);
  await page.getByRole('button', { name: 'Aanmelden' }).click();
  await expect(page.getByRole('heading', { name: 'Nog één stap' })).toBeVisible();
  secret = (await page.locator('.key').innerText()).replaceAll(' ', '');
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Code uit de app').fill(code(0));
  await page.getByRole('button', { name: 'Controleer de code' }).click();
  await page.getByRole('button', { name: 'Ik heb de codes bewaard' }).click();
  await expect(page.getByRole('navigation')).toBeVisible();
  // Others may choose again.
  await administrator.goto(`${server.url}/app`);
  await administrator.evaluate(() => fetch('/api/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }));
  await signInWithSetUp(administrator);
  await administrator.goto(`${server.url}/app/accounts`);
  await administrator.getByRole('radio', { name: 'Naar keuze' }).check();
  await expect(administrator.getByText('Opgeslagen')).toBeVisible();
  desk = administrator;
});

/** The administrator, too, must set one up now; the app asks to sign in again. */
async function signInWithSetUp(page: Page): Promise<void> {
  await page.evaluate(() => localStorage.removeItem('glashelder.signed-in'));
  await page.goto(`${server.url}/app`);
  await page.getByLabel('E-mailadres').fill(PEOPLE.administrator);
  await page.getByLabel('Wachtwoord').fill(PASSWORD);
  await page.getByRole('button', { name: 'Aanmelden' }).click();
  await expect(page.locator('.key')).toBeVisible();
  secret = (await page.locator('.key').innerText()).replaceAll(' ', '');
  await page.getByLabel('Code uit de app').fill(code(0));
  await page.getByRole('button', { name: 'Controleer de code' }).click();
  await page.getByRole('button', { name: 'Ik heb de codes bewaard' }).click();
  await expect(page.getByRole('navigation')).toBeVisible();
}

test('a lost tablet is signed out at once and erases what it holds', async () => {
  const door = await tablet.open(`${server.url}/app`);
  await signIn(door, PEOPLE.technicianEast);
  await allSent(door);
  const copies = () => door.evaluate(async () => [...(await indexedDB.databases()).map(({ name }) => name ?? ''), ...(await caches.keys()).filter((name) => name.includes('spare'))]);
  await expect.poll(async () => (await copies()).filter((name) => name.startsWith('glashelder')).length).toBeGreaterThan(2);

  await desk.goto(`${server.url}/app/accounts`);
  await desk.getByRole('button', { name: /Wijzig Samira/ }).click();
  const dialog = desk.getByRole('dialog').first();
  await expect(dialog.getByRole('heading', { name: 'Toestellen' })).toBeVisible();
  expect(await violations(desk)).toEqual([]);
  await dialog.getByRole('button', { name: 'Kwijt' }).first().click();
  await expect(desk.getByRole('heading', { name: 'Toestel kwijt of gestolen' })).toBeVisible();
  expect(await violations(desk)).toEqual([]);
  await desk.getByRole('button', { name: 'Wis het toestel' }).click();

  await expect(door.getByLabel('E-mailadres')).toBeVisible({ timeout: 60_000 });
  expect(await door.evaluate(() => Object.keys(localStorage).filter((key) => /signed-in|draft/.test(key)))).toEqual([]);
  await expect.poll(async () => (await copies()).filter((name) => name.startsWith('glashelder'))).toEqual([]);
  await desk.goto(`${server.url}/app/accounts`);
  await desk.getByRole('button', { name: /Wijzig Samira/ }).click();
  await expect(desk.getByText(/^Gewist/)).toBeVisible();
  // Found again, one signs in as on any device.
  await signIn(door, PEOPLE.technicianEast);
});
