import type { Trunk, TrunkInput } from '~/api/model';

export type Transport = Trunk['gateways'][0]['transport'];
export type Check = Trunk['identity']['check'];

/** A number field holds text while it is typed. */
export type Figure = number | string;

export interface GatewayFields {
  host: string;
  port: Figure;
  transport: Transport;
  tlsName: string;
  priority: Figure;
  weight: Figure;
  domain: string;
}

/** A trunk as it stands in the form: lists as lines, what may be left out behind a switch. */
export interface Fields extends Record<string, unknown> {
  name: string;
  enabled: boolean;
  priority: Figure;
  gateways: GatewayFields[];
  checkSeconds: Figure;
  account: { used: boolean; username: string; realm: string };
  password: string;
  registers: boolean;
  callerNumber: string;
  numbers: { country: string; allowedPrefixes: string; premium: boolean };
  capacity: { calls: Figure; callsPerSecond: Figure };
  inward: {
    used: boolean;
    networks: string;
    certificateNames: string;
    trustsIdentity: boolean;
    believes: string;
    bulk: boolean;
  };
  identity: { signs: boolean; check: Check; passesCaller: boolean };
  callerRule: Trunk['callerRule'];
  numberFormats: Trunk['numberFormats'];
  sends: string;
  sendsLocation: boolean;
  failOver: { answers: string; progressSeconds: Figure; failures: Figure; withinSeconds: Figure };
  authorities: string;
  exception: { used: boolean; reason: string; until: string };
}

export const newGateway = (): GatewayFields => ({
  host: '',
  port: '',
  transport: 'tls',
  tlsName: '',
  priority: 10,
  weight: 1,
  domain: '',
});

export function fieldsOf(trunk: Trunk | undefined): Fields {
  return {
    name: trunk?.name ?? '',
    enabled: trunk?.enabled ?? true,
    priority: trunk?.priority ?? 10,
    gateways: trunk?.gateways.map((known) => ({ ...known, port: known.port || '' })) ?? [newGateway()],
    checkSeconds: trunk?.checkSeconds ?? 60,
    account: {
      used: Boolean(trunk?.account),
      username: trunk?.account?.username ?? '',
      realm: trunk?.account?.realm ?? '',
    },
    password: '',
    registers: trunk?.registers ?? false,
    callerNumber: trunk?.callerNumber ?? '',
    numbers: {
      country: trunk?.numbers.country ?? '',
      allowedPrefixes: trunk?.numbers.allowedPrefixes.join('\n') ?? '',
      premium: trunk?.numbers.premium ?? false,
    },
    capacity: {
      calls: trunk?.capacity.calls ?? 10,
      callsPerSecond: trunk?.capacity.callsPerSecond ?? 2,
    },
    inward: {
      used: Boolean(trunk?.inward),
      networks: trunk?.inward?.networks.join('\n') ?? '',
      certificateNames: trunk?.inward?.certificateNames.join('\n') ?? '',
      trustsIdentity: trunk?.inward?.trustsIdentity ?? false,
      believes: trunk?.inward?.believes.join('\n') ?? '',
      bulk: trunk?.inward?.bulk ?? false,
    },
    callerRule: trunk?.callerRule ?? 'extension',
    numberFormats: {
      called: trunk?.numberFormats.called ?? 'e164',
      calling: trunk?.numberFormats.calling ?? 'e164',
    },
    sends: trunk?.sends.join('\n') ?? 'P-Asserted-Identity',
    sendsLocation: trunk?.sendsLocation ?? false,
    failOver: {
      answers: trunk?.failOver.answers.join(' ') ?? '408 430 5xx',
      progressSeconds: trunk?.failOver.progressSeconds ?? 3,
      failures: trunk?.failOver.failures ?? 3,
      withinSeconds: trunk?.failOver.withinSeconds ?? 60,
    },
    identity: {
      signs: trunk?.identity.signs ?? false,
      check: trunk?.identity.check ?? 'off',
      passesCaller: trunk?.identity.passesCaller ?? false,
    },
    authorities: trunk?.authorities ?? '',
    exception: {
      used: Boolean(trunk?.exception),
      reason: trunk?.exception?.reason ?? '',
      until: trunk?.exception?.until.slice(0, 10) ?? '',
    },
  };
}

/** One thing a line, or with commas between. */
export function lines(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The end of that day where the reader is. */
export const endOf = (day: string): Date => new Date(`${day}T23:59:59`);

export function draftOf(fields: Fields): TrunkInput {
  const { account, exception, inward } = fields;
  return {
    name: fields.name.trim(),
    enabled: fields.enabled,
    priority: Number(fields.priority),
    gateways: fields.gateways.map((gateway) => ({
      host: gateway.host.trim(),
      port: Number(gateway.port) || 0,
      transport: gateway.transport,
      tlsName: gateway.transport === 'tls' ? gateway.tlsName.trim() || gateway.host.trim() : '',
      priority: Number(gateway.priority),
      weight: Number(gateway.weight),
      domain: gateway.domain.trim(),
    })),
    checkSeconds: Number(fields.checkSeconds),
    account: account.used ? { username: account.username.trim(), realm: account.realm.trim() } : null,
    password: account.used && fields.password !== '' ? fields.password : null,
    registers: account.used && fields.registers,
    callerNumber: fields.callerNumber.trim(),
    numbers: {
      country: fields.numbers.country.trim().toUpperCase(),
      allowedPrefixes: lines(fields.numbers.allowedPrefixes),
      premium: fields.numbers.premium,
    },
    capacity: {
      calls: Number(fields.capacity.calls),
      callsPerSecond: Number(fields.capacity.callsPerSecond),
    },
    inward: inward.used
      ? {
          networks: lines(inward.networks),
          certificateNames: lines(inward.certificateNames),
          trustsIdentity: inward.trustsIdentity,
          believes: lines(inward.believes),
          bulk: account.used && fields.registers && inward.bulk,
        }
      : null,
    identity: {
      ...fields.identity,
      passesCaller: fields.identity.signs && fields.identity.passesCaller,
    },
    callerRule: fields.callerRule,
    numberFormats: fields.numberFormats,
    sends: lines(fields.sends),
    sendsLocation: fields.sendsLocation,
    failOver: {
      answers: lines(fields.failOver.answers),
      progressSeconds: Number(fields.failOver.progressSeconds),
      failures: Number(fields.failOver.failures),
      withinSeconds: Number(fields.failOver.withinSeconds),
    },
    authorities: fields.authorities.trim(),
    exception: exception.used
      ? { reason: exception.reason.trim(), until: endOf(exception.until).toISOString() }
      : null,
  };
}
