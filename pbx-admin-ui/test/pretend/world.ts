import type {
  Administrator,
  ApiKey,
  AuditEvent,
  Ban,
  BanExemption,
  CallRecord,
  CallRecordDetail,
  Device,
  Extension,
  LegSecurity,
  LiveCall,
  Mailbox,
  PublicNumber,
  Registration,
  SecurityPolicy,
  Stage,
  Tenant,
  TracedMessage,
  Trunk,
  VoiceMessage,
} from '~/api/model';

/** A small company at ten in the morning, held in memory. Everything that the console can ask for is here. */
export interface World {
  stage: Stage;
  role: Administrator['role'];
  permissions: string[];
  code: string;
  tenants: Tenant[];
  extensions: Extension[];
  devices: Device[];
  registrations: Registration[];
  calls: LiveCall[];
  records: CallRecordDetail[];
  /** By call: what was said in it. */
  traces: Map<string, TracedMessage[]>;
  policy: SecurityPolicy;
  /** The first entry of the audit trail that does not fit. */
  brokenAt: number | null;
  mailboxes: Mailbox[];
  messages: Record<string, VoiceMessage[]>;
  audit: AuditEvent[];
  keys: ApiKey[];
  bans: Ban[];
  numbers: PublicNumber[];
  trunks: Trunk[];
  exemptions: BanExemption[];
  administrators: Administrator[];
  /** Requests seen, as "PUT /api/v1/extensions/…". */
  seen: { line: string; headers: Headers; body: unknown }[];
}

const permissionsOf: Record<string, string> = {
  'tenant-administrator':
    'tenants.read administrators.read administrators.write extensions.read extensions.write devices.read devices.write numbers.read numbers.write trunks.read trunks.write policy.read policy.write registrations.read registrations.write calls.read calls.write call-records.read traces.read mailboxes.read mailboxes.write messages.listen messages.write audit.read api-keys.read api-keys.write bans.read bans.write',
  'platform-administrator':
    'tenants.read tenants.write administrators.read administrators.write extensions.read extensions.write devices.read devices.write numbers.read numbers.write trunks.read trunks.write policy.read policy.write registrations.read registrations.write calls.read calls.write call-records.read traces.read mailboxes.read mailboxes.write audit.read api-keys.read api-keys.write bans.read bans.write ban-exemptions.read ban-exemptions.write numbers.prove',
  auditor:
    'tenants.read administrators.read extensions.read devices.read numbers.read trunks.read policy.read registrations.read calls.read call-records.read mailboxes.read audit.read api-keys.read bans.read',
  user: 'own.messages',
};

let counter = 0;

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
};
const srtp: LegSecurity = { ...tls, keying: 'SDES', profile: 'AEAD_AES_256_GCM' };
const cm80: LegSecurity = { ...tls, keying: 'SDES', profile: 'AES_CM_128_HMAC_SHA1_80' };
const clear: LegSecurity = {
  transport: 'UDP',
  tlsVersion: '',
  tlsCipher: '',
  tlsGroup: '',
  tlsClient: '',
  keying: 'CLEAR',
  profile: '',
};
const unagreed: LegSecurity = { ...tls, keying: '', profile: '' };

const people: [string, string][] = [
  ['101', 'Aoife Brennan'],
  ['102', 'Marek Dvořák'],
  ['103', 'Front door'],
  ['104', 'Ines Carvalho'],
  ['105', 'Reception'],
  ['106', 'Tomás Ó Briain'],
  ['107', 'Workshop'],
  ['108', 'Yuki Tanaka'],
];

const nameOf = (number: string) => people.find(([known]) => known === number)?.[1] ?? '';

function ago(now: Date, minutes: number): string {
  return new Date(now.getTime() - minutes * 60_000).toISOString();
}

function record(
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
    identity: { verstat: '', attestation: '', originId: '', why: '' },
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
        security: srtp,
        packets: { authenticated: talk * 50, refused: 0, clear: 0, sent: talk * 50 - 3, lost: 2 },
        jitterMs: 2.4,
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
        },
        jitterMs: 1.1,
      },
    ],
  };
}

function event(
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

/** A fresh world; `now` makes it the same each time. */
export function createWorld(
  role: Administrator['role'] = 'tenant-administrator',
  now: Date = new Date(),
): World {
  counter = 0;
  const createdAt = ago(now, 60 * 24 * 30);
  const tenant = (name: string, domain: string, enabled = true): Tenant => ({
    id: nextId(),
    name,
    domain,
    aliases: [],
    enabled,
    maxExtensions: 200,
    maxCalls: 50,
    createdAt,
    version: 1,
  });
  const tenants = [
    tenant('Kilmore Boatyard', 'kilmore.example'),
    tenant('Demo', 'demo.localhost'),
    tenant('Old Mill Bakery', 'oldmill.example', false),
  ];
  const extensions: Extension[] = people.map(([number, displayName]) => ({
    id: nextId(),
    number,
    displayName,
    enabled: number !== '107',
    voicemail: { enabled: number !== '103', afterSeconds: 20 },
    createdAt,
    version: 3,
  }));
  const device = (index: number, name: string, extra: Partial<Device> = {}): Device => ({
    id: nextId(),
    extensionId: extensions[index]?.id ?? '',
    name,
    authUsername: `d${nextId().slice(-4)}k7wq${index}`,
    digestFloor: 'sha-256',
    keying: 'sdes',
    exception: null,
    mayCall: true,
    enabled: true,
    credentialsAt: ago(now, 60 * 24 * 12),
    createdAt,
    version: 1,
    ...extra,
  });
  const devices = [
    device(0, 'Desk'),
    device(0, 'Mobile', { digestFloor: 'md5' }),
    device(2, 'Door intercom', {
      digestFloor: 'md5',
      keying: 'clear',
      exception: { reason: 'The intercom knows no SRTP; on its own wire', until: ago(now, -60 * 24 * 90) },
    }),
    device(1, 'Desk'),
  ];
  const registration = (
    number: string,
    userAgent: string,
    minutes: number,
    extra: Partial<Registration> = {},
  ) => ({
    id: nextId(),
    extension: number,
    deviceId: nextId(),
    edgeId: 'edge-0',
    sourcePort: 5000 + minutes,
    deviceName: number === '101' ? 'Desk' : 'Phone',
    userAgent,
    transport: 'TLS',
    sourceAddress: `192.0.2.${40 + Number(number.slice(-1))}`,
    contact: `sip:${number}@192.0.2.41:5061;transport=tls`,
    registeredAt: ago(now, minutes),
    expiresAt: ago(now, -4),
    tlsVersion: 'TLSv1.3',
    tlsCipher: 'TLS_AES_256_GCM_SHA384',
    tlsGroup: 'X25519MLKEM768',
    tlsClient: '',
    ...extra,
  });
  const call = (
    caller: string,
    dialled: string,
    state: LiveCall['state'],
    minutes: number,
    legs: LegSecurity[],
  ): LiveCall => ({
    id: nextId(),
    state,
    caller,
    callerName: nameOf(caller),
    dialled,
    connected: state === 'RINGING' ? '' : dialled,
    startedAt: ago(now, minutes),
    answeredAt: state === 'RINGING' ? null : ago(now, minutes - 0.1),
    legs: legs.map((leg) => ({ ...leg, id: nextId() })),
  });
  const mailbox = (number: string, unheard: number, heard: number, locked = false): Mailbox => ({
    id: nextId(),
    extension: number,
    name: nameOf(number),
    unheard,
    heard,
    pinSet: true,
    lockedUntil: locked ? ago(now, -14) : null,
  });
  const mailboxes = [mailbox('101', 2, 1), mailbox('102', 0, 0), mailbox('104', 1, 0, true)];
  const message = (caller: string, name: string, minutes: number, seconds: number, heard: boolean) => ({
    id: nextId(),
    callerNumber: caller,
    callerName: name,
    receivedAt: ago(now, minutes),
    durationMs: seconds * 1000,
    mailboxId: mailboxes[0]?.id ?? '',
    heard,
  });
  return {
    stage: 'complete',
    role,
    permissions: (permissionsOf[role] ?? '').split(' '),
    code: '123456',
    tenants,
    extensions,
    devices,
    registrations: [
      registration('101', 'Yealink SIP-T46U 108.86.0.70', 42),
      registration('102', 'baresip v1.0.0', 8, { tlsVersion: 'TLSv1.2' }),
      registration('103', 'Akuvox R20A', 300, { transport: 'UDP', tlsVersion: '', tlsCipher: '' }),
      registration('104', 'Linphone-Desktop/5.2', 1),
    ],
    calls: [
      call('102', '104', 'RINGING', 0.2, [unagreed, unagreed]),
      call('101', '102', 'ANSWERED', 3.4, [srtp, cm80]),
      call('105', '103', 'HELD', 12, [srtp, clear]),
    ],
    traces: new Map(),
    records: [
      record(now, 14, '101', '104', 'ANSWERED'),
      record(now, 31, '102', '101', 'ANSWERED'),
      record(now, 48, '104', '105', 'MISSED'),
      record(now, 66, '105', '103', 'ANSWERED'),
      { ...record(now, 80, '104', '*43', 'ANSWERED'), connected: 'echo', rule: 'feature-echo' },
      record(now, 95, '101', '199', 'FAILED'),
      record(now, 122, '106', '101', 'ANSWERED'),
      record(now, 180, '108', '102', 'MISSED'),
      record(now, 185, '102', '108', 'ANSWERED'),
    ],
    policy: {
      offerMd5: true,
      allowClearMedia: true,
      minRegistrationSeconds: 60,
      maxRegistrationSeconds: 300,
      version: 2,
    },
    brokenAt: null,
    mailboxes,
    messages: {
      [mailboxes[0]?.id ?? '']: [
        message('104', 'Ines Carvalho', 26, 34, false),
        message('', '', 190, 8, false),
        message('105', 'Reception', 60 * 27, 61, true),
      ],
      [mailboxes[2]?.id ?? '']: [message('101', 'Aoife Brennan', 52, 12, false)],
    },
    audit: [
      event(now, 9, 3, 'device.created', 'device'),
      event(now, 8, 7, 'sign-in.succeeded', 'administrator'),
      event(now, 7, 8, 'sign-in.failed', 'administrator', {
        actor: { kind: 'STRANGER', id: '0', name: 'admin' },
        sourceAddress: '198.51.100.77',
      }),
      event(now, 6, 55, 'extension.changed', 'extension', {
        before: { displayName: 'Ines', voicemail: { enabled: true, afterSeconds: 30 } },
        after: { displayName: 'Ines Carvalho', voicemail: { enabled: true, afterSeconds: 20 } },
      }),
      event(now, 5, 90, 'device.credentials-renewed', 'device'),
      event(now, 4, 60 * 5, 'voicemail.pin_locked', 'mailbox', {
        actor: { kind: 'DEVICE', id: '0', name: '104' },
        sourceAddress: '192.0.2.44',
      }),
      event(now, 3, 60 * 26, 'api-key.created', 'api-key'),
      event(now, 2, 60 * 27, 'administrator.second-factor-enrolled', 'administrator'),
      event(now, 1, 60 * 28, 'tenant.created', 'tenant', {
        actor: { kind: 'SYSTEM', id: '0', name: 'bootstrap' },
        sourceAddress: '',
      }),
    ],
    keys: [
      {
        id: nextId(),
        name: 'Wallboard',
        prefix: 'rf_4kQ2',
        permissions: ['calls.read', 'registrations.read'],
        createdBy: 'aoife',
        version: 1,
        createdAt: ago(now, 60 * 24 * 9),
        expiresAt: ago(now, -60 * 24 * 81),
        lastUsedAt: ago(now, 2),
      },
      {
        id: nextId(),
        name: 'Billing export',
        prefix: 'rf_9xTa',
        permissions: ['call-records.read'],
        createdBy: 'aoife',
        version: 1,
        createdAt: ago(now, 60 * 24 * 100),
        expiresAt: ago(now, 60 * 24 * 10),
        lastUsedAt: null,
      },
    ],
    numbers: [
      {
        id: '019b3c00-0000-7000-8000-0000000000a1',
        number: '+4930901820',
        destination: { kind: 'extension', extension: '101' },
        label: 'Front desk',
        proved: true,
        version: 1,
        createdAt: '2026-11-01T08:00:00Z',
      },
      {
        id: '019b3c00-0000-7000-8000-0000000000a2',
        number: '+4930901821',
        destination: { kind: 'echo', extension: '' },
        label: '',
        proved: false,
        version: 3,
        createdAt: '2026-11-02T08:00:00Z',
      },
    ],
    trunks: [
      {
        id: '019b3c00-0000-7000-8000-0000000000b1',
        name: 'Carrier One',
        enabled: true,
        priority: 1,
        gateways: [
          {
            host: 'sip.carrier.example',
            port: 0,
            transport: 'tls',
            tlsName: 'sip.carrier.example',
            priority: 10,
            weight: 1,
            domain: '',
          },
          {
            host: '203.0.113.9',
            port: 5061,
            transport: 'tls',
            tlsName: 'sip.carrier.example',
            priority: 20,
            weight: 1,
            domain: 'carrier.example',
          },
        ],
        account: { username: 'acme', realm: 'carrier.example' },
        passwordSet: true,
        exception: null,
        authorities: '',
        callerNumber: '+4930901820',
        numbers: { country: 'DE', allowedPrefixes: ['+49', '+43'], premium: false },
        capacity: { calls: 30, callsPerSecond: 5 },
        inward: { networks: ['203.0.113.0/24'], certificateNames: [], trustsIdentity: true },
        checkSeconds: 60,
        identity: { signs: true, check: 'mark' },
        registers: true,
        version: 2,
        createdAt: '2026-11-02T08:00:00Z',
      },
      {
        id: '019b3c00-0000-7000-8000-0000000000b2',
        name: 'Old PBX',
        enabled: false,
        priority: 20,
        gateways: [
          {
            host: '198.51.100.4',
            port: 5060,
            transport: 'udp',
            tlsName: '',
            priority: 10,
            weight: 1,
            domain: '',
          },
        ],
        account: null,
        passwordSet: false,
        exception: { reason: 'speaks no TLS until it is replaced', until: ago(now, -60 * 24 * 30) },
        authorities: '',
        callerNumber: '',
        numbers: { country: 'DE', allowedPrefixes: [], premium: false },
        capacity: { calls: 2, callsPerSecond: 1 },
        inward: null,
        checkSeconds: 0,
        identity: { signs: false, check: 'off' },
        registers: false,
        version: 1,
        createdAt: '2026-11-03T08:00:00Z',
      },
    ],
    bans: [
      {
        id: nextId(),
        network: '203.0.113.44',
        domain: null,
        username: null,
        spared: [],
        automatic: true,
        reason: '3 wrong answers within 15 minutes from where nobody has proved themselves',
        times: 3,
        createdBy: 'ringfort',
        createdAt: ago(now, 11),
        endsAt: ago(now, -49),
      },
      {
        id: nextId(),
        network: '198.51.100.20',
        domain: 'kilmore.example',
        username: 'h4tq9wzk2m',
        spared: [],
        automatic: true,
        reason: '3 wrong answers within 15 minutes',
        times: 1,
        createdBy: 'ringfort',
        createdAt: ago(now, 4),
        endsAt: ago(now, -11),
      },
      {
        id: nextId(),
        network: '198.51.100.77',
        domain: null,
        username: null,
        spared: ['101', '102', 'd8f3k7wq92', 'k3m9'],
        automatic: true,
        reason: '10 names failed within 15 minutes; those that proved themselves are spared',
        times: 1,
        createdBy: 'ringfort',
        createdAt: ago(now, 2),
        endsAt: ago(now, -13),
      },
      {
        id: nextId(),
        network: '192.0.2.0/24',
        domain: null,
        username: null,
        spared: [],
        automatic: false,
        reason: 'A host of scanners',
        times: 1,
        createdBy: 'aoife',
        createdAt: ago(now, 3000),
        endsAt: null,
      },
    ],
    exemptions: [
      {
        id: nextId(),
        network: '127.0.0.0/8',
        kind: 'accounts-only',
        note: 'This machine',
        createdBy: 'ringfort',
        createdAt,
      },
      {
        id: nextId(),
        network: '2001:db8:77::/48',
        kind: 'never',
        note: 'Our own office',
        createdBy: 'aoife',
        createdAt,
      },
    ],
    administrators: [
      {
        id: '01930000-0000-7000-8000-00000000aaaa',
        username: 'aoife',
        displayName: 'Aoife Brennan',
        role: 'tenant-administrator',
        extension: '101',
        enabled: true,
        secondFactor: true,
        passwordChangeRequired: false,
        createdAt,
        lastSignInAt: ago(now, 7),
        version: 2,
      },
      {
        id: nextId(),
        username: 'marek',
        displayName: 'Marek Dvořák',
        role: 'operator',
        extension: '102',
        enabled: true,
        secondFactor: false,
        passwordChangeRequired: true,
        createdAt,
        lastSignInAt: null,
        version: 1,
      },
    ],
    seen: [],
  };
}
