// A device of its own: a browser with a profile on disk, which can be closed, opened again, or killed while it works.
import { type BrowserContext, type Page, chromium } from '@playwright/test';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromiumOptions } from './chromium';

export const TABLET = { viewport: { width: 1180, height: 820 }, hasTouch: true };
export const OFFICE = { viewport: { width: 1440, height: 900 }, hasTouch: false };

export class Device {
  private context: BrowserContext | undefined;
  private readonly profile: string;

  /** `launch` says how this one is started otherwise than all; `under` is the folder of its profile. */
  constructor(
    private readonly kind: typeof TABLET,
    private readonly launch: { executablePath?: string; args?: string[] } = {},
    under = os.tmpdir(),
  ) {
    this.profile = fs.mkdtempSync(path.join(under, 'glashelder-device-'));
  }

  /** Starts the browser, and goes to an address. */
  async open(address: string): Promise<Page> {
    this.context = await chromium.launchPersistentContext(this.profile, {
      executablePath: this.launch.executablePath ?? chromiumOptions.executablePath,
      args: [...chromiumOptions.args, ...(this.launch.args ?? [])],
      ...this.kind,
      locale: 'nl-NL',
      timezoneId: 'Europe/Amsterdam',
    });
    const page = this.context.pages()[0] ?? (await this.context.newPage());
    page.setDefaultTimeout(30_000);
    await page.goto(address);
    return page;
  }

  /** Another tab of the same browser. */
  async tab(address: string): Promise<Page> {
    if (!this.context) throw new Error('the device is not open');
    const page = await this.context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(address);
    return page;
  }

  async close(): Promise<void> {
    await this.context?.close();
    this.context = undefined;
  }

  /** Ends every process of the browser at once, without warning. */
  async kill(): Promise<void> {
    const context = this.context;
    if (!context) return;
    const gone = new Promise((done) => context.once('close', done));
    for (const process of processesOf(this.profile)) end(process);
    await gone;
    this.context = undefined;
  }

  /** Closes the browser and removes its profile. */
  async remove(): Promise<void> {
    await this.close();
    fs.rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** The processes that were started with a profile, and those that they started. */
function processesOf(profile: string): number[] {
  const parents = new Map<number, number>();
  const found = new Set<number>();
  for (const name of fs.readdirSync('/proc')) {
    const process = Number(name);
    if (!Number.isInteger(process)) continue;
    try {
      const stat = fs.readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(process, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
      const words = fs.readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      if (words.includes(`--user-data-dir=${profile}`)) found.add(process);
    } catch {
      // It ended while we looked.
    }
  }
  for (let grown = -1; grown !== found.size; ) {
    grown = found.size;
    for (const [process, parent] of parents) if (found.has(parent)) found.add(process);
  }
  return [...found];
}

function end(process: number): void {
  try {
    globalThis.process.kill(process, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
