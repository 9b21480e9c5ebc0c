// Walks every way in and out of a running demo's console: wrong passwords, waits, enrolment, wrong and used codes, recovery
// codes, sign-out; and knocks, at each step, at the doors that must stay shut until the next.
//   node scripts/sign-in.mjs run/demo/demo.json screenshots
import { randomUUID } from 'node:crypto';
import { encode } from 'uqr';
import { expect, totp, visit } from './visitor.mjs';

const SCREENS = ['/extensions', '/audit', '/voicemail'];
const DOORS = [
  'extensions',
  'registrations',
  'calls',
  'call-records',
  'audit-events',
  'mailboxes',
  'api-keys',
];

/** Seconds of a wait that the next steps surely fall into, however busy the machine. */
const LONG_ENOUGH = 8;

await visit(async (visitor) => {
  const page = await visitor.open();
  const heading = (name) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  const alert = () => page.getByRole('alert').innerText();
  const answers = (path) =>
    page.waitForResponse((answer) => answer.url().endsWith(path) && answer.request().method() === 'POST');

  /** Nothing else is to be had, by an address of the console or of the API; the step stays what it is. */
  async function shut(step, title) {
    for (const door of DOORS) {
      const status = await visitor.statusOf(`/api/v1/${door}`);
      expect(status === 401 || status === 403, `${step}: the API's ${door} is shut (${status})`);
    }
    const events = await visitor.statusOf('/api/v1/events');
    expect(events === 401 || events === 403, `${step}: the stream of events is shut (${events})`);
    for (const screen of SCREENS) {
      await page.goto(new URL(screen, visitor.demo.console.url).href);
      await heading(title);
    }
    expect(
      (await page.getByRole('navigation').count()) === 0,
      `${step}: no screen is to be had by its address`,
    );
    await page.goto(visitor.demo.console.url);
    await heading(title);
  }

  async function refused(who) {
    const answer = answers('/session');
    await visitor.givePassword(who);
    const got = await answer;
    return { status: got.status(), after: Number(got.headers()['retry-after'] ?? 0), words: await alert() };
  }

  async function signOut() {
    await page.getByRole('button', { name: /Your account/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await heading('Sign in');
  }

  const newcomer = await visitor.appoint(`walker-${randomUUID().slice(0, 8)}`);

  // The password.
  await shut('before anything', 'Sign in');
  const unknown = await refused({ username: 'nobody-of-that-name', password: 'guessed' });
  const known = await refused({ username: newcomer.username, password: 'guessed' });
  await visitor.shot('wrong-password');
  expect(known.status === 401 && unknown.status === 401, 'a wrong password is refused');
  expect(known.words === unknown.words, `known or not, the words are the same: ${known.words}`);
  expect(
    (await page.getByLabel('Password', { exact: true }).inputValue()) === '',
    'the password is not kept',
  );

  // Guessing on.
  let guess = known;
  for (let tries = 0; tries < 60 && guess.after < LONG_ENOUGH; tries += 1) {
    await page.waitForTimeout(guess.status === 429 ? 500 : 0);
    guess = await refused({ username: newcomer.username, password: `guess ${tries}` });
  }
  await visitor.shot('throttled');
  expect(
    guess.status === 429 && /too many attempts/i.test(guess.words),
    `guessing on is told to wait: ${guess.words}`,
  );
  const early = await refused(newcomer);
  expect(early.status === 429, 'while the wait is on, the right password is not even looked at');
  expect(early.after > 0 && early.words.includes(String(early.after)), `it says how long: ${early.words}`);
  await page.waitForTimeout(1000 * (early.after + 1));
  const enrolment = answers('/session/enrolment');
  await visitor.givePassword(newcomer);
  const begun = await enrolment;
  expect(begun.ok(), 'after the wait the right password opens the next step');

  // Enrolment.
  await heading('Set up your second factor');
  const { uri } = await begun.json();
  const drawn = await page
    .getByRole('img', { name: 'QR code for your authenticator' })
    .locator('path')
    .getAttribute('d');
  const squares = encode(uri, { border: 2 }).data.flat().filter(Boolean).length;
  expect(drawn.match(/M/g).length === squares, 'the QR code is that of the secret');
  await visitor.shot('enrolment');
  await shut('before enrolment', 'Set up your second factor');
  const forged = await visitor.statusOf('/api/v1/session/totp', 'POST');
  expect(forged === 403, `a code without an authenticator opens nothing (${forged})`);
  await visitor.giveCode('000000');
  await page.getByText(/That code is not right/).waitFor();
  await visitor.shot('enrolment-wrong-code');
  const secret = (await page.locator('dd .mono').first().innerText()).replaceAll(/\s/g, '');
  const first = totp(secret);
  await visitor.giveCode(first);
  const list = page.getByRole('list', { name: 'Recovery codes' });
  await list.waitFor();
  const codes = await list.getByRole('listitem').allInnerTexts();
  expect(new Set(codes).size === 10, 'ten recovery codes are handed out');
  await visitor.shot('recovery-codes');
  await page.getByRole('button', { name: 'I have saved them' }).click();

  // A password of one's own.
  await heading('Choose a new password');
  await shut('before the password is changed', 'Choose a new password');
  const password = 'heron lantern quarry fig';
  await page.getByLabel(/Password you were given/).fill(newcomer.password);
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByLabel('New password again').fill(password);
  await page.getByRole('button', { name: 'Change password' }).click();
  await visitor.menu().waitFor();
  expect(
    (await visitor.statusOf('/api/v1/extensions')) === 200,
    'with both factors and an own password the console opens',
  );

  // Out, and in again.
  await signOut();
  await shut('after sign-out', 'Sign in');
  await page.goBack();
  await heading('Sign in');
  expect(true, 'the way back leads to sign-in');
  const who = { username: newcomer.username, password };
  await visitor.givePassword(who);
  await heading('Your second factor');
  await shut('before the second factor', 'Your second factor');
  const wrong = first === '000000' ? '111111' : '000000';
  for (const [code, what] of [
    [wrong, 'a wrong code'],
    [first, 'a code that was used'],
  ]) {
    const answer = answers('/session/totp');
    await visitor.giveCode(code);
    expect((await answer).status() === 422, `${what} is refused`);
    await page.getByText(/That code is not right, or was used already/).waitFor();
  }
  await visitor.shot('second-factor-wrong');

  const giveRecovery = async () => {
    await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
    await page.getByLabel('Recovery code', { exact: true }).fill(codes[3]);
    await page.getByRole('button', { name: 'Verify' }).click();
  };
  await giveRecovery();
  await visitor.menu().waitFor();
  expect(true, 'a recovery code opens the console');
  await signOut();
  await visitor.givePassword(who);
  await heading('Your second factor');
  await giveRecovery();
  await page.getByText(/recovery code is not right/i).waitFor();
  await visitor.shot('recovery-code-used');
  expect(
    (await visitor.statusOf('/api/v1/extensions')) === 403,
    'the same recovery code opens nothing twice',
  );
  await page.getByRole('button', { name: 'Sign in as somebody else' }).click();
  await heading('Sign in');
});
