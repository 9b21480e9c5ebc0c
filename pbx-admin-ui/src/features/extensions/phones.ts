import type { DeviceWithCredentials } from '~/api/model';

/** What a phone is told, whatever its make. */
export interface PhoneFacts {
  displayName: string;
  username: string;
  domain: string;
  authUsername: string;
  password: string;
  proxyHost: string;
  proxyPort: number;
  transport: string;
  srtp: string;
  expiresSeconds: number;
}

export const makes = ['any', 'baresip', 'linphone', 'desk'] as const;

export type Make = (typeof makes)[number];

/** A field of a phone's menu, named as the phone names it, and what goes into it. */
export type Field = readonly [label: string, value: string];

/** The facts of an answer that still has them; one that repeats a creation has none. */
export function factsOf({ credentials, settings }: DeviceWithCredentials): PhoneFacts | undefined {
  return credentials && settings
    ? {
        displayName: settings.displayName,
        username: credentials.username,
        domain: credentials.domain,
        authUsername: credentials.authUsername,
        password: credentials.password,
        proxyHost: settings.proxyHost,
        proxyPort: settings.proxyPort,
        transport: settings.transport,
        srtp: settings.srtp,
        expiresSeconds: settings.expiresSeconds,
      }
    : undefined;
}

/** Words in which the makes say how sound is protected. */
const protection: Record<string, { baresip: string; linphone: string; desk: string }> = {
  sdes: { baresip: ';mediaenc=srtp-mand', linphone: 'SRTP', desk: 'Compulsory' },
  dtls: { baresip: ';mediaenc=dtls_srtp', linphone: 'DTLS', desk: 'DTLS-SRTP' },
  zrtp: { baresip: ';mediaenc=zrtp', linphone: 'ZRTP', desk: 'ZRTP' },
  off: { baresip: '', linphone: 'None', desk: 'Disabled' },
};

function mediaOf(facts: PhoneFacts) {
  return protection[facts.srtp] ?? { baresip: '', linphone: facts.srtp, desk: facts.srtp };
}

function proxy(facts: PhoneFacts): string {
  return `sip:${facts.proxyHost}:${facts.proxyPort};transport=${facts.transport}`;
}

/** The line of baresip's file "accounts", and those of its file "config". */
export function baresipFiles(facts: PhoneFacts): { accounts: string; config: string } {
  const accounts =
    `<sip:${facts.username}@${facts.domain}>;auth_user=${facts.authUsername};auth_pass=${facts.password}` +
    `;outbound="${proxy(facts)}"${mediaOf(facts).baresip};regint=60`;
  const secure =
    facts.srtp === 'sdes'
      ? 'module\t\t\tsrtp.so\n'
      : facts.srtp === 'dtls'
        ? 'module\t\t\tdtls_srtp.so\n'
        : facts.srtp === 'zrtp'
          ? 'module\t\t\tgzrtp.so\n'
          : '';
  return { accounts, config: `${secure}sip_cafile\t\tca.pem\n` };
}

/** Linphone: Settings, SIP accounts, add; the last under Network. */
export function linphoneFields(facts: PhoneFacts): Field[] {
  return [
    ['Username', facts.username],
    ['User ID (Auth ID)', facts.authUsername],
    ['Password', facts.password],
    ['Domain', facts.domain],
    ['Display name', facts.displayName],
    ['Transport', facts.transport.toUpperCase()],
    ['SIP proxy address', `<${proxy(facts)}>`],
    ['Expiration', String(facts.expiresSeconds)],
    ['Media encryption', mediaOf(facts).linphone],
    ...(['off', 'zrtp'].includes(facts.srtp) ? [] : ([['Media encryption mandatory', 'On']] as const)),
  ];
}

/** A desk phone, in the words of a Yealink's pages Account and Security. */
export function deskFields(facts: PhoneFacts): Field[] {
  return [
    ['Line Active', 'Enabled'],
    ['Label', facts.username],
    ['Display Name', facts.displayName],
    ['Register Name', facts.authUsername],
    ['User Name', facts.username],
    ['Password', facts.password],
    ['SIP Server 1: Server Host', facts.domain],
    ['Transport', facts.transport.toUpperCase()],
    ['Server Expires', String(facts.expiresSeconds)],
    ['Outbound Proxy Server 1', facts.proxyHost],
    ['Outbound Proxy Port', String(facts.proxyPort)],
    ['RTP Encryption (SRTP)', mediaOf(facts).desk],
  ];
}
