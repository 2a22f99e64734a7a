// Small things that make a working day pleasant, and that are easily lost.
import { type Page, expect, test } from '@playwright/test';
import { copied } from '../support/copied';
import { OFFICE } from '../support/device';
import { PEOPLE, allSent, signIn } from '../support/people';
import { Server } from '../support/server';

test.describe.configure({ mode: 'default', timeout: 120_000 });

let server: Server;
let page: Page;

test.beforeAll(async ({ browser }) => {
  server = await Server.demo();
  const context = await browser.newContext({ ...OFFICE, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', serviceWorkers: 'block' });
  page = await context.newPage();
  await page.goto(`${server.url}/app`);
  await signIn(page, PEOPLE.coordinator);
  await allSent(page);
});

test.afterAll(async () => {
  await page?.context().close();
  await server?.remove();
});

test('the region is asked only when the postcode does not tell it', async () => {
  await page.goto(`${server.url}/app/new`);
  const region = page.locator('#region');
  await expect(page.locator('#complainant-name')).toBeFocused();
  await expect(region).toBeHidden();
  await page.locator('#complainant-city').fill('Arnhem');
  await expect(region).toBeVisible();
  await page.locator('#complainant-postcode').fill('6821cx');
  await expect(region).toBeHidden();
  await expect(page.getByText('Regio Oost')).toBeVisible();
});

test('nobody whom a complaint is about is proposed to go there', async () => {
  await page.goto(`${server.url}/app/new`);
  for (const [field, text] of Object.entries({ 'complainant-name': 'Truus Tester', 'complainant-phone': '06 11223344', 'complainant-postcode': '6821cx', 'complainant-number': '3', 'complainant-street': 'Apeldoornseweg', 'complainant-city': 'Arnhem', description: 'De monteur was niet netjes.' })) {
    await page.locator(`#${field}`).fill(text);
  }
  await page.locator('#about-open').check();
  await page.locator('#about').selectOption({ label: 'Samira El Idrissi' });
  await page.keyboard.press('Control+Enter');
  await page.getByRole('link', { name: 'Open dossier' }).click();
  await page.locator('.next summary').click();
  await page.getByRole('button', { name: 'Vraag inspectie aan' }).click();
  await page.getByRole('dialog').locator('[type=submit]').click();
  await expect(page.getByRole('dialog')).toBeHidden();
  // What was unfolded stays so when the dossier changes.
  await expect(page.locator('.next details')).toHaveAttribute('open', '');

  await page.goto(`${server.url}/app/planning`);
  await page.locator('.unplanned .block').filter({ hasText: 'Truus Tester' }).click();
  const line = (name: string) => page.locator('.planning-grid tbody tr').filter({ hasText: name });
  await expect(line('Joris van Dijk').locator('.planning-cell .button').first()).toBeVisible();
  await expect(line('Samira El Idrissi').locator('.planning-cell .button')).toHaveCount(0);
});

test('a printed dossier holds what is known, and nothing to press', async () => {
  const dossier = (await copied(page)).dossiers.find((each) => each.stage === 'awaiting_ruling');
  await page.goto(`${server.url}/app/dossier/${dossier?.id}`);
  await page.getByRole('button', { name: 'Wijzig', exact: true }).click();
  await page.emulateMedia({ media: 'print' });
  const labels = await page.locator('.facts dt:visible').count();
  const empty = await page.locator('.facts dt:visible + dd').evaluateAll((values) => values.filter((value) => ['', '–'].includes((value as HTMLElement).innerText.trim())).length);
  expect(labels).toBeGreaterThan(4);
  expect(empty).toBe(0);
  for (const part of ['.next', '.nav', '.topbar', 'summary', '.dossier-tools .button']) await expect(page.locator(part).filter({ visible: true })).toHaveCount(0);
  await page.emulateMedia({ media: null });
});

test('on a narrow screen the planning begins at today', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${server.url}/app/planning`);
  await expect(page.locator('#planning-today')).toBeInViewport();
  await page.setViewportSize(OFFICE.viewport);
});
