// Visits a running demo as its administrator would, in a real browser: signs in with both factors, sees the phone that is
// registered and the call that is up, hangs the call up, finds its record. Leaves screenshots of each screen.
//   node scripts/visit.mjs run/demo/demo.json screenshots [extension] [dialled]
import { createHmac } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [face, folder, extension = '101', dialled = '*43'] = process.argv.slice(2);
const { console: door } = JSON.parse(readFileSync(face, 'utf8'));
mkdirSync(folder, { recursive: true });

/** RFC 6238 with 30 s and six digits. */
function totp(secret) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/=+$/, '')]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((octet) => parseInt(octet, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', key).update(step).digest();
  const code = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(code % 1_000_000).padStart(6, '0');
}

function expect(truth, words) {
  if (!truth) {
    throw new Error(`not so: ${words}`);
  }
  console.log(`seen: ${words}`);
}

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
  ],
});
const page = await browser.newPage({ ignoreHTTPSErrors: true, locale: 'en-GB' });
page.setDefaultTimeout(20_000);
const statusOf = (path) => page.evaluate(async (url) => (await window.fetch(url)).status, path);
const shot = (name) => page.screenshot({ path: `${folder}/${name}.png` });

try {
  await page.goto(door.url);
  await page.getByRole('textbox', { name: 'User name' }).fill(door.username);
  expect([401, 403].includes(await statusOf('/api/v1/extensions')), 'a stranger reads nothing');
  await page.getByLabel('Password', { exact: true }).fill(door.password);
  await shot('sign-in');
  await page.getByRole('button', { name: 'Sign in' }).click();

  const code = page.getByLabel(/Six-digit code/).first();
  await code.waitFor();
  expect([401, 403].includes(await statusOf('/api/v1/extensions')), 'nothing before the second factor');
  await code.click();
  await page.keyboard.type(totp(door.totp_secret));
  await shot('second-factor');
  const verify = page.getByRole('button', { name: 'Verify' });
  if (await verify.isVisible()) {
    await verify.click().catch(() => {}); // the sixth digit may have sent it already
  }
  const main = page.getByRole('navigation', { name: 'Main' });
  await main.waitFor();
  expect((await statusOf('/api/v1/extensions')) === 200, 'signed in with both factors');

  for (const name of ['Overview', 'Extensions', 'Voicemail', 'Audit', 'API keys', 'Registrations']) {
    await main.getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.waitForLoadState('networkidle', { timeout: 1500 }).catch(() => {}); // pushed events keep it busy
    await shot(name.toLowerCase().replaceAll(' ', '-'));
  }
  await page
    .getByRole('table', { name: 'Registrations' })
    .getByText(extension, { exact: true })
    .first()
    .waitFor();
  expect(true, `${extension} is registered`);

  await main.getByRole('link', { name: 'Live calls' }).click();
  await page.getByRole('table', { name: 'Live calls' }).getByText(dialled).first().waitFor();
  await shot('live-calls');
  expect(true, `the call to ${dialled} is up`);
  await page.getByRole('button', { name: `Hang up call from ${extension}` }).click();
  const sure = page.getByRole('dialog').getByRole('button', { name: /hang up/i });
  await sure.waitFor({ timeout: 3000 }).then(
    () => sure.click(),
    () => {}, // no question asked
  );

  await main.getByRole('link', { name: 'Call records' }).click();
  await page.getByRole('table', { name: 'Call records' }).getByText(dialled).first().waitFor();
  await shot('call-records');
  expect(true, `the call to ${dialled} is on record`);
} catch (fault) {
  await shot('fault').catch(() => {});
  console.error(String(fault));
  process.exitCode = 1;
} finally {
  await browser.close();
}
