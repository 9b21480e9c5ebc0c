/** One page of a list, and the cursor of the next one; absent at the end. */
export interface Page<T> {
  items: T[];
  next?: string | null;
}

/** How far a sign-in has come. Nothing but the next step is reachable before `complete`. */
export type Stage = 'anonymous' | 'totp' | 'enrolment' | 'password-change' | 'complete';

export interface Session {
  stage: Stage;
  user?: {
    id: string;
    username: string;
    displayName: string;
    role: string;
    extension?: string | null;
    tenantId?: string | null;
  } | null;
  permissions: string[];
  tenant?: { id: string; name: string; domain: string } | null;
  expiresAt?: string | null;
}

export interface Tenant {
  version: number;
  enabled: boolean;
  maxExtensions: number;
  maxCalls: number;
  id: string;
  name: string;
  domain: string;
  aliases: string[];
  createdAt: string;
}

/** What protects one leg, as measured. */
export interface LegSecurity {
  transport?: string | null;
  tlsVersion?: string | null;
  tlsCipher?: string | null;
  keying?: string | null;
  profile?: string | null;
}

export interface LiveCall {
  id: string;
  state: string;
  caller: string;
  callerName?: string | null;
  dialled: string;
  connected?: string | null;
  startedAt: string;
  answeredAt?: string | null;
  legs: (LegSecurity & { id: string })[];
}

export interface CallRecord {
  id: string;
  startedAt: string;
  rungAt?: string | null;
  answeredAt?: string | null;
  endedAt: string;
  caller: string;
  callerName?: string | null;
  dialled: string;
  connected?: string | null;
  status: number;
  outcome: string;
  hungUpBy?: string | null;
  endReason?: string | null;
  why?: string | null;
  rule?: string | null;
  secure?: boolean;
}

export interface CallLeg {
  id: string;
  role: string;
  number?: string | null;
  deviceId?: string | null;
  status: number;
  startedAt?: string | null;
  answeredAt?: string | null;
  endedAt?: string | null;
  remoteAddress?: string | null;
  userAgent?: string | null;
  codec?: string | null;
  why?: string | null;
  security?: LegSecurity | null;
  packets?: { authenticated: number; refused: number; clear: number; sent: number; lost: number } | null;
  jitterMs?: number | null;
}

export interface CallRecordDetail extends CallRecord {
  legs: CallLeg[];
}

export interface Registration {
  id: string;
  extension: string;
  deviceId?: string | null;
  deviceName?: string | null;
  userAgent?: string | null;
  transport: string;
  sourceAddress: string;
  contact?: string | null;
  registeredAt: string;
  expiresAt: string;
  tlsVersion?: string | null;
  tlsCipher?: string | null;
}

export interface Mailbox {
  id: string;
  extension: string;
  name?: string | null;
  unheard: number;
  heard: number;
  lockedUntil?: string | null;
}

export interface VoiceMessage {
  id: string;
  callerNumber?: string | null;
  callerName?: string | null;
  receivedAt: string;
  durationSeconds: number;
  heard: boolean;
}

export interface AuditEvent {
  id: string;
  sequence: number;
  at: string;
  actor: { kind: string; id: string; name: string };
  sourceAddress: string;
  action: string;
  target: { kind: string; id: string };
  before?: unknown;
  after?: unknown;
  hash?: string;
}

export interface Extension {
  version: number;
  id: string;
  number: string;
  displayName: string;
  enabled: boolean;
  voicemail: { enabled: boolean; afterSeconds: number };
  createdAt: string;
}

export interface Device {
  version: number;
  id: string;
  extensionId: string;
  name: string;
  authUsername: string;
  digestFloor: string;
  keying: string;
  exception?: { reason: string; until: string } | null;
  mayCall: boolean;
  enabled: boolean;
  credentialsAt: string;
  createdAt: string;
}

/** What a phone is told, once; a repeated creation answers without it. */
export interface DeviceWithCredentials {
  device: Device;
  credentials: {
    username: string;
    authUsername: string;
    password: string;
    domain: string;
    realm: string;
  } | null;
  settings: {
    address: string;
    displayName: string;
    domain: string;
    proxyHost: string;
    proxyPort: number;
    transport: string;
    srtp: string;
    digest: string;
    expiresSeconds: number;
    caUrl: string | null;
    qrPayload: string;
  } | null;
}

export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  createdBy: string;
  permissions: string[];
  createdAt: string;
  expiresAt: string;
  lastUsedAt?: string | null;
}

export interface Administrator {
  version: number;
  id: string;
  username: string;
  displayName: string;
  role: string;
  extension?: string | null;
  enabled: boolean;
  secondFactor: boolean;
  passwordChangeRequired: boolean;
  createdAt: string;
  lastSignInAt?: string | null;
}
