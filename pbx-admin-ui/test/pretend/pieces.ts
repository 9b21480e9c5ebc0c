import type { AuditEvent, CallRecord, CallRecordDetail, LegSecurity } from '~/api/model';

let counter = 0;

/** Begins to count anew. */
export function startIds() {
  counter = 0;
}

/** Identities that look like ours and sort by age. */
export function nextId(): string {
  counter += 1;
  return `0193-0000-7000-8000-${String(counter).padStart(12, '0')}`.replace('0193-', '01930000-');
}

const tls = {
  transport: 'TLS',
  tlsVersion: 'TLSv1.3',
  tlsCipher: 'TLS_AES_256_GCM_SHA384',
  tlsGroup: 'X25519MLKEM768',
  tlsClient: '',
  legacyZone: '',
};
export const srtp: LegSecurity = { ...tls, keying: 'SDES', profile: 'AEAD_AES_256_GCM' };
const dtls: LegSecurity = { ...srtp, keying: 'DTLS' };
export const cm80: LegSecurity = { ...tls, keying: 'SDES', profile: 'AES_CM_128_HMAC_SHA1_80' };
export const clear: LegSecurity = {
  transport: 'UDP',
  tlsVersion: '',
  tlsCipher: '',
  tlsGroup: '',
  tlsClient: '',
  legacyZone: 'door',
  keying: 'CLEAR',
  profile: '',
};
export const unagreed: LegSecurity = { ...tls, keying: '', profile: '' };

export const people: [string, string][] = [
  ['101', 'Aoife Brennan'],
  ['102', 'Marek Dvořák'],
  ['103', 'Front door'],
  ['104', 'Ines Carvalho'],
  ['105', 'Reception'],
  ['106', 'Tomás Ó Briain'],
  ['107', 'Workshop'],
  ['108', 'Yuki Tanaka'],
];

export const nameOf = (number: string) => people.find(([known]) => known === number)?.[1] ?? '';

export function ago(now: Date, minutes: number): string {
  return new Date(now.getTime() - minutes * 60_000).toISOString();
}

export function record(
  now: Date,
  minutes: number,
  caller: string,
  dialled: string,
  outcome: CallRecord['outcome'],
): CallRecordDetail {
  const startedAt = ago(now, minutes);
  const at = (seconds: number) => new Date(new Date(startedAt).getTime() + seconds * 1000).toISOString();
  const answered = outcome === 'ANSWERED';
  const talk = 20 + ((minutes * 37) % 400);
  const protection = dialled === '103' ? clear : minutes % 2 === 0 ? srtp : cm80;
  return {
    id: nextId(),
    startedAt,
    rungAt: outcome === 'FAILED' ? null : at(1),
    answeredAt: answered ? at(6) : null,
    endedAt: at(answered ? 6 + talk : 22),
    caller,
    callerName: nameOf(caller),
    dialled,
    connected: answered ? dialled : '',
    status: answered ? 200 : outcome === 'MISSED' ? 480 : 404,
    outcome,
    hungUpBy: answered ? 'CALLER' : 'SYSTEM',
    endReason: answered ? 'caller hung up' : outcome === 'MISSED' ? 'nobody answered' : 'no such number',
    why:
      outcome === 'FAILED'
        ? `No extension, feature code or number is ${dialled}`
        : `${dialled} is an extension: ring its phones`,
    rule: outcome === 'FAILED' ? 'unknown-number' : 'extension',
    identity: { verstat: '', attestation: '', originId: '', why: '', divertedBy: [] },
    secure: protection !== clear,
    legs: [
      {
        id: nextId(),
        role: 'CALLER',
        number: caller,
        deviceId: nextId(),
        status: answered ? 200 : 480,
        startedAt,
        answeredAt: answered ? at(6) : null,
        endedAt: at(answered ? 6 + talk : 22),
        remoteAddress: '192.0.2.41:52114',
        userAgent: 'Yealink SIP-T46U 108.86.0.70',
        codec: 'PCMA/8000',
        why: 'the call began here',
        security: dtls,
        fingerprints: {
          peer: 'sha-256 3D:A1:54:F0:9B:77:0C:21:E8:4E:66:5A:90:1F:D2:38:B5:C4:7E:12:A9:03:58:6D:FE:81:27:94:BC:40:E3:1A',
          own: 'sha-256 90:7B:1E:C5:22:F8:63:AD:04:DB:59:86:7C:E1:3F:B0:4A:95:D8:26:0E:F1:67:CC:38:A2:5D:83:19:E4:70:BF',
        },
        packets: {
          authenticated: talk * 50,
          refused: 0,
          clear: 0,
          sent: talk * 50 - 3,
          lost: 2,
          lostByPeer: 1,
          faults: [],
        },
        jitterMs: 2.4,
        quality: {
          roundTripMs: 31.4,
          mosLowest: 3.71,
          mosMean: 4.32,
          heardByPeer: { discardedPercent: 1.2, delayMs: 60, mos: 4.1 },
        },
      },
      {
        id: nextId(),
        role: 'CALLEE',
        number: dialled,
        deviceId: nextId(),
        status: answered ? 200 : 480,
        startedAt: at(1),
        answeredAt: answered ? at(6) : null,
        endedAt: at(answered ? 6 + talk : 22),
        remoteAddress: '192.0.2.55:5061',
        userAgent: 'baresip v1.0.0',
        codec: 'PCMA/8000',
        why: `registered phone of ${dialled}`,
        security: protection,
        packets: {
          authenticated: protection === clear ? 0 : talk * 50,
          refused: 4,
          clear: protection === clear ? talk * 50 : 0,
          sent: talk * 50,
          lost: 0,
          lostByPeer: null,
          faults: [
            { fault: 'MALFORMED', packets: 1 },
            { fault: 'NOT_MEDIA', packets: 3 },
          ],
        },
        fingerprints: null,
        jitterMs: 1.1,
        quality: { roundTripMs: null, mosLowest: null, mosMean: null, heardByPeer: null },
      },
    ],
  };
}

export function event(
  now: Date,
  sequence: number,
  minutes: number,
  action: string,
  target: string,
  extra: Partial<AuditEvent> = {},
): AuditEvent {
  return {
    id: nextId(),
    sequence,
    at: ago(now, minutes),
    actor: { kind: 'ADMINISTRATOR', id: nextId(), name: 'aoife' },
    sourceAddress: '192.0.2.10',
    action,
    target: { kind: target, id: nextId() },
    before: null,
    after: null,
    hash: '5d41402abc4b2a76b9719d911017c592ae2f8d3c9b0e7f6a1c2d3e4f5a6b7c8d',
    ...extra,
  };
}
