// Registers a phone from a web page, with nothing but the browser's own WebSocket and its own SHA-256: REGISTER, challenge,
// REGISTER with the answer, 200; then a wrong password, which must not get further than the challenge.
//   node scripts/webphone.mjs run/demo/demo.json [extension]
/* global crypto, TextEncoder, WebSocket -- of the page that register() runs in */
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [face, extension = '102'] = process.argv.slice(2);
const demo = JSON.parse(readFileSync(face, 'utf8'));
const user = demo.users.find((one) => one.extension === extension);

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

/** Runs in the page. */
async function register({ url, domain, extension, username, password }) {
  const sha = async (text) => {
    const octets = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    return [...new Uint8Array(octets)].map((octet) => octet.toString(16).padStart(2, '0')).join('');
  };
  const socket = new WebSocket(url, 'sip');
  const heard = [];
  let wake = () => {};
  socket.onmessage = (event) => {
    heard.push(event.data);
    wake();
  };
  await new Promise((open, failed) => {
    socket.onopen = open;
    socket.onerror = () => failed(new Error('the WebSocket did not open'));
  });
  const next = async () => {
    while (heard.length === 0) {
      await new Promise((come, late) => {
        wake = come;
        setTimeout(() => late(new Error('no answer')), 5000);
      });
    }
    return heard.shift();
  };
  const host = `${crypto.randomUUID().slice(0, 12)}.invalid`;
  const callId = crypto.randomUUID();
  const send = (cseq, authorization) =>
    socket.send(
      [
        `REGISTER sip:${domain} SIP/2.0`,
        `Via: SIP/2.0/WSS ${host};branch=z9hG4bK${crypto.randomUUID()}`,
        'Max-Forwards: 70',
        `From: <sip:${extension}@${domain}>;tag=page`,
        `To: <sip:${extension}@${domain}>`,
        `Call-ID: ${callId}`,
        `CSeq: ${cseq} REGISTER`,
        `Contact: <sip:${extension}@${host};transport=ws>;expires=120`,
        ...(authorization ? [`Authorization: ${authorization}`] : []),
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    );
  send(1);
  const challenge = await next();
  const line = challenge.split('\r\n').find((one) => /^WWW-Authenticate:.*SHA-256/i.test(one)) ?? '';
  const field = (name) => new RegExp(`${name}="([^"]*)"`).exec(line)?.[1] ?? '';
  const uri = `sip:${domain}`;
  const cnonce = crypto.randomUUID();
  const ha1 = await sha(`${username}:${field('realm')}:${password}`);
  const ha2 = await sha(`REGISTER:${uri}`);
  const response = await sha(`${ha1}:${field('nonce')}:00000001:${cnonce}:auth:${ha2}`);
  send(
    2,
    `Digest username="${username}", realm="${field('realm')}", nonce="${field('nonce')}", uri="${uri}", ` +
      `response="${response}", algorithm=SHA-256, qop=auth, nc=00000001, cnonce="${cnonce}"`,
  );
  return { challenge, answer: await next(), protocol: socket.protocol };
}

try {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await page.route('https://phone.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>phone</title>' }),
  );
  await page.goto('https://phone.example/');
  const account = {
    url: `wss://${demo.host}:${demo.sip.wss}/ws`,
    domain: demo.domain,
    extension,
    username: user.auth_username,
    password: user.password,
  };
  for (const [words, password] of [
    ['registered', account.password],
    ['refused', 'not-the-password'],
  ]) {
    const { challenge, answer, protocol } = await page.evaluate(register, { ...account, password });
    const wanted = words === 'registered' ? 'SIP/2.0 200' : 'SIP/2.0 401';
    if (protocol !== 'sip' || !challenge.startsWith('SIP/2.0 401') || !answer.startsWith(wanted)) {
      throw new Error(`not so: ${words}\n${challenge}\n${answer}`);
    }
    console.log(`seen: ${words}`);
  }
} finally {
  await browser.close();
}
