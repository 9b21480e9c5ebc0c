// Looks at every screen of a running demo's console: dark, and on a window of 390 pixels; while its answers are slow,
// where the server answers 503, and where it cannot be reached. Each state is in words and has a way on; nothing is wider
// than the window; axe finds nothing (WCAG 2.2 AA). Leaves a screenshot of each.
//   node scripts/looks.mjs run/demo/demo.json screenshots
import { readFileSync } from 'node:fs';
import { expect, visit } from './visitor.mjs';

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Each screen of the menu, and the list that it stands on. */
const SCREENS = [
  ['Overview', 'calls'],
  ['Extensions', 'extensions'],
  ['Numbers', 'numbers'],
  ['Trunks', 'trunks'],
  ['Conference rooms', 'conference-rooms'],
  ['Page groups', 'page-groups'],
  ['Emergency calls', 'locations'],
  ['Registrations', 'registrations'],
  ['Live calls', 'calls'],
  ['Call records', 'call-records'],
  ['Recordings', 'recordings'],
  ['Supervisors', 'supervisors'],
  ['Voicemail', 'mailboxes'],
  ['Security policy', 'security-policy'],
  ['Audit', 'audit-events'],
  ['Bans', 'bans'],
  ['API keys', 'api-keys'],
  ['Administrators', 'administrators'],
];
const LOOKS = [
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1360, height: 860 } },
  { name: 'narrow', colorScheme: 'light', viewport: { width: 390, height: 800 } },
];

const file = (name) => name.toLowerCase().replaceAll(' ', '-');

/** What axe finds; run beside the page's own policy, which forbids scripts that are not the console's. */
async function violations(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then((found) => JSON.stringify(
      found.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(', '))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  return JSON.parse(result.value);
}

await visit(async (visitor) => {
  const page = await visitor.open();
  await visitor.arrive();

  const lists = (name) => (url) => url.pathname === `/api/v1/${name}`;
  const main = page.getByRole('main');

  /** By the menu, which is behind a button on a narrow window. */
  async function go(name) {
    const button = page.getByRole('button', { name: 'Open the menu' });
    if (await button.isVisible()) {
      await button.click();
      await page.getByRole('dialog').getByRole('link', { name, exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    } else {
      await visitor.menu().getByRole('link', { name, exact: true }).click();
    }
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }

  for (const look of LOOKS) {
    await page.setViewportSize(look.viewport);
    await page.emulateMedia({ colorScheme: look.colorScheme });
    for (const [name] of SCREENS) {
      await go(name);
      await visitor.settled();
      await page.screenshot({ path: `${visitor.folder}/${file(name)}-${look.name}.png`, fullPage: true });
      const faults = await violations(page);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(
        faults.length === 0 && over <= 1,
        `${name}, ${look.name}: axe finds nothing, nothing sticks out ${faults.join('; ')}`,
      );
    }
  }

  await page.setViewportSize({ width: 1360, height: 860 });
  await page.emulateMedia({ colorScheme: 'light' });
  for (const [name, list] of SCREENS) {
    const away = name === 'Extensions' ? 'Voicemail' : 'Extensions';
    const path = lists(list);
    /** The screen, fresh, while its list is answered so. */
    const met = async (how) => {
      await go(away);
      await visitor.settled();
      await page.route(path, how);
      await page.reload();
      await page.getByRole('heading', { level: 1, name: away, exact: true }).waitFor();
      await go(name);
    };

    let release = () => {};
    const held = new Promise((resolve) => (release = resolve));
    await met(async (route) => {
      await held;
      const problem = { contentType: 'application/problem+json', body: '{}' };
      // A request of a page that was left meanwhile takes no answer.
      await route.fulfill({ status: 503, headers: { 'Retry-After': '1' }, ...problem }).catch(() => {});
    });
    await main.getByRole('status', { name: 'Loading…' }).first().waitFor();
    await visitor.shot(`${file(name)}-loading`);
    expect((await main.getByRole('alert').count()) === 0, `${name}: a slow answer is waited for in sight`);
    release();
    const failed = main.getByRole('alert').filter({ hasText: 'That did not work' });
    await failed.first().waitFor();
    await visitor.shot(`${file(name)}-failed`);
    const faults = await violations(page);
    expect(faults.length === 0, `${name}: a failing server is said in words ${faults.join('; ')}`);
    await page.unroute(path);
    const better = page.waitForResponse((answer) => path(new URL(answer.url())) && answer.ok());
    const again = failed.first().getByRole('button', { name: 'Try again' });
    await again.click().catch(async (gone) => {
      // A screen that is told of news asks again by itself, and may have been quicker.
      if ((await failed.count()) > 0) throw gone;
    });
    await better;
    await failed.first().waitFor({ state: 'detached' });
    expect(true, `${name}: and trying again brings it back`);
  }

  // Once for all: nothing answers, and a screen whose files are gone since the server was renewed.
  await go('Voicemail');
  const extensions = lists('extensions');
  await page.route(extensions, (route) => route.abort());
  await page.reload();
  await go('Extensions');
  await main.getByRole('alert').filter({ hasText: 'The server cannot be reached' }).waitFor();
  await visitor.shot('unreachable');
  await page.unroute(extensions);
  await main.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('table', { name: 'Extensions' }).waitFor();
  expect(true, 'a server that cannot be reached is said in words, and trying again brings it back');

  const files = (url) => /\/assets\/ApiKeys.*\.js$/.test(url.pathname);
  await page.route(files, (route) => route.fulfill({ status: 404, body: '' }));
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Extensions', exact: true }).waitFor();
  await visitor.menu().getByRole('link', { name: 'API keys', exact: true }).click();
  await main.getByRole('alert').filter({ hasText: 'This screen could not be shown' }).waitFor();
  await visitor.shot('files-gone');
  await page.unroute(files);
  await main.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('table', { name: 'API keys' }).waitFor();
  expect(true, 'a screen whose files are gone is said in words, and trying again loads the console anew');
});
