// What differs most between organisations, on the same screens: each takes its words, fields, steps and terms from its
// procedure file.
import { expect, test } from '@playwright/test';
import { action, agree, begin, choose, does, inDays, leave, rule, saveAndOpen, signedIn, stage } from '../support/handling';
import { allSent } from '../support/people';
import { Server } from '../support/server';

test.describe.configure({ mode: 'default', timeout: 240_000 });

let server: Server;

test.beforeAll(async () => {
  server = await Server.demo();
});

test.afterAll(async () => {
  await server?.remove();
});

test('at Lagant a caller is told to write', async ({ browser }) => {
  const handler = await signedIn(browser, server, 'petra@lagant.example', '/app/new');
  await choose(handler, 'channel-telephone');
  await expect(handler.getByText('alleen klachten in behandeling die per e-mail zijn ingediend')).toBeVisible();
  await handler.locator('#complainant-name').fill('Klaas Beller');
  await handler.locator('#description').fill('De cursus ging niet door.');
  await saveAndOpen(handler);
  await expect(stage(handler)).toHaveText('Ontvankelijkheid beslissen');
  await begin(handler, 'Beslis over behandeling');
  await choose(handler, 'step-admitted-false');
  await handler.locator('#step-reason').fill('Per telefoon ingediend.');
  await agree(handler);
  await expect(stage(handler)).toHaveText('Niet in behandeling genomen');
  await handler.context().close();
});

test('at Lagant a term is chosen, two proposals are refused, and the director decides', async ({ browser }) => {
  const handler = await signedIn(browser, server, 'petra@lagant.example', '/app/new');
  await handler.locator('#complainant-name').fill('Bertha Zwart');
  await handler.locator('#complainant-email').fill('bertha@voorbeeld.nl');
  await handler.locator('#description').fill('De trainer had geen materiaal bij zich.');
  await handler.locator('#arisen_on').fill(today());
  await saveAndOpen(handler);
  const dossier = handler.url();

  await begin(handler, 'Kies termijn');
  const terms = handler.locator('#step-term option');
  await expect(terms.nth(1)).toHaveText('6 weken');
  await expect(terms.last()).toHaveText('3 maanden');
  await handler.locator('#step-term').selectOption({ label: '8 weken' });
  await agree(handler);
  await begin(handler, 'Bevestig ontvangst');
  await agree(handler);
  await expect(stage(handler)).toHaveText('In onderzoek');

  for (const [proposal, answer] of [['De training herhalen.', 'Ik wil geld terug.'], ['De helft terug.', 'Te weinig.']] as const) {
    await begin(handler, 'Doe voorstel');
    await handler.locator('#step-text').fill(proposal);
    await agree(handler);
    await begin(handler, 'Leg antwoord vast');
    await choose(handler, 'step-accepted-false');
    await handler.locator('#step-text').fill(answer);
    await agree(handler);
    await begin(handler, 'Afspraak ter verduidelijking');
    await handler.locator('#step-at').fill(`${today()}T16:30`);
    await agree(handler);
  }
  await begin(handler, 'Zet door');
  await handler.locator('#step-reason').fill('Wij komen er niet uit.');
  await handler.locator('#step-text').fill('De directeur neemt het over.');
  await agree(handler);
  await expect(stage(handler)).toHaveText('Bij de directeur');
  await allSent(handler);
  await handler.context().close();

  const director = await signedIn(browser, server, 'theo@lagant.example', dossier);
  await director.getByRole('button', { name: 'Melding gelezen' }).click();
  await begin(director, 'Informeer');
  await director.locator('#step-topic').selectOption({ label: 'Hoe de klacht wordt afgewikkeld' });
  await director.locator('#step-text').fill('Wij betalen de helft terug.');
  await agree(director);
  await begin(director, 'Deel de uitkomst mee');
  await choose(director, 'outcome-agreed-false');
  await agree(director);
  await begin(director, 'Sluit dossier');
  await agree(director);
  await expect(stage(director)).toHaveText('Gesloten');
  // Learning from it is still owed, and stands in the list.
  await director.goto(`${server.url}/app/work`);
  await expect(director.locator('.work-row').filter({ hasText: 'Bertha Zwart' })).toContainText('Oorzaak vaststellen');
  await director.context().close();
});

test('at Flow Concepts a solution is extended with a date, and somebody independent rules over the ruling', async ({ browser }) => {
  const office = await signedIn(browser, server, 'annelies@flow-concepts.example', '/app/new');
  await choose(office, 'kind-internal_complaint');
  await office.locator('#complainant-name').fill('Vera Kuipers');
  await office.locator('#description').fill('De deskundige was onvoorbereid.');
  await office.locator('#severity').selectOption({ label: 'Ernstig: kan tot een claim leiden' });
  await saveAndOpen(office);
  const dossier = office.url();
  await begin(office, 'Ontvangst schriftelijk bevestigd');
  await agree(office);
  await begin(office, 'Probleemeigenaar aangewezen');
  await office.locator('#handler-to').selectOption({ label: 'Robin Vos' });
  await agree(office);
  await allSent(office);
  await office.context().close();

  const owner = await signedIn(browser, server, 'robin@flow-concepts.example', dossier);
  await owner.getByRole('button', { name: 'Melding gelezen' }).click();
  await begin(owner, 'Verleng termijn');
  await owner.locator('#step-until').fill(inDays(60));
  await owner.locator('#step-reason').fill('Het onderzoek duurt langer.');
  await owner.locator('#step-text').fill('U hoort over twee maanden van ons.');
  await agree(owner);
  await begin(owner, 'Oordeel');
  await rule(owner, 'Ongegrond', 'De stukken kwamen van de klant.');
  await begin(owner, 'Zet door');
  await owner.locator('#step-person').selectOption({ label: 'Otto Brandsma' });
  await owner.locator('#step-reason').fill('De klant is het er niet mee eens.');
  await owner.locator('#step-text').fill('Een onafhankelijke persoon oordeelt.');
  await agree(owner);
  await allSent(owner);
  await owner.context().close();

  const arbiter = await signedIn(browser, server, 'otto@flow-concepts.example', dossier);
  await arbiter.getByRole('button', { name: 'Melding gelezen' }).click();
  await begin(arbiter, 'Oordeel');
  await expect(arbiter.getByRole('dialog')).toContainText('bindt beide partijen');
  await rule(arbiter, 'Gegrond', 'De deskundige had moeten vragen.');
  await expect(stage(arbiter)).toHaveText('Terugkoppelen');
  // It rules once, and sees to nothing else.
  await expect(arbiter.getByRole('button', { name: 'Oordeel' })).toHaveCount(0);
  await arbiter.context().close();
});

test('at Lucide an employee reports, the quality manager escalates, management takes over, and the register stays', async ({ browser }) => {
  const employee = await signedIn(browser, server, 'esra@lucide.example', '/app/new');
  await choose(employee, 'channel-in_person');
  await employee.locator('#complainant-name').fill('Ger Winter');
  await employee.locator('#complainant-organisation').fill('Winter Retail');
  await employee.locator('#complainant-function').fill('Inkoper');
  await employee.locator('#description').fill('De levering kwam drie weken te laat.');
  await employee.locator('#category').selectOption({ label: 'Planning of levering' });
  await employee.locator('#severity').selectOption({ label: 'Ernstig' });
  await employee.locator('#impact').fill('De winkel bleef dicht.');
  await saveAndOpen(employee);
  const dossier = employee.url();
  // LU-03, LU-04: whoever hears it does not handle it.
  await expect(action(employee, 'Deel de uitkomst mee')).toHaveCount(0);
  await expect(action(employee, 'Sluit dossier')).toHaveCount(0);
  await leave(employee);

  const keeper = await signedIn(browser, server, 'carla@lucide.example', dossier);
  await keeper.getByRole('button', { name: 'Melding gelezen' }).click();
  // What ends it is not offered before it makes sense.
  await expect(action(keeper, 'Deel de uitkomst mee')).toHaveCount(1);
  await expect(action(keeper, 'Sluit dossier')).toHaveCount(0);
  await expect(action(keeper, 'Leg oorzaak vast')).toHaveCount(0);
  await does(keeper, 'Zet door', { 'step-reason': 'Dit vraagt een besluit over de vergoeding.' });
  await expect(stage(keeper)).toHaveText('Bij de directie');
  await keeper.goto(`${server.url}/app/due`);
  await expect(keeper.getByRole('heading', { name: 'Te doen' })).toBeVisible();
  await expect(keeper.locator('.due-line').filter({ hasText: 'Ger Winter' }).filter({ hasText: 'Afhandeling' })).toHaveCount(0);
  await leave(keeper);

  // LU-09: management owns and handles it now.
  const director = await signedIn(browser, server, 'wouter@lucide.example', '/app/due');
  const owed = director.locator('.due-line').filter({ hasText: 'Ger Winter' }).filter({ hasText: 'Afhandeling' });
  await expect(owed).toContainText('als directie');
  await expect(owed).toContainText('LU-11');
  await owed.getByRole('link').click();
  await director.getByRole('button', { name: 'Melding gelezen' }).click();
  await does(director, 'Deel de uitkomst mee', { 'outcome-text': 'Wij vergoeden de helft van de schade.' });
  await expect(stage(director)).toHaveText('Teruggekoppeld');
  await expect(action(director, 'Sluit dossier')).toHaveCount(0);
  await leave(director);

  // LU-04: the register is still the quality manager's.
  const register = await signedIn(browser, server, 'carla@lucide.example', dossier);
  await does(register, 'Sluit dossier');
  await expect(stage(register)).toHaveText('Gesloten');
  await leave(register);
});

test('at Gelukwerkt what is talked over and solved ends there', async ({ browser }) => {
  const employee = await signedIn(browser, server, 'nienke@gelukwerkt.example', '/app/new');
  await employee.locator('#complainant-name').fill('Sanne Kort');
  await employee.locator('#complainant-email').fill('sanne@voorbeeld.nl');
  await employee.locator('#description').fill('De zaal was te klein.');
  await saveAndOpen(employee);
  await expect(stage(employee)).toHaveText('Informeel overleg');
  await does(employee, 'Informeel opgelost', { 'step-text': 'Wij huren een grotere zaal; Sanne is tevreden.' });
  await expect(stage(employee)).toHaveText('Gesloten');
  await expect(employee.locator('.dossier-head')).not.toContainText('te laat');
  await leave(employee);
});

test('at Gelukwerkt a formal complaint is confirmed and explained, judged incident or structural, and settled in rounds', async ({ browser }) => {
  const officer = await signedIn(browser, server, 'marloes@gelukwerkt.example', '/app/new');
  await choose(officer, 'channel-website');
  await officer.locator('#complainant-name').fill('Piet Formeel');
  await officer.locator('#complainant-email').fill('piet@voorbeeld.nl');
  await officer.locator('#description').fill('De training sloot niet aan op de afspraken.');
  await saveAndOpen(officer);
  const dossier = officer.url();
  await expect(stage(officer)).toHaveText('Formele klacht');
  // GW-06: two messages, each with its own term.
  await expect(officer.locator('.promises').first()).toContainText('Ontvangst bevestigen');
  await expect(officer.locator('.promises').first()).toContainText('Procedure uitleggen');
  await does(officer, 'Bevestig ontvangst');
  await does(officer, 'Informeer', { 'step-topic': 'Uitleg over procedure en afhandeling', 'step-text': 'U hoort binnen twee weken van ons.' });
  await begin(officer, 'Incident of structureel');
  await choose(officer, 'step-structural-true');
  await officer.locator('#step-reason').fill('Dit is de derde keer.');
  await agree(officer);
  await does(officer, 'Leg aanpak vast', { 'step-text': 'De trainer belt, Marloes bewaakt de voortgang.' });
  for (const [proposal, accepted] of [['De training herhalen.', false], ['Het cursusgeld terug.', true]] as const) {
    await does(officer, 'Doe voorstel', { 'step-text': proposal });
    await expect(stage(officer)).toHaveText('Voorstel bij de klager');
    await begin(officer, 'Leg antwoord vast');
    await choose(officer, `step-accepted-${accepted}`);
    await officer.locator('#step-text').fill(accepted ? 'Daar ben ik blij mee.' : 'Dat kost mij weer een dag.');
    await agree(officer);
    await expect(stage(officer)).toHaveText(accepted ? 'Naar tevredenheid' : 'Ander voorstel gevraagd');
  }
  await begin(officer, 'Deel de uitkomst mee');
  await choose(officer, 'outcome-agreed-true');
  await officer.locator('#outcome-text').fill('U krijgt het cursusgeld terug.');
  await agree(officer);
  // GW-10: the real cause comes before the end.
  await expect(action(officer, 'Sluit dossier')).toHaveCount(0);
  await does(officer, 'Leg oorzaak vast', { 'step-text': 'De intake vraagt niet naar het doel.' });
  await does(officer, 'Spreek maatregel af', { 'step-what': 'Vraag in de intake naar het doel.', 'step-owner': 'Nienke Faber', 'step-due': inDays(30) });
  await does(officer, 'Sluit dossier');
  await expect(stage(officer)).toHaveText('Gesloten');
  await leave(officer);

  // The measure outlives the complaint, on its owner's list.
  const owner = await signedIn(browser, server, 'nienke@gelukwerkt.example', '/app/due');
  const measure = owner.locator('.due-line').filter({ hasText: 'Vraag in de intake naar het doel.' });
  await expect(measure).toContainText('op uw naam');
  await measure.getByRole('link').click();
  await begin(owner, 'Ga maatregel na');
  await choose(owner, 'step-effective-true');
  await agree(owner);
  await allSent(owner);
  await owner.goto(`${server.url}/app/due`);
  await expect(owner.getByRole('heading', { name: 'Te doen' })).toBeVisible();
  await expect(measure).toHaveCount(0);
  await owner.goto(dossier);
  await leave(owner);
});

test('at Glaspunt a complaint about a colleague is mediated, out of that colleague’s sight, and damages are decided', async ({ browser }) => {
  const office = await signedIn(browser, server, 'marijke@glaspunt.example', '/app/new');
  await fillComplaint(office, 'Joke Draad', 'De monteur was onbeleefd en kraste de vloer.');
  await office.locator('#category').selectOption({ label: 'Gedrag van een medewerker' });
  await office.locator('#about-open').check();
  await office.locator('#about').selectOption({ label: 'Joris van Dijk' });
  await saveAndOpen(office);
  const dossier = office.url();
  await does(office, 'Bevestig ontvangst');
  // GP-13: such complaints go to the mediator.
  await expect(office.locator('.next .primary')).toHaveText('Begin bemiddeling');
  await begin(office, 'Begin bemiddeling');
  await office.locator('#step-mediator').selectOption({ label: 'Saskia Brouwer' });
  await agree(office);
  await expect(stage(office)).toHaveText('In bemiddeling');
  // NX-07: nobody can give it to the one whom it is about.
  await begin(office, 'Wijzig behandelaar');
  await expect(office.locator('#handler-to option', { hasText: 'Joris van Dijk' })).toHaveCount(0);
  await office.keyboard.press('Escape');
  await allSent(office);

  const concerned = await signedIn(browser, server, 'joris@glaspunt.example', dossier);
  await expect(concerned.locator('.dossier-head')).toHaveCount(0);
  await concerned.goto(`${server.url}/app/search`);
  await concerned.locator('input[type=search]').first().fill('Joke Draad');
  await expect(concerned.getByText('onbeleefd')).toHaveCount(0);
  await concerned.context().close();

  const mediator = await signedIn(browser, server, 'saskia@glaspunt.example', dossier);
  await does(mediator, 'Informeer', { 'step-topic': 'Wat over de medewerker is gemeld', 'step-person': 'Joris van Dijk', 'step-text': 'De klager vond u onbeleefd.' });
  await does(mediator, 'Reactie van betrokkene', { 'step-person': 'Joris van Dijk', 'step-text': 'Ik had haast, en bied mijn excuses aan.' });
  await begin(mediator, 'Sluit bemiddeling af');
  await choose(mediator, 'step-solved-true');
  await mediator.locator('#step-text').fill('Excuses zijn aanvaard.');
  await agree(mediator);
  await leave(mediator);

  await does(office, 'Schade vastgesteld', { 'step-liable': 'Glaspunt', 'step-text': 'Een kras van veertig centimeter in het parket.' });
  await does(office, 'Schadeclaim', { 'step-text': 'Graag herstel van de vloer.', 'step-channel': 'Brief' });
  await leave(office);
  const director = await signedIn(browser, server, 'hans@glaspunt.example', dossier);
  await begin(director, 'Beslis op claim');
  await director.locator('#step-granted').selectOption('partly');
  await director.locator('#step-cents').fill('250');
  await director.locator('#step-reasons').fill('De kras kan worden gepolijst.');
  await agree(director);
  await expect(director.locator('.story')).toContainText('250');
  await leave(director);
});

test('at Glaspunt a region takes a complaint over, the clock stops with a reason, and who is away is stood in for', async ({ browser }) => {
  const office = await signedIn(browser, server, 'marijke@glaspunt.example', '/app/new');
  await fillComplaint(office, 'Wim Oost', 'Het raam tocht.');
  await saveAndOpen(office);
  const dossier = office.url();
  await does(office, 'Bevestig ontvangst');
  await does(office, 'Vraag inspectie aan');
  await does(office, 'Zet de klok stil', { 'step-reason': 'De klager is tot maandag weg.' });
  await expect(office.locator('.promises').first()).toContainText('klok staat stil');
  await office.locator('.promises .explain summary').first().click();
  await expect(office.locator('.promises').first()).toContainText('De klager is tot maandag weg.');
  await does(office, 'Laat de klok lopen');
  await expect(office.locator('.promises').first()).not.toContainText('klok staat stil');
  await allSent(office);

  const region = await signedIn(browser, server, 'gerben@glaspunt.example', dossier);
  await does(region, 'Wijzig behandelaar', { 'handler-reason': 'Dit lossen wij zelf op.' });
  await expect(region.locator('.dossier-head')).toContainText('Gerben Wesselink');
  await leave(region);

  await office.goto(`${server.url}/app/settings`);
  await office.locator('#away-from').fill(inDays(0));
  await office.locator('#away-until').fill(inDays(5));
  await office.locator('#away-deputy').selectOption({ label: 'Ruben Koster' });
  await office.getByRole('button', { name: 'Bewaar afwezigheid' }).click();
  await expect(office.getByText('Uw afwezigheid is bekend.')).toBeVisible();
  await leave(office);
  const deputy = await signedIn(browser, server, 'ruben@glaspunt.example', '/app/due');
  await expect(deputy.locator('.due-line').first()).toBeVisible();
  await leave(deputy);
});

async function fillComplaint(page: import('@playwright/test').Page, name: string, what: string): Promise<void> {
  await choose(page, 'channel-telephone');
  await page.locator('#complainant-name').fill(name);
  await page.locator('#complainant-phone').fill('0612345678');
  await page.locator('#complainant-postcode').fill('6825 MN');
  await page.locator('#complainant-number').fill('12');
  await page.locator('#complainant-street').fill('Kerkstraat');
  await page.locator('#complainant-city').fill('Arnhem');
  await page.locator('#description').fill(what);
}

function today(): string {
  return inDays(0);
}
