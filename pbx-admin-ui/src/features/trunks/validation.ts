import { endOf, lines, type Fields, type GatewayFields } from './fields';
import type { useWords } from './words';

type Say = ReturnType<typeof useWords>;
type Faults = Record<string, string | null>;

const whole = (value: unknown, least: number, most: number) =>
  String(value).trim() !== '' &&
  Number.isInteger(Number(value)) &&
  Number(value) >= least &&
  Number(value) <= most;

function gateway(say: Say, fields: GatewayFields, at: string): Faults {
  return {
    [`${at}.host`]: fields.host.trim() === '' ? say('hostNeeded') : null,
    [`${at}.port`]: fields.port === '' || whole(fields.port, 0, 65_535) ? null : say('portNeeded'),
    [`${at}.priority`]: whole(fields.priority, 0, 65_535) ? null : say('priorityNeeded'),
    [`${at}.weight`]: whole(fields.weight, 1, 100) ? null : say('weightNeeded'),
  };
}

function out(say: Say, { callerNumber, identity, numbers, capacity }: Fields): Faults {
  const presented = callerNumber.trim();
  const prefixes = lines(numbers.allowedPrefixes);
  return {
    callerNumber:
      presented === ''
        ? identity.signs
          ? say('callerNumberSigned')
          : null
        : /^\+[1-9][0-9]{3,14}$/.test(presented)
          ? null
          : say('callerNumberNeeded'),
    'numbers.country': /^[A-Za-z]{2}$/.test(numbers.country.trim()) ? null : say('countryNeeded'),
    'numbers.allowedPrefixes': prefixes.every((prefix) => /^\+[1-9][0-9]{0,14}$/.test(prefix))
      ? null
      : say('prefixesNeeded'),
    'capacity.calls': whole(capacity.calls, 1, 10_000) ? null : say('within', { least: 1, most: 10_000 }),
    'capacity.callsPerSecond': whole(capacity.callsPerSecond, 1, 1_000)
      ? null
      : say('within', { least: 1, most: 1_000 }),
  };
}

const never = ['401', '407', '486', '600', '603', '607'];

function failing(say: Say, { failOver }: Fields): Faults {
  const sends = (answer: string) => /^[456]([0-9]{2}|xx)$/.test(answer) && !never.includes(answer);
  const within = (value: unknown, least: number, most: number) =>
    whole(value, least, most) ? null : say('within', { least, most });
  return {
    'failOver.answers': lines(failOver.answers).every(sends) ? null : say('answersNeeded'),
    'failOver.progressSeconds': within(failOver.progressSeconds, 1, 10),
    'failOver.failures': within(failOver.failures, 1, 20),
    'failOver.withinSeconds': within(failOver.withinSeconds, 10, 3_600),
  };
}

function protection(say: Say, { exception }: Fields): Faults {
  const reason = exception.reason.trim().length;
  const end = endOf(exception.until);
  return {
    'exception.reason': exception.used && (reason < 5 || reason > 200) ? say('reasonNeeded') : null,
    'exception.until': exception.used && !(end > new Date()) ? say('untilNeeded') : null,
  };
}

const passing = ['Diversion', 'History-Info', 'P-Charging-Vector', 'P-Access-Network-Info'];

function headers(say: Say, { inward, sends }: Fields): Faults {
  const known = (text: string, also: string) =>
    lines(text).every(
      (name) => passing.includes(name) || name === also || /^X-[A-Za-z0-9-]{1,40}$/.test(name),
    );
  return {
    'inward.believes':
      inward.used && !known(inward.believes, 'P-Called-Party-ID') ? say('believesNeeded') : null,
    sends: known(sends, 'P-Asserted-Identity') ? null : say('sendsNeeded'),
  };
}

/** What a browser can see; the server looks again. */
export function faultsOf(say: Say, fields: Fields): Faults {
  const { account, inward } = fields;
  const sourceless = lines(inward.networks).length + lines(inward.certificateNames).length === 0;
  const asked = fields.checkSeconds;
  return {
    name: fields.name.trim() === '' ? say('nameNeeded') : null,
    priority: whole(fields.priority, 0, 65_535) ? null : say('priorityNeeded'),
    ...Object.fromEntries(
      fields.gateways.flatMap((one, at) => Object.entries(gateway(say, one, `gateways.${at}`))),
    ),
    checkSeconds: whole(asked, 10, 3_600) || whole(asked, 0, 0) ? null : say('checkSecondsNeeded'),
    'account.username': account.used && account.username.trim() === '' ? say('usernameNeeded') : null,
    'account.realm': account.used && account.realm.trim() === '' ? say('realmNeeded') : null,
    ...out(say, fields),
    'inward.networks': inward.used && sourceless ? say('sourceNeeded') : null,
    ...headers(say, fields),
    ...failing(say, fields),
    ...protection(say, fields),
  };
}
