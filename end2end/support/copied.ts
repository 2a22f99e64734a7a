// What the lists of a device know of its dossiers, to find one that is in a certain state.
import type { Page } from '@playwright/test';

export interface Summary {
  id: string;
  stage: string;
  conflicts: number;
  parked: number;
  visits: { id: string; technician: string; purpose: 'inspection' | 'repair'; state: unknown }[];
}

/** The dossiers of the person who is signed in on this page, and who that is. */
export async function copied(page: Page): Promise<{ me: string; dossiers: Summary[] }> {
  return page.evaluate(async () => {
    const wait = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
    const me: string = JSON.parse(localStorage['glashelder.signed-in']).actor.person;
    const database = await wait(indexedDB.open(`glashelder-${me}`));
    const texts: string[] = await wait(database.transaction('summaries').objectStore('summaries').getAll());
    database.close();
    const dossiers = texts.map((text) => JSON.parse(text)).map(({ summary, parked }) => ({ ...summary, parked }));
    return { me, dossiers };
  });
}
