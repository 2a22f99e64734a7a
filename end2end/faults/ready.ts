// A device on which somebody is signed in and has all that is needed to go on without a network, starting anew included
// unless `offline` is false.
import { type Page, expect } from '@playwright/test';
import { copied } from '../support/copied';
import type { Device } from '../support/device';
import { PEOPLE, allSent, signIn } from '../support/people';
import type { Chance } from './chance';

export async function ready(device: Device, url: string, { offline = true } = {}): Promise<Page> {
  const page = await device.open(`${url}/app`);
  await signIn(page, PEOPLE.coordinator);
  if (offline) await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(async () => (await copied(page)).dossiers.length).toBeGreaterThan(0);
  await allSent(page);
  // Closed in good order once: a browser writes its cookies down only now and then.
  await device.close();
  return heard(await device.open(`${url}/app`));
}

/** What the app reports to the browser's console is told with the trial. */
export function heard(page: Page): Page {
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) console.log(`   the app: ${message.text().slice(0, 300)}`);
  });
  return page;
}

/** A dossier of this device on which notes and photos can be recorded. */
async function someDossier(page: Page, chance: Chance): Promise<string> {
  const { dossiers } = await copied(page);
  const open = dossiers.filter(({ stage }) => ['awaiting_ruling', 'awaiting_outcome', 'awaiting_visit', 'awaiting_planning'].includes(stage));
  return chance.pick(open).id;
}

/** Goes to some dossier, and waits until one can work on it. */
export async function atWork(page: Page, url: string, chance: Chance): Promise<void> {
  for (let tries = 0; tries < 8; tries++) {
    await page.goto(`${url}/app/dossier/${await someDossier(page, chance)}`);
    await expect(page.locator('.dossier-head')).toBeVisible();
    // Not every dossier wants notes and photos.
    const offered = page.locator('.next').getByRole('button', { name: 'Voeg foto toe', exact: true });
    if ((await offered.count()) > 0) return;
  }
  throw new Error('no dossier takes a photo');
}
