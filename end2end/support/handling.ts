// What people of every organisation do with a dossier on screen, by the words on the buttons.
import { type Browser, type Page, expect } from '@playwright/test';
import { OFFICE } from './device';
import { allSent, signIn } from './people';
import type { Server } from './server';

/** Somebody at a device of their own, signed in, at an address. */
export async function signedIn(browser: Browser, server: Server, email: string, address: string): Promise<Page> {
  const context = await browser.newContext({ ...OFFICE, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(`${server.url}/app`);
  await signIn(page, email);
  await allSent(page);
  await page.goto(address.startsWith('http') ? address : `${server.url}${address}`);
  return page;
}

export function stage(page: Page) {
  return page.locator('.dossier-stage');
}

export async function saveAndOpen(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await page.getByRole('link', { name: 'Open dossier' }).click();
  await expect(page.locator('.dossier-number')).toHaveText(/\d{4}/);
}

/** Records a note on the dossier that is shown. */
export async function note(page: Page, text: string): Promise<void> {
  await page.locator('.next').getByRole('button', { name: 'Notitie', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(text);
  await dialog.locator('[type=submit]').click();
  await expect(dialog).toBeHidden();
}

/** The button of an action, also when it is folded: then it has no role, so by its text. */
export function action(page: Page, words: string) {
  return page.locator('.next button', { hasText: new RegExp(`^${words}$`) });
}

/** Begins an action by the words on its button. */
export async function begin(page: Page, words: string): Promise<void> {
  const button = action(page, words);
  await expect(button).toHaveCount(1);
  if (!(await button.isVisible())) await page.locator('.next summary').click();
  await button.click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

/** The words of a choice lie over its button. */
export async function choose(page: Page, id: string): Promise<void> {
  await page.locator(`#${id}`).check({ force: true });
}

export async function rule(page: Page, ruling: string, why: string): Promise<void> {
  await page.getByRole('dialog').getByRole('radio', { name: ruling, exact: true }).check({ force: true });
  await page.locator('#ruling-reasons').fill(why);
  await agree(page);
}

/** Records what the dialog asks. */
export async function agree(page: Page): Promise<void> {
  await page.getByRole('dialog').locator('[type=submit]').click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** Does all of an action: begins it, fills in what it asks, records it. */
export async function does(page: Page, words: string, answers: Record<string, string> = {}): Promise<void> {
  await begin(page, words);
  for (const [id, answer] of Object.entries(answers)) {
    const field = page.locator(`#${id}`);
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption({ label: answer });
    else await field.fill(answer);
  }
  await agree(page);
}

/** Closes the device when all is sent. */
export async function leave(page: Page): Promise<void> {
  await allSent(page);
  await page.context().close();
}

export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
}
