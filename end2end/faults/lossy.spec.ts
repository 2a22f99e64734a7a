// A slow, losing and breaking radio network, made of the kernel's own parts.
import { type Page, test } from '@playwright/test';
import { Device, TABLET } from '../support/device';
import { Line } from '../support/line';
import { Server } from '../support/server';
import { fault } from './fault';
import { healed, held } from './ledger';
import { Namespace } from './namespace';
import { atWork, ready } from './ready';
import { Work } from './work';

const missing = Namespace.missing();
test.skip(missing !== undefined, missing ?? '');

let server: Server;
let line: Line;
let network: Namespace;
let device: Device;
let page: Page;

test.beforeAll(async () => {
  if (missing) return;
  server = await Server.demo();
  network = Namespace.make();
  line = await Line.to(server.port, network.address);
  device = new Device(TABLET, network.browser(line.url));
  page = await ready(device, line.url);
});

test.afterAll(async () => {
  try {
    await device?.remove();
    await line?.cut();
    await server?.remove();
  } finally {
    network?.remove();
  }
});

const LOSSY = { heals: 'TCP and the device try again; all arrives while the line is as bad as before', within: 240 };
fault('a network that is slow, loses packets and is cut without a word', LOSSY, async (trial) => {
  await atWork(page, line.url, trial.chance);
  const work = new Work(trial);
  network.worsen(trial.chance.between(64, 600), trial.chance.between(20, 120));
  try {
    let over = false;
    const working = work.goOn(page, () => over);
    for (let cuts = trial.chance.between(1, 3); cuts > 0; cuts--) {
      await trial.chance.moment(1_000, 4_000);
      network.cut();
      await trial.chance.moment(500, 6_000);
      network.connect();
    }
    over = true;
    await working;
    return await healed(server, trial, work, [page], LOSSY.within, [await held(page)]);
  } finally {
    network.connect();
    network.mend();
  }
});
