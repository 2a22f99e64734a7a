// The lock on what a device holds: sealed at rest, open while it is used, and after some hours only with the password.
import { type Page, expect, test } from '@playwright/test';
import { everythingServed, everythingStored } from '../support/copy';
import { copied } from '../support/copied';
import { Device, OFFICE } from '../support/device';
import { Line } from '../support/line';
import { PEOPLE, allSent, signIn } from '../support/people';
import { dataKeys, storedValues, unsealed } from '../support/sealed';
import { PASSWORD, Server } from '../support/server';

test.describe.configure({ mode: 'default', timeout: 180_000 });

let server: Server;

test.beforeAll(async () => {
  server = await Server.demo();
});

test.afterAll(async () => {
  await server?.remove();
});

test('what is stored says nothing without its key, and is lost by nobody who knows the password', async () => {
  const [device, elsewhere] = [new Device(OFFICE), new Device(OFFICE)];
  const line = await Line.to(server.port);
  try {
    const page = await device.open(`${line.url}/app`);
    await signIn(page, PEOPLE.coordinator);
    await allSent(page);
    await expect.poll(async () => (await copied(page)).dossiers.length).toBeGreaterThan(0);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const dossier = (await copied(page)).dossiers.find(({ stage }) => stage === 'awaiting_ruling')?.id ?? '';
    await line.cut();
    await page.goto(`${line.url}/app/dossier/${dossier}`);
    const said = 'Gezegd voordat het toestel op slot ging.';
    await page.locator('.next').getByRole('button', { name: 'Notitie', exact: true }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(said);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    // A form that was begun and left.
    const begun = 'Half getypt en weggelegd.';
    await page.locator('.next').getByRole('button', { name: 'Notitie', exact: true }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(begun);

    await test.step('nothing of it can be read as it lies there', async () => {
      const opened = await everythingStored(page);
      for (const text of [said, begun, dossier]) expect(opened).toContain(text);
      const values = await storedValues(page);
      expect(values.length).toBeGreaterThan(20);
      const small = JSON.stringify(await page.evaluate(() => ({ ...localStorage })));
      const raw = values.map(({ value }) => value.toString('latin1')).join('\n') + small;
      for (const text of [said, begun, 'complainant', 'description', 'Kerkstraat', '"phone"']) expect(raw).not.toContain(text);
      const keys = await dataKeys(page);
      for (const { store, key, value } of values) {
        expect(value.subarray(0, 4).toString(), `${store} ${key}`).toBe('GHS1');
        expect(unsealed(value, keys), `${store} ${key}`).toBeDefined();
        expect(unsealed(value, [Buffer.alloc(32, 7)]), `${store} ${key}`).toBeUndefined();
      }
    });

    await test.step('after a night without use it asks for the password, without a network too', async () => {
      await pass(page, 13);
      await page.goto(`${line.url}/app`);
      await expect(page.getByRole('heading', { name: 'Vergrendeld' })).toBeVisible();
      expect(await dataKeys(page), 'no key is left on the device').toEqual([]);
      await page.getByLabel('Wachtwoord').fill('dit is het niet');
      await page.getByRole('button', { name: 'Ontgrendelen' }).click();
      await expect(page.getByText('Dit is niet het wachtwoord waarmee u hier het laatst werkte.')).toBeVisible();
      await page.getByLabel('Wachtwoord').fill(PASSWORD);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('navigation')).toBeVisible();
    });

    await test.step('everything is still there, and is sent', async () => {
      await page.goto(`${line.url}/app/dossier/${dossier}`);
      await expect(page.locator('.story').getByText(said)).toHaveCount(1);
      await page.locator('.next').getByRole('button', { name: 'Notitie', exact: true }).click();
      await expect(page.getByRole('dialog').getByRole('textbox')).toHaveValue(begun);
      await page.keyboard.press('Escape');
      await line.mend();
      await page.goto(`${line.url}/app/outbox`);
      await page.getByRole('button', { name: 'Nu versturen' }).click();
      await allSent(page);
      const sent = (await everythingServed(page)).dossiers.filter((change) => change.dossier === dossier);
      expect(JSON.stringify(sent).split(said)).toHaveLength(2);
    });

    await test.step('locked by hand, in a second tab too', async () => {
      const second = await device.tab(`${line.url}/app`);
      await expect(second.getByRole('navigation')).toBeVisible();
      await page.getByRole('button', { name: /Marijke/ }).click();
      await page.getByRole('menuitem', { name: 'Vergrendelen' }).click();
      await expect(page.getByRole('heading', { name: 'Vergrendeld' })).toBeVisible();
      await expect(second.getByRole('heading', { name: 'Vergrendeld' })).toBeVisible({ timeout: 60_000 });
      await page.getByLabel('Wachtwoord').fill(PASSWORD);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('navigation')).toBeVisible();
      await second.close();
    });

    await test.step('a clock that was set back locks as well', async () => {
      await pass(page, -24);
      await page.goto(`${line.url}/app`);
      await expect(page.getByRole('heading', { name: 'Vergrendeld' })).toBeVisible();
    });

    await test.step('with a password that was changed elsewhere the server helps to open it', async () => {
      const other = await elsewhere.open(`${server.url}/app`);
      await signIn(other, PEOPLE.coordinator);
      await other.goto(`${server.url}/app/settings`);
      const changed = 'een ander wachtwoord van veertig tekens';
      await other.getByLabel('Huidig wachtwoord').fill(PASSWORD);
      await other.getByLabel('Nieuw wachtwoord').fill(changed);
      await other.getByRole('button', { name: 'Wijzig wachtwoord' }).click();
      await expect(other.getByText('Het wachtwoord is gewijzigd.')).toBeVisible();
      await page.getByLabel('Wachtwoord').fill(changed);
      await page.keyboard.press('Enter');
      await expect(page.getByText('Dit is niet het wachtwoord waarmee u hier het laatst werkte.')).toBeVisible();
      await page.getByRole('button', { name: 'Wachtwoord gewijzigd of vergeten' }).click();
      await page.getByLabel('Wachtwoord').fill(changed);
      await page.getByRole('button', { name: 'Aanmelden' }).click();
      await expect(page.getByRole('navigation')).toBeVisible();
      await page.goto(`${line.url}/app/dossier/${dossier}`);
      await expect(page.locator('.story').getByText(said)).toHaveCount(1);
      const keys = await dataKeys(page);
      for (const { store, key, value } of await storedValues(page)) expect(unsealed(value, keys), `${store} ${key}`).toBeDefined();
    });
  } finally {
    await elsewhere.remove();
    await device.remove();
    await line.cut();
  }
});

/** The device's clock stands so many hours on from now, for every page that opens from here. */
async function pass(page: Page, hours: number): Promise<void> {
  await page.context().addInitScript((hours) => {
    const now = Date.now;
    Date.now = () => now() + hours * 3_600_000;
  }, hours);
}
