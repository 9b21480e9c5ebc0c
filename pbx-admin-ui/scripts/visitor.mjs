// What every visit to a running demo needs: a browser, who one is, and a way to say what was seen.
import { createHmac, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { chromium, request } from 'playwright-core';

const PASSWORD = 'heron lantern quarry fig';
const TOTP_STEP = 30_000;

/** The code of a half minute (RFC 6238, six digits); `ahead` counts half minutes from now. */
export function totp(secret, ahead = 0) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/=+$/, '')]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((octet) => parseInt(octet, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / TOTP_STEP) + ahead));
  const mac = createHmac('sha1', key).update(step).digest();
  const code = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(code % 1_000_000).padStart(6, '0');
}

/** Says what was seen, or ends the visit. */
export function expect(truth, words) {
  if (!truth) {
    throw new Error(`not so: ${words}`);
  }
  console.log(`seen: ${words}`);
}

/** One visit: its browser, its demo, its screenshots. */
export class Visitor {
  constructor(browser, demo, folder) {
    this.browser = browser;
    this.demo = demo;
    this.folder = folder;
    this.page = undefined;
  }

  /** A new window, with nothing remembered, in front of the console. */
  async open(options = {}, prepare = async () => {}) {
    const context = await this.browser.newContext({
      ignoreHTTPSErrors: true,
      locale: 'en-GB',
      viewport: { width: 1360, height: 860 },
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    this.page = page;
    page.on('requestfailed', (lost) => console.log(`lost: ${lost.url()} ${lost.failure()?.errorText}`));
    await prepare(page);
    await page.goto(this.demo.console.url);
    return page;
  }

  async shot(name) {
    await this.page?.screenshot({ path: `${this.folder}/${name}.png` });
  }

  /** The status of a request that the page itself makes. */
  statusOf(path, method = 'GET') {
    return this.page.evaluate(
      async ([url, how]) => (await window.fetch(url, { method: how })).status,
      [path, method],
    );
  }

  /** The API as a program uses it, by the demo's key. */
  async api(method, path, body, headers = {}) {
    const door = await request.newContext({ ignoreHTTPSErrors: true });
    try {
      const answer = await door.fetch(`${this.demo.api.url}${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${this.demo.api.key}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': randomUUID(),
          ...headers,
        },
        data: body,
      });
      if (!answer.ok()) {
        throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
      }
      return answer.status() === 204 ? undefined : await answer.json();
    } finally {
      await door.dispose();
    }
  }

  /** Somebody new, with the password that was made for them. */
  async appoint(username, role = 'tenant-administrator') {
    const made = await this.api('POST', '/administrators', { username, displayName: 'Nell Comer', role });
    return { username, password: made.password };
  }

  async givePassword({ username, password }) {
    await this.page.getByRole('textbox', { name: 'User name' }).fill(username);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  /** Types a code; the sixth digit sends it. */
  async giveCode(code) {
    const field = this.page.getByLabel(/six-digit code/i).first();
    await field.click();
    await field.fill('');
    await this.page.keyboard.type(code);
  }

  /** From the password that was handed out to the console: an authenticator, recovery codes, a password of one's own. */
  async enrol(who) {
    const { page } = this;
    await page.getByRole('img', { name: 'QR code for your authenticator' }).waitFor();
    const secret = (await page.locator('dd .mono').first().innerText()).replaceAll(/\s/g, '');
    await this.giveCode(totp(secret));
    const list = page.getByRole('list', { name: 'Recovery codes' });
    await list.waitFor();
    const codes = await list.getByRole('listitem').allInnerTexts();
    await page.getByRole('button', { name: 'I have saved them' }).click();
    await page.getByLabel(/Password you were given/).fill(who.password);
    await page.getByLabel('New password', { exact: true }).fill(PASSWORD);
    await page.getByLabel('New password again').fill(PASSWORD);
    await page.getByRole('button', { name: 'Change password' }).click();
    await this.menu().waitFor();
    return { username: who.username, password: PASSWORD, secret, codes };
  }

  /** Signed in as somebody new, so that no code of another visit is in the way. */
  async arrive(role) {
    const who = await this.appoint(`visitor-${randomUUID().slice(0, 8)}`, role);
    await this.givePassword(who);
    return this.enrol(who);
  }

  menu() {
    return this.page.getByRole('navigation', { name: 'Main' });
  }

  /** A screen by its name in the menu. */
  async go(name) {
    await this.menu().getByRole('link', { name, exact: true }).click();
    await this.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    await this.settled();
  }

  /** Nothing is loading any more. */
  async settled() {
    await this.page.waitForFunction(() => !document.querySelector('[role="status"][aria-label="Loading…"]'));
  }
}

/**
 * Runs a visit from the command line: `node <script> demo.json screenshots […]`; ends with 1 and a screenshot at a fault.
 * `more`: arguments of the browser, from the folder of screenshots.
 */
export async function visit(work, more = () => []) {
  const [face, folder, ...rest] = process.argv.slice(2);
  mkdirSync(folder, { recursive: true });
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
      ...more(folder),
    ],
  });
  const visitor = new Visitor(browser, JSON.parse(readFileSync(face, 'utf8')), folder);
  try {
    await work(visitor, ...rest);
  } catch (fault) {
    await visitor.shot('fault').catch(() => {});
    const text = visitor.page?.locator('body').innerText({ timeout: 1_000 });
    console.error(`On the screen: ${await text?.catch(() => 'nothing')}`);
    console.error(String(fault));
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
}
