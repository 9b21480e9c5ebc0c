// Works a running demo's console by the keyboard alone: signs in, goes to every screen, stops at everything that can be
// stopped at, opens and leaves every dialog, makes and deletes an extension with a phone, chooses from lists and menus.
//   node scripts/keyboard.mjs run/demo/demo.json screenshots
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, totp, visit } from './visitor.mjs';

const SCREENS = [
  'Extensions',
  'Numbers',
  'Trunks',
  'Conference rooms',
  'Page groups',
  'Emergency calls',
  'Registrations',
  'Live calls',
  'Call records',
  'Recordings',
  'Supervisors',
  'Voicemail',
  'Security policy',
  'Audit',
  'Bans',
  'API keys',
  'Administrators',
  'Overview',
];
const DIALOGS = [
  ['Extensions', 'Add extension'],
  ['Numbers', 'Add number'],
  ['Conference rooms', 'Add room'],
  ['Page groups', 'Add group'],
  ['Emergency calls', 'Add location'],
  ['Supervisors', 'Add supervisor'],
  ['Voicemail', 'PIN and lock'],
  ['Bans', 'Ban'],
  ['API keys', 'Create API key'],
  ['Administrators', 'Add administrator'],
];
const MOST_STOPS = 150;

/** Where the focus is: what it is called, whether it is marked as such, whether it can be seen. */
const whereIsFocus = () => {
  const at = document.activeElement;
  if (!at || at === document.body) {
    return { name: '', place: 'page' };
  }
  const labels = at.labels ? [...at.labels].map((label) => label.textContent) : [];
  const called = [
    at.getAttribute('aria-label'),
    ...labels,
    at.textContent,
    at.getAttribute('placeholder'),
    at.title,
  ];
  const labelled = at
    .getAttribute('aria-labelledby')
    ?.split(' ')
    .map((id) => document.getElementById(id)?.textContent);
  const style = window.getComputedStyle(at);
  // A switch or a box hides the element itself and marks what is drawn in its place; a field is marked as a whole.
  const drawn = [at, at.parentElement, at.parentElement?.parentElement, at.nextElementSibling]
    .filter((one) => one && one.getBoundingClientRect().height < 200)
    .map((one) => window.getComputedStyle(one));
  const box = at.getBoundingClientRect();
  return {
    name: (called.find((word) => word?.trim()) ?? labelled?.join(' ') ?? '').trim().replaceAll(/\s+/g, ' '),
    place: at.closest('[role="dialog"]') ? 'dialog' : at.closest('main') ? 'main' : 'frame',
    itself: at.id,
    // The button within a field for dates is the browser's own, and so is its mark.
    own: at.type === 'date',
    marked: drawn.some(
      (one) => (one.outlineStyle !== 'none' && one.outlineWidth !== '0px') || one.boxShadow !== 'none',
    ),
    there: style.visibility !== 'hidden' && box.bottom > 0 && box.top < window.innerHeight && box.right > 0,
    what: at.outerHTML.slice(0, 160),
  };
};

await visit(async (visitor) => {
  const who = await visitor.appoint(`keyboard-${randomUUID().slice(0, 8)}`);
  const page = await visitor.open();
  const keys = page.keyboard;
  const focus = () => page.evaluate(whereIsFocus);
  const heading = (name) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

  /** The next stop; it must be marked, in sight and have a name. */
  async function step(key = 'Tab') {
    await keys.press(key);
    let stop = await focus();
    const seen = () =>
      stop.place === 'page' ||
      stop.itself === 'content' ||
      ((stop.marked || stop.own) && stop.there && stop.name);
    for (let tries = 0; tries < 20 && !seen(); tries += 1) {
      await page.waitForTimeout(50); // what slides in takes a moment
      stop = await focus();
    }
    if (!seen()) {
      throw new Error(`not so: a stop is marked, in sight and named: ${JSON.stringify(stop)}`);
    }
    return stop;
  }

  /** On from stop to stop until the one that is called so. */
  async function to(name, place) {
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      const stop = await step();
      const fits = typeof name === 'string' ? stop.name === name : name.test(stop.name);
      if (fits && (!place || stop.place === place)) {
        return stop;
      }
    }
    throw new Error(`not so: ${name} is reached by Tab`);
  }

  async function say(name, words) {
    await to(name);
    await keys.press('ControlOrMeta+a');
    await keys.type(words);
  }

  async function goes(name) {
    await to(name, 'frame');
    await keys.press('Enter');
    await heading(name);
    await visitor.settled();
  }

  /** The dialog that is open holds the focus, however often one goes on; Escape leaves it to where it was opened. */
  async function holds(what, opener) {
    const dialog = page.getByRole('dialog').last();
    await dialog.waitFor();
    await page.waitForFunction(() => document.activeElement?.closest('[role="dialog"]'));
    const stops = new Set();
    for (let stop = 0; stop < 40; stop += 1) {
      const at = await step(stop === 20 ? 'Shift+Tab' : 'Tab');
      stops.add(at.what);
      if (at.place !== 'dialog') {
        throw new Error(`not so: ${what} holds the focus: ${JSON.stringify(at)}`);
      }
    }
    await keys.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement && document.activeElement !== document.body);
    const after = await focus();
    expect(
      after.name === opener,
      `${what} holds the focus (${stops.size} stops), and Escape gives it back to ${after.name}`,
    );
  }

  // Signing in.
  await heading('Sign in');
  await say('User name', who.username);
  await say('Password', who.password);
  await keys.press('Enter');
  await page.getByRole('img', { name: 'QR code for your authenticator' }).waitFor();
  const secret = (await page.locator('dd .mono').first().innerText()).replaceAll(/\s/g, '');
  expect(/six-digit code/.test((await focus()).name), 'the field for the code has the focus at once');
  await keys.type(totp(secret));
  await page.getByRole('list', { name: 'Recovery codes' }).waitFor();
  await to('I have saved them');
  await keys.press('Enter');
  await heading('Choose a new password');
  expect((await focus()).name === 'Password you were given', 'the first field has the focus at once');
  await keys.type(who.password);
  await say('New password', 'heron lantern quarry fig');
  await say('New password again', 'heron lantern quarry fig');
  await keys.press('Enter');
  await heading('Overview');
  await visitor.settled();

  // The frame.
  await page.reload();
  await heading('Overview');
  expect((await step()).name === 'Skip to the content', 'the first stop skips to the content');
  await visitor.shot('keyboard-skip');
  await keys.press('Enter');
  expect((await focus()).itself === 'content', 'and it does');
  await to(/Your account:/);
  await keys.press('Enter');
  await page.getByRole('menu').waitFor();
  await keys.press('ArrowDown');
  await keys.press('ArrowDown');
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'menuitem');
  await visitor.shot('keyboard-menu');
  await keys.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'hidden' });
  await page.waitForFunction(() => document.activeElement?.textContent?.includes('Your account:'));
  expect(true, 'the menu opens, moves by arrows, and Escape gives the focus back');

  // Every screen, and every stop in it.
  for (const name of SCREENS) {
    await goes(name);
    expect((await focus()).itself === 'content', `${name}: the focus is at its beginning`);
    let stops = 0;
    for (let at = await step(); at.place === 'main' && stops < MOST_STOPS; at = await step()) {
      stops += 1;
    }
    expect(stops < MOST_STOPS, `${name}: each of its ${stops} stops is marked, in sight and named`);
  }

  // Every dialog.
  for (const [screen, opener] of DIALOGS) {
    await goes(screen);
    await to(opener, 'main');
    await keys.press('Enter');
    await holds(`${screen}: ${opener}`, opener);
  }
  await goes('Audit');
  const entry = (await to(/\d\d:\d\d/, 'main')).name;
  await keys.press('Enter');
  await holds('Audit: an entry', entry);
  await to('Event');
  await keys.type('signed in');
  await keys.press('ArrowDown');
  await keys.press('Enter');
  await page.waitForURL(/action=sign-in/);
  expect(true, 'Audit: a choice is made by arrows');

  // Work: an extension and a phone, from nothing to nothing.
  const number = String(70_000 + Math.floor(Math.random() * 9_999));
  await goes('Extensions');
  await to('Add extension', 'main');
  await keys.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.waitForFunction(() => document.activeElement?.closest('[role="dialog"]'));
  await page.getByRole('dialog').getByLabel('Number').waitFor();
  await keys.type(number);
  await say('Name', 'Kay Board');
  await keys.press('Enter');
  await heading(new RegExp(number));
  await to('Add device', 'main');
  await keys.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
  await keys.type('Kitchen');
  await to('Sign-in at least by');
  await keys.press('ArrowUp');
  await keys.press('Enter');
  await visitor.shot('keyboard-device');
  await to('Create device');
  await keys.press('Enter');
  await page.getByRole('heading', { name: 'Device credentials' }).waitFor();
  const fact = page.getByRole('dialog').locator('dt', { hasText: /^Password$/ });
  const password = (await fact.locator('xpath=following-sibling::dd').innerText()).trim();
  const kept = await page.evaluate(() =>
    JSON.stringify([window.location.href, { ...window.localStorage }, { ...window.sessionStorage }]),
  );
  const logs = join(dirname(process.argv[2]), 'logs');
  const logged = readdirSync(logs).filter((log) => readFileSync(join(logs, log), 'utf8').includes(password));
  expect(
    password.length >= 12 && !kept.includes(password) && logged.length === 0,
    'the new password is on the screen, and in no address, storage or log',
  );
  await to('Any phone', 'dialog');
  await keys.press('ArrowRight');
  await keys.press('ArrowRight');
  await page.getByText('User ID (Auth ID)').waitFor();
  await visitor.shot('keyboard-linphone');
  await to(/^Copy Password/, 'dialog');
  await keys.press('Escape');
  expect(
    await page.getByRole('heading', { name: 'Device credentials' }).isVisible(),
    'credentials are closed on purpose only',
  );
  await to(/^Done/, 'dialog');
  await keys.press('Enter');
  await page.getByRole('heading', { name: 'Device credentials' }).waitFor({ state: 'detached' });
  await page.getByText('Kitchen').first().waitFor();
  await to('Delete extension', 'main');
  await keys.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent === 'Keep it');
  expect(true, 'before something is deleted, the safe answer has the focus');
  await to('Delete', 'dialog');
  await keys.press('Enter');
  await heading('Extensions');
  await visitor.settled();
  await page.getByRole('row', { name: new RegExp(`^${number}`) }).waitFor({ state: 'detached' });
  expect(true, 'an extension and a phone are made and deleted');
});
