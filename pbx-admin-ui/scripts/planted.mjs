// Reads every screen of a running demo in which phones and programs have planted markup: nothing of it may run, become an
// element, or be interpreted; all of it must be there as the text that it is.
//   node scripts/planted.mjs run/demo/demo.json screenshots planted.json
// planted.json: { "<screen in the menu>": ["text that must be read there", …], … }; of Voicemail the last names the mailbox
import { readFileSync } from 'node:fs';
import { expect, visit } from './visitor.mjs';

/** Runs before any script of the page: notes what ran and what the policy refused. */
const watch = () => {
  window.ran = [];
  window.refused = [];
  window.planted = (what) => window.ran.push(String(what));
  document.addEventListener('securitypolicyviolation', (event) =>
    window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
  );
};

/** Elements that the console never makes itself. */
const foreign = [
  'iframe, object, embed, base, form[action], img:not([alt]), img[src="x"], script:not([src])',
  'meta[http-equiv="refresh"], a[href^="javascript:"], a[href^="data:"], [srcdoc]',
  '[onerror], [onload], [onclick], [onfocus], [onmouseover], [ontoggle]',
].join(', ');

/** The name that somebody claims at sign-in. */
const CLAIMED = `"><img src=x onerror="planted('claimed')">`;

async function watched(page, dialogs) {
  await page.addInitScript(watch);
  page.on('dialog', async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
}

/** A page without our policy, to see that what we plant would run, and that we would notice. */
async function provesItself(visitor, dialogs) {
  const context = await visitor.browser.newContext();
  const page = await context.newPage();
  await watched(page, dialogs);
  const body = `<img src="x" onerror="planted('control')"><svg onload="alert('control')"></svg>`;
  await page.route('http://control.invalid/**', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto('http://control.invalid/');
  await page.waitForFunction(() => window.ran.includes('control'));
  const elements = await page.locator(foreign).count();
  expect(
    elements === 2 && dialogs.length === 1,
    'without the policy and as markup it would run, and be noticed',
  );
  dialogs.length = 0;
  await context.close();
}

async function nothingRan(page, dialogs, where) {
  const { ran, refused } = await page.evaluate(() => ({ ran: window.ran, refused: window.refused }));
  const elements = await page
    .locator(foreign)
    .evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 200)));
  const faults = [...ran, ...refused, ...elements, ...dialogs];
  expect(
    faults.length === 0,
    `${where}: nothing ran, nothing was refused, no element came of it ${faults.join('; ')}`,
  );
}

/** Opens the first rows, one after the other, and hands the text of each drawer on. */
async function drawers(page, name, most, onText) {
  const rows = page.getByRole('table', { name }).getByRole('row');
  const count = Math.min(most, (await rows.count()) - 1);
  for (let row = 1; row <= count; row += 1) {
    await rows.nth(row).getByRole('button').first().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('heading').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('[role="dialog"] [role="status"]'));
    await onText(await drawer.innerText());
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
  }
}

await visit(async (visitor, file) => {
  const planted = JSON.parse(readFileSync(file, 'utf8'));
  const dialogs = [];
  await provesItself(visitor, dialogs);

  const page = await visitor.open({}, (opened) => watched(opened, dialogs));
  const policy = (await (await page.reload()).headerValue('content-security-policy')) ?? '';
  const scripts = /(?:^|;)\s*script-src ([^;]*)/.exec(policy)?.[1];
  expect(
    scripts === "'self'" && !policy.includes('unsafe'),
    `scripts come from the console's own files alone, none inline (${policy})`,
  );
  await visitor.givePassword({ username: CLAIMED, password: 'guessed' });
  await page.getByRole('alert').waitFor();
  await nothingRan(page, dialogs, 'Sign in');
  await visitor.arrive();
  for (const [screen, texts] of Object.entries(planted)) {
    await visitor.go(screen);
    const main = page.getByRole('main');
    if (screen === 'Voicemail') {
      await main
        .getByRole('link')
        .filter({ hasText: texts.at(-1) })
        .click();
      await main
        .getByRole('button', { name: /Play message/ })
        .first()
        .waitFor();
    }
    await main.getByText(texts[0], { exact: false }).first().waitFor({ state: 'attached' });
    await visitor.shot(`planted-${screen.toLowerCase().replaceAll(' ', '-')}`);
    let read = (await main.textContent()) ?? '';
    await nothingRan(page, dialogs, screen);
    if (screen === 'Call records' || screen === 'Audit') {
      await drawers(page, screen, 12, async (text) => {
        read += text;
        await nothingRan(page, dialogs, `${screen}, opened`);
      });
    }
    const missing = texts.filter((text) => !read.includes(text));
    expect(missing.length === 0, `${screen}: what was planted is read as text ${missing.join(' | ')}`);
  }

  for (const path of ['registrations', 'calls', 'call-records', 'audit-events', 'extensions']) {
    await page.goto(new URL(`/api/v1/${path}`, page.url()).href);
    await nothingRan(page, dialogs, `the API's ${path}, opened as if it were a page`);
  }
});
