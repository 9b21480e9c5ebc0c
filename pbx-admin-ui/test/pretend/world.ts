import type {
  Administrator,
  ApiKey,
  AuditEvent,
  Ban,
  BanExemption,
  CallRecordDetail,
  Conference,
  Device,
  DeviceCertificate,
  EnrolmentPassword,
  Extension,
  ExtensionRecording,
  HoldMusic,
  LiveCall,
  Location,
  NoticeRecipients,
  Mailbox,
  PublicNumber,
  RestingNumber,
  PageGroup,
  Room,
  RecordingServer,
  Registration,
  SecurityPolicy,
  Stage,
  Supervisor,
  Tenant,
  TracedMessage,
  TokenIssuer,
  Trunk,
  VoiceMessage,
} from '~/api/model';
import { callsOf } from './calls';
import { conferencesOf, roomsOf } from './conferences';
import { pageGroupsOf } from './paging';
import { recordingsOf, type KeptRecording } from './recordings';
import { bansOf, exemptionsOf } from './defence';
import { locationsOf } from './emergency';
import { numbersOf, restingOf, trunksOf } from './outside';
import { supervisorsOf } from './supervision';
import { ago, event, nameOf, nextId, people, record, startIds } from './pieces';
import { permissionsOf } from './permissions';

/** A small company at ten in the morning, held in memory. Everything that the console can ask for is here. */
export interface World {
  stage: Stage;
  role: Administrator['role'];
  permissions: string[];
  code: string;
  tenants: Tenant[];
  extensions: Extension[];
  devices: Device[];
  certificates: DeviceCertificate[];
  /** By device. */
  enrolmentPasswords: Map<string, EnrolmentPassword>;
  registrations: Registration[];
  calls: LiveCall[];
  records: CallRecordDetail[];
  /** By call: what was said in it. */
  traces: Map<string, TracedMessage[]>;
  policy: SecurityPolicy;
  issuer: TokenIssuer;
  /** The first entry of the audit trail that does not fit. */
  brokenAt: number | null;
  mailboxes: Mailbox[];
  messages: Record<string, VoiceMessage[]>;
  audit: AuditEvent[];
  keys: ApiKey[];
  bans: Ban[];
  numbers: PublicNumber[];
  resting: RestingNumber[];
  trunks: Trunk[];
  locations: Location[];
  rooms: Room[];
  conferences: Conference[];
  pageGroups: PageGroup[];
  /** Identities of rooms that are recorded. */
  recordedRooms: string[];
  recordings: KeptRecording[];
  recordingServer: RecordingServer;
  recordedExtensions: Map<string, ExtensionRecording['mode']>;
  music: HoldMusic;
  supervisors: Supervisor[];
  /** Which device is at which location. */
  places: Map<string, string>;
  recipients: NoticeRecipients;
  exemptions: BanExemption[];
  administrators: Administrator[];
  /** Requests seen, as "PUT /api/v1/extensions/…". */
  seen: { line: string; headers: Headers; body: unknown }[];
}

/** A fresh world; `now` makes it the same each time. */
export function createWorld(
  role: Administrator['role'] = 'tenant-administrator',
  now: Date = new Date(),
): World {
  startIds();
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
    certificateRequired: false,
    digits: 'events',
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
  const certificate = (minutes: number, extra: Partial<DeviceCertificate> = {}): DeviceCertificate => ({
    id: nextId(),
    deviceId: devices[0]?.id ?? '',
    serial: '5f0c9e21b7d84a6634f1',
    sha256: 'ab'.repeat(32),
    uri: 'sip:d8f3k7wq92@acme.example',
    keyKind: 'EC 256',
    notBefore: ago(now, minutes),
    notAfter: ago(now, minutes - 60 * 24 * 365),
    issuedAt: ago(now, minutes),
    obtained: 'enrolment-password',
    revokedAt: null,
    pem: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    ...extra,
  });
  const certificates = [
    certificate(60 * 24 * 3),
    certificate(60 * 24 * 40, {
      serial: '11d20e',
      keyKind: 'RSA 3072',
      obtained: 'administrator',
      revokedAt: ago(now, 60 * 24 * 3),
    }),
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
    legacyZone: '',
    ...extra,
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
    certificates,
    enrolmentPasswords: new Map(),
    registrations: [
      registration('101', 'Yealink SIP-T46U 108.86.0.70', 42),
      registration('102', 'baresip v1.0.0', 8, { tlsVersion: 'TLSv1.2' }),
      registration('103', 'Akuvox R20A', 300, {
        transport: 'UDP',
        tlsVersion: '',
        tlsCipher: '',
        tlsGroup: '',
        legacyZone: 'door',
      }),
      registration('104', 'Linphone-Desktop/5.2', 1),
    ],
    calls: callsOf(now),
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
    issuer: {
      enabled: false,
      issuer: '',
      audience: '',
      jwksUrl: '',
      claim: 'sip_extension',
      version: 0,
    },
    policy: {
      offerMd5: true,
      allowClearMedia: true,
      minRegistrationSeconds: 60,
      maxRegistrationSeconds: 300,
      refuseFalseClaims: false,
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
    numbers: numbersOf(),
    resting: restingOf(),
    trunks: trunksOf(now),
    locations: locationsOf(),
    rooms: roomsOf(),
    conferences: conferencesOf(),
    pageGroups: pageGroupsOf(),
    recordedRooms: [],
    recordings: recordingsOf(now),
    recordingServer: { destination: 'store', uri: '', tlsName: '', authorities: '', version: 0 },
    recordedExtensions: new Map(),
    music: { source: 'built-in', tune: null, version: 0 },
    supervisors: supervisorsOf(),
    places: new Map(),
    recipients: { addresses: ['guard@acme.example'], webhookUrl: '', secretSet: false, version: 3 },
    bans: bansOf(now),
    exemptions: exemptionsOf(createdAt),
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
