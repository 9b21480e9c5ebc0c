import { Anchor } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { deedTone } from '~/components/deeds';
import { Panel } from '~/components/Panel';
import { Empty, Failed, Loading } from '~/components/states';
import { Lamp } from '~/components/Tag';
import { useLive } from '~/lib/live';
import { useName } from '~/lib/names';
import { relative, useNow } from '~/lib/time';
import { fetchEvents } from './api';
import { useWords } from './words';
import styles from './Events.module.css';

/** What was done lately, and by whom. */
export function Events() {
  const say = useWords();
  const deed = useName('deed');
  const client = useQueryClient();
  const now = useNow(30_000);
  const events = useQuery({ queryKey: ['audit', 'recent'], queryFn: fetchEvents });
  useLive('audit', () => void client.invalidateQueries({ queryKey: ['audit'] }));
  return (
    <Panel
      title={say('events')}
      flush
      actions={
        <Anchor size="sm" renderRoot={(props) => <Link to="/audit" {...props} />}>
          {say('all')}
        </Anchor>
      }
    >
      {events.isPending && <Loading />}
      {events.isError && <Failed error={events.error} retry={() => void events.refetch()} />}
      {events.data?.items.length === 0 && (
        <Empty icon={<IconShieldCheck size={26} />} title={say('eventsNoneTitle')}>
          {say('eventsNone')}
        </Empty>
      )}
      <ul className={styles.list}>
        {events.data?.items.map((event) => (
          <li key={event.id} className={styles.event}>
            <span className={styles.lamp}>
              <Lamp tone={deedTone(event.action)} />
            </span>
            <span className={styles.words}>
              <span className={styles.deed}>{deed(event.action)}</span>
              <span className={styles.by}>
                {event.sourceAddress
                  ? say('by', { who: event.actor.name, from: event.sourceAddress })
                  : event.actor.name}
              </span>
            </span>
            <time className={styles.when} dateTime={event.at}>
              {relative(event.at, new Date(now))}
            </time>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
