import { Text, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Trunk, TrunkGateways } from '~/api/model';
import { Lamp, Tag } from '~/components/Tag';
import { dateTime } from '~/lib/time';
import { fetchGateways } from './api';
import { useWords } from './words';
import styles from './Health.module.css';

const EVERY_MS = 10_000;

type GatewaySeen = TrunkGateways['items'][0];
type RestSeen = TrunkGateways['rests'][0];

const label = ({ host, port }: { host: string; port: number }) => (port ? `${host}:${port}` : host);

function useGateways(trunk: Trunk) {
  return useQuery({
    queryKey: ['trunks', trunk.id, 'gateways'],
    queryFn: () => fetchGateways(trunk.id),
    refetchInterval: EVERY_MS,
  });
}

const tones = { up: 'safe', down: 'bad', unknown: 'calm' } as const;

/** Which of its gateways answer; one line for each, and for each edge that sees it. */
export function GatewaysCell({ trunk }: { trunk: Trunk }) {
  const say = useWords();
  const seen = useGateways(trunk);
  const words = (gateway: GatewaySeen) => {
    const state = say(gateway.state);
    const told = gateway.why === '' ? state : say('because', { state, why: gateway.why });
    return gateway.since ? say('since', { state: told, when: dateTime(gateway.since) }) : told;
  };
  const known: GatewaySeen[] =
    seen.data?.items ??
    trunk.gateways.map((gateway) => ({ ...gateway, state: 'unknown', why: '', since: null, edge: null }));
  // A gateway that is not asked is told of by no edge, but may rest at one.
  const restOf = (gateway: GatewaySeen) =>
    seen.data?.rests.find(
      (rest) => rest.gateway === label(gateway) && (gateway.edge === null || rest.edge === gateway.edge),
    );
  return (
    <ul className={styles.list}>
      {known.map((gateway) => {
        const rest = restOf(gateway);
        return (
          <li key={`${gateway.host} ${gateway.port} ${gateway.transport} ${gateway.edge ?? ''}`}>
            <Lamp tone={rest && gateway.state !== 'down' ? 'warn' : tones[gateway.state]} />
            <span>
              <span className="mono">
                {label(gateway)} {gateway.transport}
              </span>
              <Text component="span" size="xs" c="dimmed" className={styles.words}>
                {trunk.checkSeconds === 0 && gateway.state === 'unknown' ? say('notAsked') : words(gateway)}
              </Text>
              {rest && <RestWords rest={rest} />}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function RestWords({ rest: { why, until } }: { rest: RestSeen }) {
  const say = useWords();
  return (
    <Text component="span" size="xs" c="ember" className={styles.words}>
      {new Date(until) > new Date() ? say('rests', { why, until: dateTime(until) }) : say('onTrial', { why })}
    </Text>
  );
}

/** Where its account is registered, edge by edge. */
export function RegistrationCell({ trunk }: { trunk: Trunk }) {
  const say = useWords();
  const seen = useGateways(trunk);
  if (!trunk.registers) {
    return (
      <Text component="span" size="sm" c="dimmed">
        {say('noRegistration')}
      </Text>
    );
  }
  const told = seen.data?.registrations ?? [];
  if (told.length === 0) {
    return <Tag>{say('registering')}</Tag>;
  }
  return (
    <ul className={styles.list}>
      {told.map(({ edge, gateway, why, until }) => (
        <li key={edge}>
          <Tooltip
            multiline
            maw={360}
            label={
              until
                ? say('registeredUntil', { gateway, until: dateTime(until), edge })
                : say('notRegisteredWhy', { why, edge })
            }
          >
            <span>
              <Tag tone={until ? 'safe' : 'bad'}>{say(until ? 'registered' : 'notRegistered')}</Tag>
            </span>
          </Tooltip>
          {!until && (
            <Text component="span" size="xs" c="dimmed">
              {why}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}
