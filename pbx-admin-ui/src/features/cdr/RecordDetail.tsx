import { Tabs, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { CallRecordDetail } from '~/api/model';
import { useConnected } from '~/components/calls';
import { Facts } from '~/components/Facts';
import { Party } from '~/components/Party';
import { SecurityTag } from '~/components/security';
import { Failed, Loading } from '~/components/states';
import { sentence, useName } from '~/lib/names';
import { useMay } from '~/lib/session';
import { clock, dateTime, secondsBetween } from '~/lib/time';
import { fetchRecord } from './api';
import { Leg } from './Leg';
import { OutcomeTag } from './OutcomeTag';
import { Trace } from './Trace';
import { useWords } from './words';
import styles from './RecordDetail.module.css';

/** All that is known of one call: its course, why it was routed so, and how each leg was protected. */
export function RecordDetail({ id }: { id: string }) {
  const record = useQuery({ queryKey: ['call-records', 'one', id], queryFn: () => fetchRecord(id) });
  if (record.isPending) {
    return <Loading rows={9} />;
  }
  if (record.isError) {
    return <Failed error={record.error} retry={() => void record.refetch()} />;
  }
  return <Record record={record.data} />;
}

/** The record, and beside it what was said, for those who may read that. */
function Record({ record }: { record: CallRecordDetail }) {
  const say = useWords();
  const may = useMay();
  if (!may('traces.read')) {
    return <Detail record={record} />;
  }
  return (
    <Tabs defaultValue="call" keepMounted={false}>
      <Tabs.List aria-label={say('detail')}>
        <Tabs.Tab value="call">{say('call')}</Tabs.Tab>
        <Tabs.Tab value="trace">{say('trace')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="call" pt="md">
        <Detail record={record} />
      </Tabs.Panel>
      <Tabs.Panel value="trace" pt="md">
        <Trace id={record.id} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Detail({ record }: { record: CallRecordDetail }) {
  const say = useWords();
  const byName = useName('hungUpBy');
  const ruleName = useName('rule');
  const verstatName = useName('verstat');
  const connectedName = useConnected();
  const security = record.legs.map((leg) => leg.security);
  return (
    <>
      <div className={styles.head}>
        <p className={styles.parties}>
          <Party number={record.caller} name={record.callerName} />
          <span aria-hidden> → </span>
          <Party number={record.dialled} />
        </p>
        <div className={styles.tags}>
          <OutcomeTag record={record} />
          <SecurityTag legs={security} />
        </div>
      </div>
      {record.why && (
        <section className={styles.why}>
          <Title order={3} className={styles.subtitle}>
            {say('routedSo')}
          </Title>
          <p>{record.why}</p>
          {record.rule && <p className={styles.rule}>{`${say('rule')}: ${ruleName(record.rule)}`}</p>}
        </section>
      )}
      <Title order={3} className={styles.subtitle}>
        {say('course')}
      </Title>
      <Facts
        facts={[
          [say('started'), dateTime(record.startedAt)],
          [say('connected'), connectedName(record.connected) ?? say('nobody')],
          [say('rung'), record.rungAt ? clock(secondsBetween(record.startedAt, record.rungAt)) : undefined],
          [
            say('talk'),
            record.answeredAt ? clock(secondsBetween(record.answeredAt, record.endedAt)) : undefined,
          ],
          [say('ended'), dateTime(record.endedAt)],
          [say('endedBy'), byName(record.hungUpBy)],
          [say('reason'), sentence(record.endReason)],
          [say('status'), <span key="status" className="numbers">{`SIP ${record.status}`}</span>],
          [
            say('callerNumber'),
            record.identity.verstat
              ? `${verstatName(record.identity.verstat)}: ${record.identity.why}`
              : record.identity.why || undefined,
          ],
          [say('attested'), record.identity.attestation || undefined],
          [say('divertedBy'), record.identity.divertedBy.join(', ') || undefined],
          [
            say('origin'),
            record.identity.originId ? (
              <span key="origin" className="mono">
                {record.identity.originId}
              </span>
            ) : undefined,
          ],
          [
            say('callId'),
            <span key="id" className="mono">
              {record.id}
            </span>,
          ],
        ]}
      />
      <Title order={3} className={styles.subtitle}>
        {say('legs')}
      </Title>
      {record.legs.map((leg) => (
        <Leg key={leg.id} leg={leg} />
      ))}
    </>
  );
}
