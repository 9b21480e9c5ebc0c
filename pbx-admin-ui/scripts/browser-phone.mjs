// A browser phone that we did not write: JsSIP in Chromium, over a secure WebSocket (RFC 7118), by password or by an access token
// (RFC 8898). Registers, waits until the API shows it, does what it is told, and unregisters; a registration that is refused is
// said as such. Its microphone speaks a tone.
//   node scripts/browser-phone.mjs run/demo/demo.json screenshots 108 user-name password|token the-password-or-token
//     … calls 102 660      calls
//     … is-called 660      answers
// and hangs up a few seconds after it has heard the tone of 660 Hz; of a conference, 660+930: both at once, and not its own. By a TURN server alone, where one is named last:
//     … calls 102 660 turn:127.0.0.1:3478?transport=udp user-name credential
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { build } from 'vite';
import { expect, visit } from './visitor.mjs';

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

/** In the page: a phone that registers; what came of it. */
function register([url, uri, proof]) {
  return new Promise((settled) => {
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
    // Whoever calls before anybody here is ready to talk waits.
    const early = [];
    globalThis.begun = (session) => early.push(session);
    globalThis.early = early;
    phone.on('newRTCSession', ({ session }) => globalThis.begun(session));
    globalThis.phone = phone;
    phone.start();
  });
}

/** In the page: a call that was made or comes in, up to the tone of the other side; what the browser measured of it. */
function talk([target, tones, own, urls, username, credential]) {
  const options = {
    // What is spoken is a tone, which a browser would take for noise.
    mediaConstraints: {
      audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
      video: false,
    },
    pcConfig: urls
      ? { iceServers: [{ urls, username, credential }], iceTransportPolicy: 'relay' }
      : { iceServers: [] },
  };
  /** Whether the tone is the loudest of what is heard now; of several, whether each stands out, and our own does not. */
  const sounds = (analyser) => {
    const bins = new Uint8Array(analyser.frequencyBinCount);
    analyser.getByteFrequencyData(bins);
    const level = (hertz) => bins[Math.round((hertz * analyser.fftSize) / analyser.context.sampleRate)];
    if (tones.length > 1) {
      const least = Math.min(...tones.map(level));
      const between = Math.max(...tones.flatMap((hertz) => [level(hertz - 100), level(hertz + 100)]));
      return least > 100 && least > between + 25 && least > level(own) + 25;
    }
    const [hertz] = tones;
    const loudest = bins.indexOf(Math.max(...bins));
    const at = (loudest * analyser.context.sampleRate) / analyser.fftSize;
    return bins[loudest] > 100 && Math.abs(at - hertz) < 20;
  };
  const heard = async (connection) => {
    const stream = new globalThis.MediaStream(connection.getReceivers().map((one) => one.track));
    const audio = new globalThis.Audio();
    audio.srcObject = stream;
    audio.muted = true;
    await audio.play();
    const context = new globalThis.AudioContext();
    await context.resume();
    const analyser = new globalThis.AnalyserNode(context, { fftSize: 4096 });
    context.createMediaStreamSource(stream).connect(analyser);
    let inARow = 0;
    for (let i = 0; i < 300 && inARow < 10; i++) {
      await new Promise((done) => setTimeout(done, 100));
      inARow = sounds(analyser) ? inARow + 1 : 0;
    }
    return inARow >= 10;
  };
  const measured = async (connection) => {
    const all = [...(await connection.getStats()).values()];
    const of = (kind) => all.filter((one) => one.type === kind);
    const [transport] = of('transport');
    const [inbound] = of('inbound-rtp');
    const pair = of('candidate-pair').find((one) => one.nominated && one.state === 'succeeded');
    return {
      dtls: transport?.dtlsState,
      tls: transport?.tlsVersion,
      role: transport?.dtlsRole,
      srtp: transport?.srtpCipher,
      ice: pair !== undefined,
      path: of('local-candidate').find((one) => one.id === pair?.localCandidateId)?.candidateType,
      codec: of('codec').find((codec) => codec.id === inbound?.codecId)?.mimeType,
      received: inbound?.packetsReceived,
      lost: inbound?.packetsLost,
    };
  };
  return new Promise((settled) => {
    globalThis.begun = (session) => {
      session.on('failed', ({ originator, cause }) => settled({ failed: `${originator}: ${cause}` }));
      session.on('confirmed', async () => {
        try {
          const tone = await heard(session.connection);
          const figures = await measured(session.connection);
          await new Promise((done) => setTimeout(done, 4_000)); // the other side listens for as long
          session.terminate();
          settled({ tone, ...figures });
        } catch (fault) {
          settled({ failed: String(fault) });
        }
      });
      if (session.direction === 'incoming') {
        session.answer(options);
      }
    };
    globalThis.early.forEach(globalThis.begun);
    if (target) {
      globalThis.phone.call(target, options);
    }
  });
}

const args = (folder) => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-audio-capture=${microphone(`${folder}/microphone.wav`)}`,
  '--autoplay-policy=no-user-gesture-required',
  // A page that a test makes up comes from nowhere, and may not speak to the local network otherwise.
  '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,LocalNetworkAccessChecksWebRTC',
];

await visit(async (visitor, extension, username, kind, secret, does, ...what) => {
  const { demo } = visitor;
  const script = await bundle();
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
  const said = await page.evaluate(register, [
    `wss://${demo.host}:${demo.sip.wss}/`,
    `sip:${extension}@${demo.domain}`,
    kind === 'token'
      ? { authorization_jwt: `Bearer ${secret}` }
      : { authorization_user: username, password: secret },
  ]);
  console.log(`seen: ${said}`);
  if (said.startsWith('registered')) {
    expect(await shown(visitor, extension, true), 'the API shows the phone');
    if (does) {
      const [target, tones, ...relay] = does === 'calls' ? what : [undefined, ...what];
      const call = await page.evaluate(talk, [
        target && `sip:${target}@${demo.domain}`,
        tones.split('+').map(Number),
        OWN_HZ,
        ...relay,
      ]);
      console.log(`measured: ${JSON.stringify(call)}`);
      expect(call.tone, 'it hears the other side');
    }
    await page.evaluate(() => globalThis.phone.unregister());
    expect(await shown(visitor, extension, false), 'it is gone once it has unregistered');
  }
}, args);
