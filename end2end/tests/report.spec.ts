// Reports over a period: made by whom the procedure says, read and decided upon by whom it names, fixed once sent.
import { type Page, expect, test } from '@playwright/test';
import { sideways, violations } from '../support/axe';
import { agree, begin, saveAndOpen, signedIn } from '../support/handling';
import { PEOPLE, allSent } from '../support/people';
import { Server } from '../support/server';

test.describe.configure({ mode: 'default', timeout: 240_000 });

let server: Server;

test.beforeAll(async () => {
  server = await Server.demo();
});

test.afterAll(async () => {
  await server?.remove();
});

test('the coordinator makes the report and management reads it (GP-11)', async ({ browser }) => {
  const coordinator = await signedIn(browser, server, PEOPLE.coordinator, '/app/due');
  const owed = coordinator.getByRole('link', { name: /Rapportage klachten/ });
  await expect(owed).toContainText('GP-11');
  await owed.click();
  await coordinator.getByRole('button', { name: 'Maak Rapportage klachten' }).first().click();
  await coordinator.locator('#report-analysis').fill('De meeste klachten gaan over condens.');
  await coordinator.getByRole('button', { name: 'Bewaar concept' }).click();
  await expect(coordinator.getByText('Het concept is bewaard.')).toBeVisible();
  await coordinator.locator('#report-advice').fill('Controleer de randafdichting bij levering.');
  await expect(coordinator.getByText('Nog niet bewaard')).toBeVisible();
  await healthy(coordinator);

  // Management sees no draft; what was not saved survives a reload.
  const management = await signedIn(browser, server, PEOPLE.management, '/app/figures');
  await expect(management.locator('.figures')).toBeVisible();
  await expect(management.getByRole('link', { name: /Rapportage klachten/ })).toHaveCount(0);
  await coordinator.reload();
  await expect(coordinator.locator('#report-advice')).toHaveValue('Controleer de randafdichting bij levering.');

  await coordinator.getByRole('button', { name: 'Verstuur' }).click();
  await coordinator.getByRole('dialog').getByRole('button', { name: 'Verstuur' }).click();
  await expect(coordinator.getByText(/^Glaspunt\. Verstuurd op .* door Marijke Bos/)).toBeVisible();
  await expect(coordinator.locator('textarea')).toHaveCount(0);

  await management.reload();
  await management.getByRole('link', { name: /Rapportage klachten/ }).click();
  await expect(management.getByText('De meeste klachten gaan over condens.')).toBeVisible();
  await expect(management.getByText('Controleer de randafdichting bij levering.')).toBeVisible();
  await expect(management.locator('.figures')).toContainText('ontvangen');
  await expect(management.locator('textarea')).toHaveCount(0);
  await healthy(management);

  // On paper there is the report alone.
  await management.emulateMedia({ media: 'print' });
  await expect(management.locator('.nav')).toBeHidden();
  await expect(management.getByRole('button', { name: 'Druk af' })).toBeHidden();
  await expect(management.locator('.share-bar').first()).toBeVisible();
  expect((await management.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000);
  for (const page of [coordinator, management]) await page.context().close();
});

test('the director decides on what the office manager advises (FC-09)', async ({ browser }) => {
  const office = await signedIn(browser, server, 'annelies@flow-concepts.example', '/app/new');
  await office.locator('#complainant-name').fill('Vera Kuipers');
  await office.locator('#description').fill('De deskundige was onvoorbereid.');
  await office.locator('#severity').selectOption({ index: 1 });
  await office.locator('#received_at').fill(lastQuarter());
  await saveAndOpen(office);
  await begin(office, 'Ontvangst schriftelijk bevestigd');
  await agree(office);
  await allSent(office);
  await office.goto(`${server.url}/app/figures`);
  await office.getByRole('button', { name: /^Maak Analyse/ }).first().click();
  await office.locator('#report-analysis').fill('Deskundigen kennen het dossier te laat.');
  await office.getByRole('button', { name: 'Verstuur' }).click();
  const dialog = office.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Verstuur' }).click();
  await expect(dialog.getByText('Schrijf eerst uw advies.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Terug' }).click();
  await office.locator('#report-advice').fill('Stuur het dossier een week vooraf.');
  await office.getByRole('button', { name: 'Verstuur' }).click();
  await dialog.getByRole('button', { name: 'Verstuur' }).click();
  await expect(office.getByText(/Verstuurd op/)).toBeVisible();
  await office.context().close();

  const director = await signedIn(browser, server, 'frederik@flow-concepts.example', '/app/due');
  await director.getByRole('link', { name: /Analyse naar categorie/ }).click();
  await director.locator('#report-decision').fill('Vanaf 1 december gaat het dossier een week vooraf mee.');
  await healthy(director);
  await director.getByRole('button', { name: 'Leg besluit vast' }).click();
  await expect(director.locator('.report-decided')).toContainText('Vanaf 1 december');
  await director.goto(`${server.url}/app/due`);
  await expect(director.getByRole('heading', { name: 'Te doen' })).toBeVisible();
  await expect(director.getByRole('link', { name: /Analyse naar categorie/ })).toHaveCount(0);
  await director.context().close();
});

async function healthy(page: Page): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  expect([...(await violations(page)), ...(await sideways(page))]).toEqual([]);
}

/** The second day of the last quarter that has ended, as people type it. */
function lastQuarter(): string {
  const now = new Date();
  const first = new Date(now.getFullYear(), Math.floor(now.getMonth() / 3) * 3 - 3, 2);
  return `${first.getDate()}-${first.getMonth() + 1}-${first.getFullYear()} 10:00`;
}
