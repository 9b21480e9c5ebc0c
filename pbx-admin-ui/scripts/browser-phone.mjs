// A browser phone that we did not write: JsSIP in Chromium, over a secure WebSocket (RFC 7118), by password or by an access token
// (RFC 8898). Registers, waits until the API shows it, and unregisters; a registration that is refused is said as such.
//   node scripts/browser-phone.mjs run/demo/demo.json screenshots 108 user-name password|token the-password-or-token
import { createRequire } from 'node:module';
import { build } from 'vite';
import { expect, visit } from './visitor.mjs';

/** JsSIP as one script. */
async function bundle() {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    build: {
      write: false,
      lib: { entry: createRequire(import.meta.url).resolve('jssip'), name: 'JsSIP', formats: ['iife'] },
    },
  });
  return built[0].output[0].code;
}

/** Whether the API shows the phone, asked until it says so. */
async function shown(visitor, extension, wanted) {
  for (let i = 0; i < 150; i++) {
    const { items } = await visitor.api('GET', '/registrations?limit=100');
    const there = items.some((one) => one.extension === extension && one.transport?.toLowerCase() === 'wss');
    if (there === wanted) {
      return true;
    }
    await new Promise((done) => setTimeout(done, 200));
  }
  return false;
}

await visit(async (visitor, extension, username, kind, secret) => {
  const { demo } = visitor;
  const script = await bundle();
  const page = await visitor.browser
    .newContext({ ignoreHTTPSErrors: true })
    .then((context) => context.newPage());
  // The page of a phone has its place elsewhere than here.
  await page.route('https://phone.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>phone</title>' }),
  );
  await page.goto('https://phone.example/');
  await page.addScriptTag({ content: script });
  const said = await page.evaluate(
    ([url, uri, proof]) =>
      new Promise((settled) => {
        const JsSIP = globalThis.JsSIP.default ?? globalThis.JsSIP;
        const phone = new JsSIP.UA({
          sockets: [new JsSIP.WebSocketInterface(url)],
          uri,
          register_expires: 120,
          ...proof,
        });
        phone.on('registered', ({ response }) => settled(`registered ${response.status_code}`));
        phone.on('registrationFailed', ({ response, cause }) =>
          settled(`refused ${response?.status_code} ${cause}`),
        );
        globalThis.phone = phone;
        phone.start();
      }),
    [
      `wss://${demo.host}:${demo.sip.wss}/`,
      `sip:${extension}@${demo.domain}`,
      kind === 'token'
        ? { authorization_jwt: `Bearer ${secret}` }
        : { authorization_user: username, password: secret },
    ],
  );
  console.log(`seen: ${said}`);
  if (said.startsWith('registered')) {
    expect(await shown(visitor, extension, true), 'the API shows the phone');
    await page.evaluate(() => globalThis.phone.unregister());
    expect(await shown(visitor, extension, false), 'it is gone once it has unregistered');
  }
});
