import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Page as Rows } from '~/api/model';
import { LiveMark } from '~/components/LiveMark';
import { Page } from '~/components/Page';
import { callSecure } from '~/components/security';
import { useLive } from '~/lib/live';
import { callsKey, useCallsFollowed } from '~/lib/live-calls';
import { useMay } from '~/lib/session';
import { fetchCalls, fetchMailboxes, fetchRegistrations, fetchToday } from './api';
import { CallsNow } from './CallsNow';
import { Events } from './Events';
import { Figure } from './Figure';
import { Hours } from './Hours';
import { useWords } from './words';
import styles from './Overview.module.css';

/** The first look of the day: what is up, who can be reached, what waits. */
export default function Overview() {
  const say = useWords();
  const may = useMay();
  const client = useQueryClient();
  const calls = useQuery({ queryKey: callsKey, queryFn: fetchCalls });
  const phones = useQuery({ queryKey: ['registrations'], queryFn: fetchRegistrations });
  const boxes = useQuery({
    queryKey: ['mailboxes'],
    queryFn: fetchMailboxes,
    enabled: may('mailboxes.read'),
  });
  const today = useQuery({ queryKey: ['call-records', 'today'], queryFn: fetchToday });
  useCallsFollowed();
  useLive('registration', () => void client.invalidateQueries({ queryKey: ['registrations'] }));
  useLive('mailbox', () => void client.invalidateQueries({ queryKey: ['mailboxes'] }));
  useLive('record', () => void client.invalidateQueries({ queryKey: ['call-records'] }));

  const count = (page: Rows<unknown> | undefined) =>
    page && (page.next ? say('more', { count: page.items.length }) : String(page.items.length));
  const live = calls.data?.items ?? [];
  const extensions = new Set(phones.data?.items.map((row) => row.extension)).size;
  const waiting = (boxes.data?.items ?? []).filter((box) => box.unheard > 0);
  const records = today.data?.items ?? [];
  const answered = records.filter((record) => record.answeredAt).length;
  return (
    <Page title={say('title')} lead={say('lead')} actions={<LiveMark />}>
      <div className={styles.figures}>
        <Figure
          label={say('liveCalls')}
          to="/calls"
          query={calls}
          value={count(calls.data)}
          note={
            live.length === 0
              ? say('liveCallsNone')
              : say('liveCallsNote', {
                  encrypted: live.filter((call) => callSecure(call.legs) !== false).length,
                  all: live.length,
                })
          }
        />
        <Figure
          label={say('phones')}
          to="/registrations"
          query={phones}
          value={count(phones.data)}
          note={say('phonesNote', { count: extensions })}
        />
        {may('mailboxes.read') && (
          <Figure
            label={say('messages')}
            to="/voicemail"
            query={boxes}
            value={boxes.data && String(waiting.reduce((sum, box) => sum + box.unheard, 0))}
            note={waiting.length === 0 ? say('messagesNone') : say('messagesNote', { count: waiting.length })}
          />
        )}
        <Figure
          label={say('today')}
          to="/call-records"
          query={today}
          value={count(today.data)}
          note={
            records.length === 0
              ? say('todayNone')
              : say('todayNote', { answered, missed: records.length - answered })
          }
        />
      </div>
      <div className={styles.columns}>
        <div className={styles.column}>
          <CallsNow query={calls} />
          <Hours query={today} />
        </div>
        {may('audit.read') && <Events />}
      </div>
    </Page>
  );
}
