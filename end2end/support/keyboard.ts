// Going through a page with nothing but the keyboard, seeing at each step where one is.
import type { Page } from '@playwright/test';

export interface Stop {
  /** What a person would call it. */
  name: string;
  /** Which element it is, to know when one comes back to it. */
  key: string;
  /** Why one cannot see that the keyboard is here; empty when one can. */
  unseen: string;
  /** How many times Tab stays within it. */
  parts: number;
}

/** Where the keyboard is; `undefined` when it is nowhere on the page. */
export async function here(page: Page): Promise<Stop | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement || element instanceof SVGElement) || element === document.body) return undefined;
    const labels = 'labels' in element ? Array.from((element.labels as NodeListOf<HTMLElement> | null) ?? []) : [];
    const own = element instanceof HTMLElement ? element.innerText : '';
    const words = element.ariaLabel ?? (labels.length > 0 ? labels.map((label) => label.innerText).join(' ') : own);
    const name = `${words.replace(/\s+/g, ' ').trim().slice(0, 80)}`;

    // A picture or word may carry the ring for an input that covers it invisibly.
    const ringed = [element, element.closest('.tile, .segment, .photo-add, label.button')].some((part) => {
      if (!part) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || (part.matches('.palette-input') && boxShadow !== 'none');
    });
    const box = element.getBoundingClientRect();
    const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    const [x, y] = [
      Math.min(Math.max(box.left + Math.min(box.width / 2, 40), 1), innerWidth - 2),
      Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 1), innerHeight - 2),
    ];
    const above = document.elementFromPoint(x, y);
    const covered = !above || !(element.contains(above) || above.contains(element) || above.closest('label')?.contains(element));
    const unseen = !ringed ? 'no ring' : !inside ? 'outside of the window' : covered ? `covered by ${above?.outerHTML.slice(0, 80)}` : '';
    const all = [...document.querySelectorAll('*')];
    const parts = element.matches('input[type=date]') ? 3 : 0;
    return { name: name || element.outerHTML.slice(0, 80), key: String(all.indexOf(element)), unseen, parts };
  });
}

/** Presses Tab through the whole page, until the keyboard leaves it or comes back to where it began. */
export async function walk(page: Page, most = 400): Promise<Stop[]> {
  const stops: Stop[] = [];
  let within = 0;
  for (let step = 0; step < most; step++) {
    await page.keyboard.press('Tab');
    const stop = await here(page);
    if (!stop || stop.key === stops[0]?.key) return stops;
    const again = stop.key === stops.at(-1)?.key;
    // A date has places of its own: day, month, year, and the calendar.
    within = again ? within + 1 : 0;
    if (within > (stop.parts)) throw new Error(`the keyboard is caught in ${stop.name}`);
    if (again) continue;
    stops.push(stop);
  }
  throw new Error(`the keyboard does not leave the page in ${most} steps`);
}

/** Presses Tab until the keyboard is on what begins with these words. */
export async function tabTo(page: Page, name: string | RegExp, most = 200): Promise<Stop> {
  const passed: string[] = [];
  for (let step = 0; step < most; step++) {
    await page.keyboard.press('Tab');
    const stop = await here(page);
    if (!stop) continue;
    if (stop.unseen) throw new Error(`${stop.name}: ${stop.unseen}`);
    if (typeof name === 'string' ? stop.name.startsWith(name) : name.test(stop.name)) return stop;
    passed.push(stop.name);
  }
  throw new Error(`Tab does not reach ${name}; passed: ${passed.map((words) => words.slice(0, 40)).join(' | ')}`);
}
