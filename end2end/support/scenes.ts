// Every screen of the app as its users come upon it. A scene begins on an address and may go on from there.
import { type Page, expect } from '@playwright/test';
import { type Summary, copied } from './copied';
import type { PEOPLE } from './people';
import { photo } from './photo';

export interface Scene {
  name: string;
  /** The address; `undefined` when this device has nothing to show there. */
  at: (known: Known) => string | undefined;
  /** What is done there before it is looked at. */
  then?: (page: Page) => Promise<void>;
  /** Without a network. */
  offline?: boolean;
}

export interface Known {
  me: string;
  dossiers: Summary[];
}

export type Role = Extract<keyof typeof PEOPLE, 'coordinator' | 'technicianEast' | 'managerEast' | 'quality' | 'management' | 'administrator'>;

export async function known(page: Page): Promise<Known> {
  return copied(page);
}

const inStage = (stage: string, before = '/app/dossier/') => ({ dossiers }: Known) => {
  const found = dossiers.find((dossier) => dossier.stage === stage);
  return found && before + found.id;
};

const visit = (purpose: 'inspection' | 'repair', page: 'finding' | 'repair') => ({ me, dossiers }: Known) => {
  for (const dossier of dossiers) {
    const found = dossier.visits.find((visit) => visit.technician === me && visit.purpose === purpose && visit.state === 'planned');
    if (found) return `/app/dossier/${dossier.id}/${page}/${found.id}`;
  }
  return undefined;
};

/** Unfolds every explanation, the way a date came about included. */
async function unfold(page: Page): Promise<void> {
  await expect(page.locator('.dossier-head')).toBeVisible();
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await expect(page.locator('.story-detail .facts').first()).toBeVisible();
}

async function begin(page: Page, action: RegExp): Promise<void> {
  const button = page.locator('.next').getByRole('button', { name: action }).first();
  await expect(button).toBeAttached();
  if (!(await button.isVisible())) await page.locator('.next summary').click();
  await button.click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

const submit = (page: Page) => page.getByRole('dialog').locator('[type=submit]').click();
const press = (key: string) => async (page: Page) => {
  await expect(page.locator('main h1').first()).toBeVisible();
  await page.keyboard.press(key);
};

export const SCENES: Record<Role, Scene[]> = {
  coordinator: [
    { name: 'work list', at: () => '/app/work' },
    { name: 'what is due', at: () => '/app/due' },
    { name: 'figures', at: () => '/app/figures', then: async (page) => expect(page.locator('.figures')).toBeVisible() },
    {
      name: 'a report being written',
      at: () => '/app/figures',
      then: async (page) => {
        await expect(page.locator('#reports')).toBeVisible();
        const draft = page.locator('.due a.due-what');
        await ((await draft.count()) ? draft : page.getByRole('button', { name: /^(Maak|Make) / })).first().click();
        await expect(page.locator('#report-analysis')).toBeVisible();
        await expect(page.locator('.figures')).toBeVisible();
      },
    },
    {
      name: 'several chosen',
      at: () => '/app/work',
      then: async (page) => {
        for (const at of [0, 1]) await page.locator('.work-pick input').nth(at).check();
        await expect(page.locator('.bulk')).toBeVisible();
      },
    },
    {
      name: 'a filter that finds nothing',
      at: () => '/app/work',
      then: async (page) => {
        await page.locator('#work-query').fill('zzzz');
        await expect(page.locator('.empty')).toBeVisible();
      },
    },
    { name: 'dossier beside the list', at: inStage('awaiting_ruling', '/app/work/'), then: unfold },
    { name: 'dossier with its explanations', at: inStage('awaiting_visit'), then: unfold },
    { name: 'dossier with a difference', at: ({ dossiers }) => dossiers.filter((d) => d.conflicts > 0).map((d) => `/app/dossier/${d.id}`)[0] },
    { name: 'dossier with something set aside', at: ({ dossiers }) => dossiers.filter((d) => d.parked > 0).map((d) => `/app/dossier/${d.id}`)[0] },
    { name: 'finished dossier', at: inStage('closed'), then: unfold },
    {
      name: 'details being changed',
      at: inStage('awaiting_repair'),
      then: async (page) => {
        await page.getByRole('button', { name: /^(Wijzig|Change)$/ }).click();
        await page.getByRole('button', { name: /^(Wijzig: telefoon|Change: telephone)/ }).first().click();
      },
    },
    {
      name: 'planning a visit',
      at: inStage('awaiting_planning'),
      then: async (page) => {
        await begin(page, /^(Plan bezoek|Plan visit|Bezoek plannen)$/);
        await page.locator('#plan-day').fill('');
        await submit(page);
      },
    },
    {
      name: 'ruling without a reason',
      at: inStage('awaiting_ruling'),
      then: async (page) => {
        await begin(page, /^(Oordeel|Ruling|Rule)$/);
        await submit(page);
        await expect(page.locator('.field-error:visible').first()).toBeVisible();
      },
    },
    { name: 'adding a photo', at: inStage('awaiting_outcome'), then: (page) => begin(page, /^(Voeg foto toe|Foto toevoegen|Add (a )?photo)$/) },
    { name: 'intake', at: () => '/app/new' },
    {
      name: 'intake with everything asked and wrong',
      at: () => '/app/new',
      then: async (page) => {
        await page.locator('#customer-apart').check();
        await page.locator('#site-apart').check();
        await page.locator('#about-open').check();
        await page.locator('#complainant-name').fill('Van');
        await page.keyboard.press('Control+Enter');
        await expect(page.locator('.form-errors')).toBeVisible();
      },
    },
    { name: 'planning', at: () => '/app/planning' },
    {
      name: 'planning with a visit in hand',
      at: () => '/app/planning',
      then: async (page) => {
        await page.locator('.block[draggable=true]').first().click();
        await expect(page.locator('.planning-cell .button').first()).toBeVisible();
      },
    },
    { name: 'meeting', at: () => '/app/meeting' },
    {
      name: 'search',
      at: () => '/app/search?q=van',
      then: (page) => expect(page.locator('#search-all ~ ul .file').first()).toBeVisible(),
    },
    { name: 'search that finds nothing', at: () => '/app/search?q=zzzz' },
    { name: 'all sent', at: () => '/app/outbox' },
    { name: 'settings', at: () => '/app/settings' },
    { name: 'menu', at: () => '/app/settings', then: (page) => page.locator('.account').click() },
    { name: 'keys', at: () => '/app/settings', then: press('?') },
    { name: 'no such page', at: () => '/app/nowhere' },
    { name: 'no such dossier', at: () => '/app/dossier/00000000-0000-7000-8000-000000000000' },
    { name: 'search offline', at: () => '/app/search?q=van', offline: true },
    { name: 'outbox offline', at: () => '/app/outbox', offline: true },
  ],
  technicianEast: [
    { name: 'today', at: () => '/app/today' },
    {
      name: 'a visit',
      at: () => '/app/today',
      then: async (page) => {
        await page.locator('.visit').first().click();
        await expect(page.locator('.dossier-title')).toBeVisible();
      },
    },
    {
      name: 'nobody at home',
      at: () => '/app/today',
      then: async (page) => {
        await page.locator('.visit[data-done=false]').first().click();
        await page.getByRole('button', { name: /Niemand thuis|Nobody (at )?home/ }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    { name: 'finding', at: visit('inspection', 'finding') },
    {
      name: 'finding half done',
      at: visit('inspection', 'finding'),
      then: async (page) => {
        await page.locator('.tile').nth(1).click();
        await page.locator('#photo').setInputFiles(await photo(page, 'ruit'));
        await expect(page.locator('.photo .mark').first()).toBeVisible();
        await page.getByRole('group', { name: /Maat|measurement/ }).getByRole('button').first().click();
        await page.keyboard.type('veel');
        await page.locator('.pane-drawing').click();
        await page.locator('.action-bar .primary').click();
        await expect(page.locator('.field-error:visible').first()).toBeVisible();
      },
    },
    {
      name: 'drawing',
      at: visit('inspection', 'finding'),
      then: (page) => page.getByRole('button', { name: /Schets maken|Make a sketch/ }).click(),
    },
    {
      name: 'ending a visit',
      at: visit('inspection', 'finding'),
      then: async (page) => {
        await page.locator('.action-bar .button').first().click();
        await page.locator('form [type=submit]').click();
        await expect(page.locator('.field-error:visible').first()).toBeVisible();
      },
    },
    {
      name: 'signing',
      at: visit('inspection', 'finding'),
      then: async (page) => {
        await page.locator('.action-bar .button').first().click();
        await page.locator('.signature-box').click();
        await expect(page.locator('.signature-canvas')).toBeVisible();
      },
    },
    { name: 'repair', at: visit('repair', 'repair') },
    { name: 'whole dossier', at: visit('inspection', 'finding'), then: async (page) => {
      await page.goto(page.url().replace(/\/finding\/.*/, ''));
      await unfold(page);
    } },
    { name: 'today offline', at: () => '/app/today', offline: true },
  ],
  managerEast: [
    { name: 'work list', at: () => '/app/work' },
    { name: 'planning', at: () => '/app/planning' },
    { name: 'dossier', at: inStage('awaiting_visit'), then: unfold },
  ],
  quality: [{ name: 'notices', at: () => '/app' }],
  management: [{ name: 'meeting', at: () => '/app/meeting' }],
  administrator: [
    { name: 'accounts', at: () => '/app/accounts' },
    {
      name: 'a new account',
      at: () => '/app/accounts',
      then: async (page) => {
        await page.locator('.page-head .button').click();
        await submit(page);
        await expect(page.locator('.field-error:visible').first()).toBeVisible();
      },
    },
    { name: 'accounts offline', at: () => '/app/accounts', offline: true },
  ],
};
