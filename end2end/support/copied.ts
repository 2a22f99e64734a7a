// What the lists of a device know of its dossiers, to find one that is in a certain state.
import type { Page } from '@playwright/test';
import { dataKeys, storedValues, unsealed } from './sealed';

export interface Summary {
  id: string;
  stage: string;
  conflicts: number;
  parked: number;
  visits: { id: string; technician: string; purpose: 'inspection' | 'repair'; state: unknown }[];
}

/** The dossiers of the person who is signed in on this page, and who that is. */
export async function copied(page: Page): Promise<{ me: string; dossiers: Summary[] }> {
  const me = await page.evaluate(() => JSON.parse(localStorage['glashelder.signed-in']).actor.person as string);
  const keys = await dataKeys(page);
  const stored = (await storedValues(page)).filter(({ database, store }) => database === `glashelder-${me}` && store === 'summaries');
  const dossiers = stored.flatMap(({ value }) => {
    const plain = unsealed(value, keys);
    if (!plain) return [];
    const { summary, parked } = JSON.parse(plain.toString('utf8'));
    return [{ ...summary, parked } as Summary];
  });
  return { me, dossiers };
}
