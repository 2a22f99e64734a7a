// A first password, from the administrator who passes it on to the person who chooses their own; and the password that is
// asked for again before a device is signed out.
import { type BrowserContext, type Page, expect, test } from '@playwright/test';
import { violations } from '../support/axe';
import { carriesOut } from '../support/database';
import { OFFICE, TABLET } from '../support/device';
import { PEOPLE, allSent, signIn } from '../support/people';
import { PASSWORD, Server } from '../support/server';

test.describe.configure({ mode: 'serial', timeout: 120_000 });

const EMAIL = 'vera@glaspunt.example';
const OWN = 'sponning kit rubber';
const settings = { locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' };
let server: Server;
let contexts: BrowserContext[] = [];
let administrator: Page;
let vera: Page;
let first = '';

test.beforeAll(async ({ browser }) => {
  server = await Server.demo();
  const [desk, tablet] = [await browser.newContext({ ...OFFICE, ...settings }), await browser.newContext({ ...TABLET, ...settings })];
  contexts = [desk, tablet];
  [administrator, vera] = [await desk.newPage(), await tablet.newPage()];
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await server?.remove();
});

test('the administrator makes an account and sees its first password once', async () => {
  await administrator.goto(`${server.url}/app`);
  await signIn(administrator, PEOPLE.administrator);
  await administrator.goto(`${server.url}/app/accounts`);
  await administrator.getByRole('button', { name: 'Nieuwe gebruiker' }).click();
  const dialog = administrator.getByRole('dialog');
  await dialog.getByLabel('Naam').fill('Vera Smit');
  await dialog.getByLabel('E-mail').fill(EMAIL);
  await dialog.getByLabel('Monteur').check();
  await dialog.getByLabel('Oost').check();
  expect(await violations(administrator)).toEqual([]);
  await dialog.getByRole('button', { name: 'Opslaan' }).click();
  await expect(dialog.locator('.key')).toBeVisible();
  first = await dialog.locator('.key').innerText();
  expect(first).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/);
  expect(await violations(administrator)).toEqual([]);
  await administrator.screenshot({ path: test.info().outputPath('handover.png') });
  await dialog.getByRole('button', { name: 'Ik heb het doorgegeven' }).click();
  await expect(dialog).toBeHidden();
  await expect(administrator.getByRole('row', { name: /Vera Smit/ })).toContainText('heeft nog geen eigen wachtwoord');
  await expect(administrator.getByText(first)).toHaveCount(0);
});

test('who signs in with it chooses a password by keyboard before anything opens', async () => {
  await vera.goto(`${server.url}/app`);
  await vera.getByLabel('E-mailadres').fill(EMAIL);
  await vera.getByLabel('Wachtwoord').fill(first);
  await vera.keyboard.press('Enter');
  await expect(vera.getByRole('heading', { name: 'Kies uw eigen wachtwoord' })).toBeFocused();
  expect(await violations(vera)).toEqual([]);
  await vera.screenshot({ path: test.info().outputPath('choose.png') });
  const types = async (chosen: string, again: string) => {
    await vera.getByLabel('Nieuw wachtwoord').focus();
    for (const words of [chosen, again]) {
      await vera.keyboard.press('ControlOrMeta+A');
      await vera.keyboard.type(words);
      await vera.keyboard.press('Tab');
    }
    await expect(vera.getByRole('button', { name: 'Bewaar en ga verder' })).toBeFocused();
    await vera.keyboard.press('Enter');
  };
  await types(OWN, 'iets anders dan dat');
  await expect(vera.getByText('De twee wachtwoorden zijn niet gelijk.')).toBeVisible();
  await types('Wachtwoord2026', 'Wachtwoord2026');
  await expect(vera.getByText('Dit wachtwoord is te snel te raden')).toBeVisible();
  expect(await violations(vera)).toEqual([]);
  // Nothing opens before, also not at another page.
  await vera.goto(`${server.url}/app/worklist`);
  await expect(vera.getByLabel('E-mailadres')).toBeVisible();
  await vera.getByLabel('E-mailadres').fill(EMAIL);
  await vera.getByLabel('Wachtwoord').fill(first);
  await vera.keyboard.press('Enter');
  await expect(vera.getByRole('heading', { name: 'Kies uw eigen wachtwoord' })).toBeFocused();
  await types(OWN, OWN);
  await expect(vera.getByRole('navigation')).toBeVisible({ timeout: 60_000 });
  await allSent(vera);
  await administrator.reload();
  await expect(administrator.getByRole('row', { name: /Vera Smit/ })).not.toContainText('heeft nog geen eigen wachtwoord');
});

test('after some minutes signing a device out asks for the password again, and then goes on by itself', async () => {
  carriesOut(server, `update sessions set data = jsonb_set(data, '{proven}', to_jsonb((data->>'proven')::bigint - 601)) where data ? 'proven'`);
  await administrator.getByRole('button', { name: /Wijzig Vera/ }).click();
  await administrator.getByRole('button', { name: 'Meld af' }).click();
  const asking = administrator.getByRole('dialog', { name: 'Uw wachtwoord' });
  await expect(asking.getByLabel('Wachtwoord')).toBeFocused();
  expect(await violations(administrator)).toEqual([]);
  await administrator.screenshot({ path: test.info().outputPath('again.png') });
  await administrator.keyboard.type('iets anders');
  await administrator.keyboard.press('Enter');
  await expect(asking.getByText('Naam of wachtwoord klopt niet.')).toBeVisible();
  await asking.getByLabel('Wachtwoord').fill(PASSWORD);
  await administrator.keyboard.press('Enter');
  await expect(asking).toBeHidden();
  // The dialog of the person stays open: nothing of their account was saved by this.
  await expect(administrator.getByText(/afgemeld/)).toBeVisible();
  await expect(vera.getByRole('dialog', { name: 'Meld u opnieuw aan' })).toBeVisible({ timeout: 60_000 });
});
