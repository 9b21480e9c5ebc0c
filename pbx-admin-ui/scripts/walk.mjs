// Walks every screen of the built console in a real browser, in light, dark and narrow: no word on the browser's console,
// nothing that the content security policy refused, no fault that axe knows of (WCAG 2.2 AA). Leaves screenshots.
//   npm run build && npm run walk [screen …]
import { mkdirSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { pretend } from './pretend.mjs';
import { screens } from './screens.mjs';

const folder = new URL('../screenshots/', import.meta.url).pathname;
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const looks = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1360, height: 860 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1360, height: 860 } },
  { name: 'narrow', colorScheme: 'light', viewport: { width: 390, height: 800 } },
];

let world;
const wanted = process.argv.slice(2);
const server = await pretend(0, () => world);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--autoplay-policy=no-user-gesture-required',
  ],
});
mkdirSync(folder, { recursive: true });
const faults = [];

for (const look of looks) {
  for (const screen of screens) {
    if (wanted.length > 0 && !wanted.includes(screen.name)) {
      continue;
    }
    world = server.createWorld(screen.role);
    screen.world?.(world);
    const name = `${screen.name}-${look.name}`;
    const context = await browser.newContext({ ...look, locale: 'en-GB', reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !screen.expects?.test(message.text())) {
        faults.push(`${name}: console: ${message.text()}`);
      }
    });
    page.on('pageerror', (error) => faults.push(`${name}: ${error.message}`));
    try {
      await page.goto(`http://127.0.0.1:${server.port}${screen.path ?? '/'}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 10_000 });
      await screen.act?.(page, { look, server, world });
      await page.waitForTimeout(350);
      await page.screenshot({ path: `${folder}${name}.png`, fullPage: !screen.viewport });
      // Run beside the page's own policy, which forbids injected scripts.
      const session = await context.newCDPSession(page);
      await session.send('Runtime.evaluate', { expression: axe });
      const { result } = await session.send('Runtime.evaluate', {
        expression: `axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then((r) => JSON.stringify(r.violations.map((v) => [v.id, v.help, v.nodes.map((n) => n.target.join(' ') + ' ' + (n.any[0]?.message ?? ''))])))`,
        awaitPromise: true,
        returnByValue: true,
      });
      for (const [id, help, nodes] of JSON.parse(result.value)) {
        faults.push(`${name}: axe ${id}: ${help}\n    ${nodes.slice(0, 4).join('\n    ')}`);
      }
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      if (overflow > 1) {
        faults.push(`${name}: ${overflow} px wider than the window`);
      }
    } catch (error) {
      await page.screenshot({ path: `${folder}${name}-failed.png` }).catch(() => undefined);
      faults.push(`${name}: ${String(error.message).split('\n').slice(0, 3).join(' ')}`);
    }
    await context.close();
  }
}

await browser.close();
await server.close();
if (faults.length > 0) {
  console.error(faults.join('\n'));
  console.error(`${faults.length} faults`);
  process.exit(1);
}
console.log(`No faults. Screenshots: ${folder}`);
