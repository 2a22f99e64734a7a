// What a person does while a fault comes: notes and photos, through the screen, and what the screen then called saved.
import { type Page, expect } from '@playwright/test';
import { photo } from '../support/photo';
import type { Trial } from './fault';

/** A note's longest text, roughly. */
const LONG = 'Lang verhaal. '.repeat(100);

export class Work {
  /** What the screen has called saved, by the words in it. */
  readonly said: string[] = [];
  /** What was begun; not every one of them may have been saved. */
  readonly tried: string[] = [];
  photos = 0;
  private readonly times = new Map<string, number>();

  constructor(private readonly trial: Trial) {}

  /** Records a note, and waits until the screen says that it is saved. */
  async note(page: Page, long = false, hesitate?: () => Promise<void>): Promise<void> {
    const text = this.begin();
    await act(page, 'Notitie');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(long ? `${text} ${LONG}` : text);
    await hesitate?.();
    await dialog.locator('[type=submit]').click();
    await expect(dialog).toBeHidden();
    this.said.push(text);
  }

  /** Takes a photo and records it. */
  async photo(page: Page, hesitate?: () => Promise<void>): Promise<void> {
    const text = this.begin();
    await act(page, 'Voeg foto toe');
    const dialog = page.getByRole('dialog');
    const marks = dialog.locator('.photo .mark');
    const before = await marks.count();
    await page.locator('#add-photo-album').setInputFiles(await photo(page, text));
    await expect(marks).toHaveCount(before + 1);
    await page.locator('#add-photo-caption').fill(text);
    await hesitate?.();
    await dialog.getByRole('button', { name: 'Bewaar foto' }).click();
    await expect(dialog).toBeHidden();
    // What an earlier trial left in the form is recorded along.
    this.allow(text, before + 1);
  }

  /** Goes on recording, such a part of it photos, until `enough`, or until the screen is no more. */
  async goOn(page: Page, enough: () => boolean, photos = 0.3): Promise<void> {
    while (!enough() && !page.isClosed()) {
      try {
        if (this.trial.chance.next() < photos) await this.photo(page);
        else await this.note(page);
      } catch (error) {
        // Whoever's browser was killed did not see this one saved.
        if (!page.isClosed() && !enough()) throw error;
      }
    }
  }

  /** One caption for several photos: that many of them were called saved. */
  allow(text: string, times: number): void {
    this.times.set(text, times);
    if (times > 0) this.said.push(text);
    this.photos += times;
  }

  /** The same, not called saved: each may be there, and none need be. */
  begun(text: string, times: number): void {
    this.times.set(text, times);
  }

  /** How often a text may stand on the server. */
  most(text: string): number {
    return this.times.get(text) ?? 1;
  }

  begin(): string {
    const text = `${this.trial.name}-${this.tried.length + 1}.`;
    this.tried.push(text);
    return text;
  }
}

/** Opens an action of the dossier that is shown, wherever it is offered. */
export async function act(page: Page, action: string): Promise<void> {
  const button = page.locator('.next').getByRole('button', { name: action, exact: true }).first();
  await expect(button).toBeAttached();
  if (!(await button.isVisible())) await page.locator('.next summary').click();
  await button.click();
  await expect(page.getByRole('dialog')).toBeVisible();
}
