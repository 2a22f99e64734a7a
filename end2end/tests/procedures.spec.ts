// What differs most between organisations, on the same screens: each takes its words, fields, steps and terms from its
// procedure file.
import { type Browser, type Page, expect, test } from '@playwright/test';
import { OFFICE } from '../support/device';
import { allSent, signIn } from '../support/people';
import { Server } from '../support/server';

test.describe.configure({ mode: 'default', timeout: 240_000 });

let server: Server;

test.beforeAll(async () => {
  server = await Server.demo();
});

test.afterAll(async () => {
  await server?.remove();
});

test('at Lagant a caller is told to write', async ({ browser }) => {
  const handler = await signedIn(browser, 'petra@lagant.example', '/app/new');
  await choose(handler, 'channel-telephone');
  await expect(handler.getByText('alleen klachten in behandeling die per e-mail zijn ingediend')).toBeVisible();
  await handler.locator('#complainant-name').fill('Klaas Beller');
  await handler.locator('#description').fill('De cursus ging niet door.');
  await saveAndOpen(handler);
  await expect(stage(handler)).toHaveText('Ontvankelijkheid beslissen');
  await begin(handler, 'Beslis over behandeling');
  await choose(handler, 'step-admitted-false');
  await handler.locator('#step-reason').fill('Per telefoon ingediend.');
  await agree(handler);
  await expect(stage(handler)).toHaveText('Niet in behandeling genomen');
  await handler.context().close();
});

test('at Lagant a term is chosen, two proposals are refused, and the director decides', async ({ browser }) => {
  const handler = await signedIn(browser, 'petra@lagant.example', '/app/new');
  await handler.locator('#complainant-name').fill('Bertha Zwart');
  await handler.locator('#complainant-email').fill('bertha@voorbeeld.nl');
  await handler.locator('#description').fill('De trainer had geen materiaal bij zich.');
  await handler.locator('#arisen_on').fill(today());
  await saveAndOpen(handler);
  const dossier = handler.url();

  await begin(handler, 'Kies termijn');
  const terms = handler.locator('#step-term option');
  await expect(terms.nth(1)).toHaveText('6 weken');
  await expect(terms.last()).toHaveText('3 maanden');
  await handler.locator('#step-term').selectOption({ label: '8 weken' });
  await agree(handler);
  await begin(handler, 'Bevestig ontvangst');
  await agree(handler);
  await expect(stage(handler)).toHaveText('In onderzoek');

  for (const [proposal, answer] of [['De training herhalen.', 'Ik wil geld terug.'], ['De helft terug.', 'Te weinig.']] as const) {
    await begin(handler, 'Doe voorstel');
    await handler.locator('#step-text').fill(proposal);
    await agree(handler);
    await begin(handler, 'Leg antwoord vast');
    await choose(handler, 'step-accepted-false');
    await handler.locator('#step-text').fill(answer);
    await agree(handler);
    await begin(handler, 'Afspraak ter verduidelijking');
    await handler.locator('#step-at').fill(`${today()}T16:30`);
    await agree(handler);
  }
  await begin(handler, 'Zet door');
  await handler.locator('#step-reason').fill('Wij komen er niet uit.');
  await handler.locator('#step-text').fill('De directeur neemt het over.');
  await agree(handler);
  await expect(stage(handler)).toHaveText('Bij de directeur');
  await allSent(handler);
  await handler.context().close();

  const director = await signedIn(browser, 'theo@lagant.example', dossier);
  await director.getByRole('button', { name: 'Melding gelezen' }).click();
  await begin(director, 'Informeer');
  await director.locator('#step-topic').selectOption({ label: 'Hoe de klacht wordt afgewikkeld' });
  await director.locator('#step-text').fill('Wij betalen de helft terug.');
  await agree(director);
  await begin(director, 'Deel de uitkomst mee');
  await choose(director, 'outcome-agreed-false');
  await agree(director);
  await begin(director, 'Sluit dossier');
  await agree(director);
  await expect(stage(director)).toHaveText('Gesloten');
  // Learning from it is still owed, and stands in the list.
  await director.goto(`${server.url}/app/work`);
  await expect(director.locator('.work-row').filter({ hasText: 'Bertha Zwart' })).toContainText('Oorzaak vaststellen');
  await director.context().close();
});

test('at Flow Concepts a solution is extended with a date, and somebody independent rules over the ruling', async ({ browser }) => {
  const office = await signedIn(browser, 'annelies@flow-concepts.example', '/app/new');
  await choose(office, 'kind-internal_complaint');
  await office.locator('#complainant-name').fill('Vera Kuipers');
  await office.locator('#description').fill('De deskundige was onvoorbereid.');
  await office.locator('#severity').selectOption({ label: 'Ernstig: kan tot een claim leiden' });
  await saveAndOpen(office);
  const dossier = office.url();
  await begin(office, 'Ontvangst schriftelijk bevestigd');
  await agree(office);
  await begin(office, 'Probleemeigenaar aangewezen');
  await office.locator('#handler-to').selectOption({ label: 'Robin Vos' });
  await agree(office);
  await allSent(office);
  await office.context().close();

  const owner = await signedIn(browser, 'robin@flow-concepts.example', dossier);
  await owner.getByRole('button', { name: 'Melding gelezen' }).click();
  await begin(owner, 'Verleng termijn');
  await owner.locator('#step-until').fill(inDays(60));
  await owner.locator('#step-reason').fill('Het onderzoek duurt langer.');
  await owner.locator('#step-text').fill('U hoort over twee maanden van ons.');
  await agree(owner);
  await begin(owner, 'Oordeel');
  await rule(owner, 'Ongegrond', 'De stukken kwamen van de klant.');
  await begin(owner, 'Zet door');
  await owner.locator('#step-person').selectOption({ label: 'Otto Brandsma' });
  await owner.locator('#step-reason').fill('De klant is het er niet mee eens.');
  await owner.locator('#step-text').fill('Een onafhankelijke persoon oordeelt.');
  await agree(owner);
  await allSent(owner);
  await owner.context().close();

  const arbiter = await signedIn(browser, 'otto@flow-concepts.example', dossier);
  await arbiter.getByRole('button', { name: 'Melding gelezen' }).click();
  await begin(arbiter, 'Oordeel');
  await expect(arbiter.getByRole('dialog')).toContainText('bindt beide partijen');
  await rule(arbiter, 'Gegrond', 'De deskundige had moeten vragen.');
  await expect(stage(arbiter)).toHaveText('Terugkoppelen');
  // It rules once, and sees to nothing else.
  await expect(arbiter.getByRole('button', { name: 'Oordeel' })).toHaveCount(0);
  await arbiter.context().close();
});

async function signedIn(browser: Browser, email: string, address: string): Promise<Page> {
  const context = await browser.newContext({ ...OFFICE, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(`${server.url}/app`);
  await signIn(page, email);
  await allSent(page);
  await page.goto(address.startsWith('http') ? address : `${server.url}${address}`);
  return page;
}

function stage(page: Page) {
  return page.locator('.dossier-stage');
}

async function saveAndOpen(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await page.getByRole('link', { name: 'Open dossier' }).click();
  await expect(page.locator('.dossier-number')).toHaveText(/\d{4}/);
}

/** Begins an action by the words on its button, also when it is folded. */
async function begin(page: Page, words: string): Promise<void> {
  // By its text: what is folded has no role.
  const button = page.locator('.next button', { hasText: new RegExp(`^${words}$`) });
  await expect(button).toHaveCount(1);
  if (!(await button.isVisible())) await page.locator('.next summary').click();
  await button.click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

/** The words of a choice lie over its button. */
async function choose(page: Page, id: string): Promise<void> {
  await page.locator(`#${id}`).check({ force: true });
}

async function rule(page: Page, ruling: string, why: string): Promise<void> {
  await page.getByRole('dialog').getByRole('radio', { name: ruling, exact: true }).check({ force: true });
  await page.locator('#ruling-reasons').fill(why);
  await agree(page);
}

async function agree(page: Page): Promise<void> {
  await page.getByRole('dialog').locator('[type=submit]').click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

function today(): string {
  return inDays(0);
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
}
