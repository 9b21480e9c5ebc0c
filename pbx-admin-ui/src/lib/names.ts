import { defineWords } from './words';

/**
 * What the values that the API names are called in front of a person: the one place that says it. A test holds it against
 * the published description of the API and the documented audit actions, so that none is met without a word.
 */
export const names = {
  role: {
    'platform-administrator': 'Platform administrator',
    'tenant-administrator': 'Administrator',
    operator: 'Operator',
    auditor: 'Auditor',
    user: 'User',
  },
  callState: { RINGING: 'Ringing', ANSWERED: 'Talking', HELD: 'On hold', ENDED: 'Ended' },
  outcome: { ANSWERED: 'Answered', MISSED: 'Not answered', FAILED: 'Failed' },
  legRole: { UNKNOWN: 'Leg', CALLER: 'Calling leg', CALLEE: 'Rung leg', APPLICATION: 'Application' },
  hungUpBy: {
    UNKNOWN: 'Not known',
    CALLER: 'The caller',
    CALLEE: 'The callee',
    SYSTEM: 'The system',
    ADMINISTRATOR: 'An administrator',
  },
  gatewayTransport: { tls: 'TLS', tcp: 'TCP, in clear', udp: 'UDP, in clear' },
  digestFloor: { md5: 'MD5 digest (older phones)', 'sha-256': 'SHA-256 digest' },
  keying: {
    sdes: 'SRTP, keys in the signalling (SDES)',
    dtls: 'SRTP, keys by DTLS',
    clear: 'Nothing (exception)',
  },
  srtp: { sdes: 'SRTP, mandatory', dtls: 'DTLS-SRTP, mandatory', off: 'Off' },
  exemption: { never: 'Nobody is banned', 'accounts-only': 'Single accounts only' },
  gatewayState: { up: 'Answers', down: 'Does not answer', unknown: 'Not known yet' },
  destination: { extension: 'Phones of an extension', voicemail: 'A mailbox', echo: 'Echo test' },
  application: {
    'voicemail-deposit': 'Voicemail',
    'voicemail-menu': 'Voicemail menu',
    echo: 'Echo test',
  },
  rule: {
    'register-only': 'Device that may not call',
    'feature-echo': 'Echo test code',
    'feature-voicemail': 'Voicemail code',
    'unknown-feature': 'Unknown feature code',
    extension: 'Extension',
    'unknown-number': 'Unknown number',
    emergency: 'Emergency number',
    outside: 'Public network',
    'barred-number': 'Barred number',
    'trunk-limit': 'All trunks full',
    'tenant-limit': 'All calls up',
    'inward-extension': 'Called from outside',
    'inward-voicemail': 'Mailbox called from outside',
    'inward-echo': 'Echo test called from outside',
    'inward-unassigned': 'Nobody’s number',
    'inward-nowhere': 'Number that leads nowhere',
    'inward-identity': 'Nobody vouches for the caller',
  },
  identityCheck: {
    off: 'Not verified',
    mark: 'Verified and written down',
    refuse: 'Refused unless verified',
  },
  verstat: {
    'TN-Validation-Passed': 'Verified',
    'TN-Validation-Failed': 'Verification failed',
    'No-TN-Validation': 'Nobody vouches for it',
  },
  actor: {
    ADMINISTRATOR: 'A person',
    API_KEY: 'A program with an API key',
    DEVICE: 'A phone',
    SYSTEM: 'Ringfort itself',
    STRANGER: 'Nobody known',
  },
  thing: {
    tenant: 'Tenant',
    administrator: 'Administrator',
    extension: 'Extension',
    device: 'Device',
    policy: 'Security policy',
    'api-key': 'API key',
    mailbox: 'Mailbox',
    message: 'Message',
    registration: 'Registration',
    trunk: 'Trunk',
    number: 'Number',
    call: 'Call',
    account: 'Account',
    source: 'Address',
    ban: 'Ban',
    'ban-exemption': 'Exemption from bans',
  },
  deed: {
    'sign-in.succeeded': 'Signed in',
    'sign-in.failed': 'Sign-in failed',
    'sign-out': 'Signed out',
    'tenant.created': 'Tenant created',
    'tenant.changed': 'Tenant changed',
    'administrator.created': 'Administrator added',
    'administrator.changed': 'Administrator changed',
    'administrator.deleted': 'Administrator removed',
    'administrator.password-reset': 'Password reset',
    'administrator.password-changed': 'Password changed',
    'administrator.second-factor-enrolled': 'Second factor set up',
    'administrator.second-factor-reset': 'Second factor reset',
    'extension.created': 'Extension created',
    'extension.changed': 'Extension changed',
    'extension.deleted': 'Extension deleted',
    'device.created': 'Device created',
    'device.changed': 'Device changed',
    'device.deleted': 'Device deleted',
    'device.credentials-renewed': 'Device credentials renewed',
    'policy.changed': 'Security policy changed',
    'api-key.created': 'API key created',
    'api-key.deleted': 'API key revoked',
    'registration.deleted': 'Registration removed',
    'trunk.created': 'Trunk created',
    'trunk.changed': 'Trunk changed',
    'trunk.deleted': 'Trunk deleted',
    'call.traced': 'SIP trace of a call read',
    'trunk.refused': 'Call refused that was half a trunk’s',
    'number.created': 'Number added',
    'number.changed': 'Number changed',
    'number.deleted': 'Number given up',
    'call.hung_up': 'Call ended by an administrator',
    'mailbox.pin_changed': 'Voicemail PIN changed',
    'mailbox.unlocked': 'Mailbox unlocked',
    'voicemail.pin_locked': 'Mailbox locked after wrong PINs',
    'message.deleted': 'Voicemail message deleted',
    'auth.failed': 'Wrong password of a phone',
    'auth.below_floor': 'Phone signed in by too weak a digest',
    'auth.replayed': 'Sign-in of a phone repeated',
    'sip.refused': 'SIP message refused',
    'sip.malformed': 'Malformed SIP message',
    'admission.banned': 'Banned source came again',
    'tls.handshake_failed': 'TLS handshake failed',
    'tls.client_refused': 'Client certificate refused',
    'registration.refused': 'Registration refused',
    'call.identity_replaced': 'Device claimed another identity',
    'call.media_refused': 'Media of a call refused',
    'ban.set': 'Banned after wrong passwords',
    'ban.created': 'Ban set',
    'ban.deleted': 'Ban lifted',
    'ban-exemption.created': 'Exemption from bans added',
    'ban-exemption.deleted': 'Exemption from bans removed',
  },
  permission: {
    'tenants.read': 'See tenants',
    'tenants.write': 'Create and change tenants',
    'administrators.read': 'See administrators',
    'administrators.write': 'Create, change and reset administrators',
    'extensions.read': 'See extensions',
    'extensions.write': 'Create, change and delete extensions',
    'devices.read': 'See devices',
    'devices.write': 'Create and change devices, renew credentials',
    'trunks.read': 'See trunks',
    'trunks.write': 'Create and change trunks, and whom one may call through them',
    'numbers.read': 'See the numbers that one is called by',
    'numbers.write': 'Add, change and give up numbers',
    'policy.read': 'See the security policy',
    'policy.write': 'Change the security policy',
    'registrations.read': 'See registrations',
    'registrations.write': 'Remove registrations',
    'calls.read': 'See live calls',
    'calls.write': 'End live calls',
    'call-records.read': 'See call records',
    'traces.read': 'Read SIP traces of calls',
    'mailboxes.read': 'See mailboxes',
    'mailboxes.write': 'Set PINs and unlock mailboxes',
    'messages.listen': 'Hear voicemail messages',
    'messages.write': 'Mark and delete voicemail messages',
    'own.messages': 'Use one’s own voicemail',
    'audit.read': 'Read the audit trail',
    'api-keys.read': 'See API keys',
    'api-keys.write': 'Create and revoke API keys',
    'bans.read': 'See bans',
    'bans.write': 'Ban and lift bans',
    'ban-exemptions.read': 'See exemptions from bans',
    'ban-exemptions.write': 'Change exemptions from bans',
  },
  /** Parts of audited records. */
  field: {
    displayName: 'Name',
    number: 'Number',
    enabled: 'Switched on',
    extension: 'Extension',
    'voicemail.enabled': 'Takes messages',
    'voicemail.afterSeconds': 'Rings for (seconds)',
    name: 'Name',
    domain: 'SIP domain',
    aliases: 'Other domains',
    maxExtensions: 'Extensions at most',
    maxCalls: 'Calls at the same time at most',
    username: 'User name',
    role: 'Role',
    secondFactor: 'Second factor',
    passwordChangeRequired: 'Must change the password',
    authUsername: 'Authentication name',
    digestFloor: 'Signs in at least by',
    keying: 'Sound protected by',
    'exception.reason': 'Reason for the exception',
    'exception.until': 'Exception ends',
    mayCall: 'May make calls',
    offerMd5: 'MD5 offered',
    allowClearMedia: 'Exceptions from encryption allowed',
    minRegistrationSeconds: 'Shortest registration (seconds)',
    maxRegistrationSeconds: 'Longest registration (seconds)',
    permissions: 'Permissions',
    expiresAt: 'Ends',
    caller: 'Caller',
    dialled: 'Dialled',
    until: 'Until',
    factor: 'By',
    reason: 'Reason',
    transport: 'Transport',
    edge: 'Told by',
    count: 'Times',
    createdAt: 'Created',
    version: 'Version',
    credentialsAt: 'Credentials since',
    network: 'Address or network',
    account: 'Who is banned',
    origin: 'Set by',
    times: 'How many in a row',
    endsAt: 'Ends',
    kind: 'How far it goes',
    note: 'Note',
    lifted: 'Bans lifted with it',
  },
} as const satisfies Record<string, Record<string, string>>;

export type Names = typeof names;

/** The i18n namespace of each table. */
const hooks = Object.fromEntries(
  Object.entries(names).map(([table, words]) => [table, defineWords(`name-${table}`, words)]),
) as Record<keyof Names, () => (key: string) => string>;

/** "pin_locked" and "afterSeconds" as a person would write them; for values newer than this page. */
export function spelled(value: string): string {
  const words = value
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[._-]+/g, ' ')
    .toLowerCase();
  return sentence(words);
}

/** Half a sentence as a whole one begins: "caller hung up" is "Caller hung up". */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether a table knows a value. */
export function isNamed<Table extends keyof Names>(
  table: Table,
  value: string,
): value is keyof Names[Table] & string {
  return Object.hasOwn(names[table], value);
}

/** What a value is called; one that has no word yet is told from its own name. */
export function useName(table: keyof Names): (value: string) => string {
  const say = hooks[table]();
  return (value) => (isNamed(table, value) ? say(value) : spelled(value));
}
