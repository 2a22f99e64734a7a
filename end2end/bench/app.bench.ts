// What a person waits for, measured in the real browser against the real server with 300 dossiers and 10,000 events.
// The app marks what happens in the browser's own timeline (app/src/local/timeline.rs); here those marks are read.
import { type CDPSession, type Page, expect, test } from '@playwright/test';
import { Device, OFFICE, TABLET } from '../support/device';
import { Line } from '../support/line';
import { PEOPLE, signIn } from '../support/people';
import { dataKeys, storedValues, unsealed } from '../support/sealed';
import { Server } from '../support/server';
import { figure, median, quantile } from './figure';

const EVENTS = '10000';
const TIMES = 5;
const KB = 1024;

test.describe.configure({ mode: 'serial' });

let server: Server;
let line: Line;

test.beforeAll(async () => {
  server = await Server.demo({ RUST_LOG: 'warn' }, ['--events', EVENTS]);
  line = await Line.to(server.port);
});

test.afterAll(async () => {
  await line?.cut();
  await server?.remove();
});

test('first load', async () => {
  const device = new Device(OFFICE);
  const page = await device.open('about:blank');
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const sent = new Map<string, { address: string; bytes: number }>();
  network.on('Network.responseReceived', ({ requestId, response }) => sent.set(requestId, { address: response.url, bytes: 0 }));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const request = sent.get(requestId);
    if (request) request.bytes = encodedDataLength;
  });
  await page.goto(`${line.url}/app`);
  await expect(page.getByRole('button', { name: 'Aanmelden' })).toBeVisible();
  await page.waitForTimeout(500);
  const loaded = [...sent.values()].filter(({ address }) => !address.includes('/sw.js'));
  const code = loaded.filter(({ address }) => /\/app$|\.(js|wasm|css)(\?|$)/.test(address));
  const total = (list: typeof loaded) => list.reduce((sum, { bytes }) => sum + bytes, 0) / KB;
  figure('first load: html, js, wasm and css as sent', total(code), 'KB', { bar: 320, peers: 'a PouchDB client: 38 KB for the library alone' });
  for (const { address, bytes } of code) figure(`  ${new URL(address).pathname.replace(/\.[0-9a-f]{12}\./, '.')}`, bytes / KB, 'KB');
  figure('  fonts and pictures besides', total(loaded) - total(code), 'KB');
  await device.remove();
});

test('first sync of the whole set', async () => {
  const times: number[] = [];
  let held = { dossiers: 0, events: 0 };
  for (let time = 0; time < TIMES; time++) {
    const device = new Device(OFFICE);
    const page = await device.open(`${line.url}/app`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await signIn(page, PEOPLE.coordinator);
    times.push(await at(page, 'glashelder:synced') - (await at(page, 'glashelder:started')));
    held = await holds(page);
    await device.remove();
  }
  figure(`first sync of ${held.dossiers} dossiers, ${held.events} events, median`, median(times) / 1000, 's', {
    bar: 1.5,
    peers: 'a PouchDB client: 3.3 s; 0.5 s to write 10,000 bare records',
  });
});

test('cold start without a network', async () => {
  const visits = new Device(TABLET);
  const work = new Device(OFFICE);
  await prepare(visits, PEOPLE.technicianEast);
  await prepare(work, PEOPLE.coordinator);
  await line.cut();
  const cold = async (device: Device, usable: string) => {
    const times: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      const page = await device.open('about:blank');
      const network = await slowedFourTimes(page);
      await page.goto(`${line.url}/app`);
      times.push(await shownAt(page, usable));
      await network.detach();
      await device.close();
    }
    return median(times) / 1000;
  };
  const peers = 'a PouchDB client: 1.5 s only to read the documents; bare IndexedDB: 0.07 s';
  figure('offline cold start to the visit list, 4 × slower, median', await cold(visits, '.visit'), 's', { bar: 1.5, peers });
  figure('  the same to the work list with all 300 dossiers', await cold(work, '.work-row'), 's');
  await line.mend();
  await visits.remove();
  await work.remove();
});

test('saving, and seeing it elsewhere', async () => {
  const one = new Device(TABLET);
  const other = new Device(OFFICE);
  const field = await one.open(`${line.url}/app`);
  await signIn(field, PEOPLE.technicianEast);
  const desk = await other.open(`${line.url}/app`);
  await signIn(desk, PEOPLE.coordinator);
  await at(field, 'glashelder:synced');
  await at(desk, 'glashelder:synced');

  await field.locator('.visit[data-done=false]').first().click();
  await field.getByRole('link', { name: 'Bezoek starten' }).click();
  const dossier = /dossier\/([^/]+)/.exec(field.url())?.[1];
  expect(dossier).toBeDefined();
  await desk.goto(`${line.url}/app/dossier/${dossier}`);
  await expect(desk.locator('.story')).toBeVisible();
  await field.evaluate(() => {
    const saved: { start: number; took: number }[] = [];
    Object.assign(window, { saved });
    new PerformanceObserver((list) => {
      for (const { name, startTime, duration } of list.getEntries()) {
        if (name === 'glashelder:saved') saved.push({ start: performance.timeOrigin + startTime, took: duration });
      }
    }).observe({ type: 'measure' });
  });

  const pushes = answered(field, 'push');
  const pulls = answered(desk, 'pull');
  const save = field.getByRole('button', { name: 'Bevinding bewaren' });
  let rounds = 0;
  const round = async (press: () => Promise<void>): Promise<{ took: number; seen: number }> => {
    const words = `meting ${rounds} van de bank`;
    const arrival = drawnAt(desk, words);
    await field.locator('.tile').filter({ hasText: 'Tocht' }).click();
    await field.getByLabel('Ruimte').fill('keuken');
    await field.getByLabel('Raam of deur').fill(words);
    await press();
    const shown = await arrival;
    const saved = await field.evaluate((index) => (window as unknown as { saved: { start: number; took: number }[] }).saved[index], rounds);
    rounds += 1;
    if (!saved) throw new Error('saving was not measured');
    return { took: saved.took, seen: shown - saved.start };
  };
  // After a real press a browser keeps the answers of its database back until it has drawn its next frame, whatever the
  // program does; so saving is measured as its peers are, and what a finger meets is told beside it.
  const alone: number[] = [];
  for (let time = 0; time < 40; time++) {
    const { took } = await round(async () => {
      await field.waitForTimeout(60);
      await save.evaluate((button) => (button as HTMLElement).click());
    });
    alone.push(took);
  }
  const pressed: number[] = [];
  const seen: number[] = [];
  for (let time = 0; time < 40; time++) {
    const measured = await round(() => save.click());
    pressed.push(measured.took);
    seen.push(measured.seen);
  }
  figure('saving a finding on the device, 95th percentile', quantile(alone, 0.95), 'ms', { bar: 10, peers: 'a PouchDB client: 3.5 ms; bare IndexedDB: 2.7 ms' });
  figure('  the same, median', median(alone), 'ms');
  figure('  from a real press, the browser\'s next frame included, median', median(pressed), 'ms');
  figure('    the same, 95th percentile', quantile(pressed, 0.95), 'ms');
  figure('a finding visible on another device, median', median(seen), 'ms', { bar: 60, peers: 'a PouchDB client: 35 ms' });
  figure('  the same, 95th percentile', quantile(seen, 0.95), 'ms');
  figure('  of which the server takes it in', median(pushes.map(({ took }) => took)), 'ms');
  figure('  of which the server tells it', median(pulls.map(({ took }) => took)), 'ms');
  await one.remove();
  await other.remove();
});

/** The requests of one kind that a page makes from now on, and how long each waited for its answer, in milliseconds. */
function answered(page: Page, kind: string): { took: number }[] {
  const requests: { took: number }[] = [];
  page.on('requestfinished', (request) => {
    if (new URL(request.url()).pathname.includes(kind)) requests.push({ took: request.timing().responseStart });
  });
  return requests;
}

/** When these words were drawn in the story that a page shows, in milliseconds since 1970; waits for it. */
function drawnAt(page: Page, words: string): Promise<number> {
  return page.evaluate((text) => {
    return new Promise<number>((done) => {
      const look = () => {
        if (!document.querySelector('.story')?.textContent?.includes(text)) return false;
        requestAnimationFrame(() => done(performance.timeOrigin + performance.now()));
        return true;
      };
      const observer = new MutationObserver(() => look() && observer.disconnect());
      observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    });
  }, words);
}

/** When a mark was set, in milliseconds of the page's own clock; waits for it. */
async function at(page: Page, name: string): Promise<number> {
  const marked = await page.waitForFunction((mark) => performance.getEntriesByName(mark)[0]?.startTime, name, { timeout: 120_000 });
  return (await marked.jsonValue()) as number;
}

/** When something was first drawn, in milliseconds since the page was asked for; waits for it. */
async function shownAt(page: Page, selector: string): Promise<number> {
  return page.evaluate(
    (what) =>
      new Promise<number>((done) => {
        const look = () => (document.querySelector(what) ? done(performance.now()) : requestAnimationFrame(look));
        look();
      }),
    selector,
  );
}

async function slowedFourTimes(page: Page): Promise<CDPSession> {
  const network = await page.context().newCDPSession(page);
  await network.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  return network;
}

/** Signs in, fetches everything, and closes the browser. */
async function prepare(device: Device, email: string): Promise<void> {
  const page = await device.open(`${line.url}/app`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await signIn(page, email);
  await at(page, 'glashelder:synced');
  await device.close();
}

/** How much the device's store holds. */
async function holds(page: Page): Promise<{ dossiers: number; events: number }> {
  const keys = await dataKeys(page);
  const logs = (await storedValues(page)).filter(({ store }) => store === 'logs').map(({ value }) => unsealed(value, keys));
  const events = logs.map((log) => (log ? (JSON.parse(log.toString('utf8')) as { events: unknown[] }).events.length : 0));
  return { dossiers: logs.length, events: events.reduce((sum, count) => sum + count, 0) };
}
