// What every screen must hold to: WCAG 2.2 AA as far as axe can tell, nothing cut off sideways, targets large enough.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong with the page as it stands; empty when all is well. */
export async function violations(page: Page): Promise<string[]> {
  // The legacy mode looks at the page itself, without a second tab; there are no frames here.
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => {
    const where = nodes.slice(0, 4).map(({ html, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message).join('; ');
      return `    ${html.replace(/\s+/g, ' ').slice(0, 200)}\n      ${why.slice(0, 300)}`;
    });
    return `${id} (${nodes.length})\n${where.join('\n')}`;
  });
}

/** Parts of the page that can be moved sideways although they are not meant to be. */
export async function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const parts = [document.documentElement, ...document.querySelectorAll('.main, .page, .split-list, .split-detail, .dossier, .case-body, .unplanned, dialog[open], .dialog-body')];
    const wide = parts.filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0);
    // On a narrow screen what has no day yet is a strip.
    const meant = (part: Element) => part.matches('.unplanned') && innerWidth < 900;
    return wide.filter((part) => !meant(part)).map((part) => `${part.tagName}.${part.className}: ${part.scrollWidth} > ${part.clientWidth}`);
  });
}

/** Targets that are smaller than a finger: 44 pixels, and for a link in running text 24 in height. */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const targets = document.querySelectorAll<HTMLElement>('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=option]');
    const found: string[] = [];
    for (const target of targets) {
      if (target.closest('[inert], [aria-hidden=true]') || !target.checkVisibility({ visibilityProperty: true })) continue;
      const dialog = document.querySelector('dialog[open]');
      if (dialog && !dialog.contains(target)) continue;
      const labels = 'labels' in target ? Array.from((target.labels as NodeListOf<HTMLElement> | null) ?? []) : [];
      const boxes = [target, ...labels.filter((label) => label.contains(target))].map((part) => part.getBoundingClientRect());
      const width = Math.max(...boxes.map((box) => box.width));
      const height = Math.max(...boxes.map((box) => box.height));
      const { top, left } = boxes[0];
      // Until the keyboard reaches them, some wait outside of the page or behind one pixel.
      if (top + height <= 0 || left + width <= 0 || (width <= 1 && height <= 1)) continue;
      const inText = target.tagName === 'A' && getComputedStyle(target).display === 'inline';
      const least = inText ? { width: 0, height: 24 } : { width: 44, height: 44 };
      if (Math.round(width) < least.width || Math.round(height) < least.height) {
        found.push(`${Math.round(width)}×${Math.round(height)} ${target.outerHTML.replace(/\s+/g, ' ').slice(0, 140)}`);
      }
    }
    return found;
  });
}
