// A browser phone that we did not write: JsSIP or SIP.js in Chromium, over a secure WebSocket (RFC 7118), by password or, JsSIP alone,
// by an access token (RFC 8898). Registers, waits until the API shows it, does what it is told, and unregisters; a registration that is refused is
// said as such. Its microphone speaks a tone.
//   node scripts/browser-phone.mjs run/demo/demo.json screenshots jssip|sipjs 108 user-name password|token the-password-or-token
//     … calls 102 660      calls
//     … is-called 660      answers
// and hangs up a few seconds after it has heard the tone of 660 Hz; of a conference, 660+930: both at once, and not its own. By a TURN server alone (JsSIP), where one is named last:
//     … calls 102 660 turn:127.0.0.1:3478?transport=udp user-name credential
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { build } from 'vite';
import { jssip } from './phones/jssip.mjs';
import { listening } from './phones/listening.mjs';
import { sipjs } from './phones/sipjs.mjs';
import { expect, visit } from './visitor.mjs';

const LIBRARIES = { jssip, sipjs };

const OWN_HZ = 440;
const RATE_HZ = 48_000;
const HEADER_BYTES = 44;

/** A microphone that speaks a tone: a WAV file of two seconds, which Chromium plays again and again. */
function microphone(file) {
  const samples = 2 * RATE_HZ;
  const wav = Buffer.alloc(HEADER_BYTES + 2 * samples);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE_HZ, 24);
  wav.writeUInt32LE(2 * RATE_HZ, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(2 * samples, 40);
  for (let at = 0; at < samples; at++) {
    wav.writeInt16LE(
      Math.round(12_000 * Math.sin((2 * Math.PI * OWN_HZ * at) / RATE_HZ)),
      HEADER_BYTES + 2 * at,
    );
  }
  writeFileSync(file, wav);
  return file;
}

/** A library as one script. */
async function bundle(entry) {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    build: {
      write: false,
      lib: {
        entry: createRequire(import.meta.url).resolve(entry),
        name: 'sipLibrary',
        formats: ['iife'],
      },
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

const args = (folder) => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-audio-capture=${microphone(`${folder}/microphone.wav`)}`,
  '--autoplay-policy=no-user-gesture-required',
  // A page that a test makes up comes from nowhere, and may not speak to the local network otherwise.
  '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,LocalNetworkAccessChecksWebRTC',
];

await visit(async (visitor, which, extension, username, kind, secret, does, ...what) => {
  const { demo } = visitor;
  const library = LIBRARIES[which];
  const script = await bundle(library.entry);
  const page = await visitor.browser
    .newContext({ ignoreHTTPSErrors: true })
    .then((context) => context.newPage());
  page.on('console', (line) => console.log(`page: ${line.text()}`));
  // The page of a phone has its place elsewhere than here.
  await page.route('https://phone.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>phone</title>' }),
  );
  await page.goto('https://phone.example/');
  await page.addScriptTag({ content: script });
  await page.evaluate(listening);
  const said = await page.evaluate(library.register, [
    `wss://${demo.host}:${demo.sip.wss}/`,
    `sip:${extension}@${demo.domain}`,
    username,
    secret,
    kind === 'token',
  ]);
  console.log(`seen: ${said}`);
  if (said.startsWith('registered')) {
    expect(await shown(visitor, extension, true), 'the API shows the phone');
    if (does) {
      const [target, tones, ...relay] = does === 'calls' ? what : [undefined, ...what];
      const call = await page.evaluate(library.talk, [
        target && `sip:${target}@${demo.domain}`,
        tones.split('+').map(Number),
        ...relay,
      ]);
      console.log(`measured: ${JSON.stringify(call)}`);
      expect(call.tone, 'it hears the other side');
    }
    await page.evaluate(() => void globalThis.unregister());
    expect(await shown(visitor, extension, false), 'it is gone once it has unregistered');
  }
}, args);
