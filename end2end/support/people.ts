// The demo's people, and how they sign in.
import { type Page, expect } from '@playwright/test';
import { PASSWORD } from './server';

export const PEOPLE = {
  coordinator: 'marijke@glaspunt.example',
  deputy: 'ruben@glaspunt.example',
  technicianEast: 'samira@glaspunt.example',
  otherTechnicianEast: 'joris@glaspunt.example',
  technicianWest: 'fatma@glaspunt.example',
  managerEast: 'gerben@glaspunt.example',
  managerWest: 'rachid@glaspunt.example',
  management: 'hans@glaspunt.example',
  quality: 'ingrid@glaspunt.example',
  administrator: 'beheer@glaspunt.example',
} as const;

/** Signs in on the sign-in page that is shown, and waits for the app. */
export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel(/E-mailadres|E-mail address/).fill(email);
  await page.getByLabel(/Wachtwoord|Password/).fill(password);
  await page.getByRole('button', { name: /Aanmelden|Sign in/ }).click();
  await expect(page.getByRole('navigation')).toBeVisible({ timeout: 60_000 });
}

/** Waits until nothing of this device is unsent. */
export async function allSent(page: Page): Promise<void> {
  await expect(page.locator('.sync')).toHaveAttribute('data-sync', 'idle', { timeout: 90_000 });
}
