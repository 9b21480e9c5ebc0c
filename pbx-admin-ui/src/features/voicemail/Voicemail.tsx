import { Button } from '@mantine/core';
import { IconKey, IconRecordMail } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Mailbox } from '~/api/model';
import { LiveMark } from '~/components/LiveMark';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Empty, Failed, Loading } from '~/components/states';
import { Tag } from '~/components/Tag';
import { useLive } from '~/lib/live';
import { useMay } from '~/lib/session';
import { fetchMailboxes } from './api';
import { isLocked, MailboxSettings } from './MailboxSettings';
import { Messages } from './Messages';
import { useWords } from './words';
import styles from './Voicemail.module.css';

const route = getRouteApi('/voicemail');

/** Mailboxes on the left, the messages of one on the right. */
export default function Voicemail() {
  const say = useWords();
  const may = useMay();
  const client = useQueryClient();
  const { mailbox } = route.useSearch();
  const [managing, setManaging] = useState(false);
  const list = useQuery({ queryKey: ['mailboxes'], queryFn: fetchMailboxes });
  useLive('mailbox', () => {
    void client.invalidateQueries({ queryKey: ['mailboxes'] });
    void client.invalidateQueries({ queryKey: ['messages'] });
  });
  const boxes = list.data?.items ?? [];
  const open = boxes.find((box) => box.id === mailbox) ?? boxes.find((box) => box.unheard > 0) ?? boxes[0];
  const mayListen = may('messages.listen') || may('own.messages');
  const mayManage = may('mailboxes.write') || may('own.messages');
  return (
    <Page title={say('title')} lead={say('lead')} actions={<LiveMark />}>
      {list.isPending && (
        <Panel>
          <Loading />
        </Panel>
      )}
      {list.isError && (
        <Panel>
          <Failed error={list.error} retry={() => void list.refetch()} />
        </Panel>
      )}
      {list.data && !open && (
        <Panel>
          <Empty icon={<IconRecordMail size={26} />} title={say('noMailboxTitle')}>
            {say('noMailbox')}
          </Empty>
        </Panel>
      )}
      {open && (
        <div className={styles.split}>
          <nav aria-label={say('mailboxes')} className={styles.boxes}>
            {boxes.map((box) => (
              <BoxLink key={box.id} box={box} current={box.id === open.id} />
            ))}
          </nav>
          <Panel
            title={say('messages', { extension: open.extension })}
            flush
            actions={
              mayManage && (
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<IconKey size={15} />}
                  onClick={() => setManaging(true)}
                >
                  {say('settings')}
                </Button>
              )
            }
          >
            {mayListen ? (
              <Messages key={open.id} mailbox={open} />
            ) : (
              <Empty icon={<IconRecordMail size={26} />} title={say('notYoursTitle')}>
                {say('notYours')}
              </Empty>
            )}
          </Panel>
        </div>
      )}
      {open && mayManage && (
        <MailboxSettings key={open.id} mailbox={open} opened={managing} onClose={() => setManaging(false)} />
      )}
    </Page>
  );
}

function BoxLink({ box, current }: { box: Mailbox; current: boolean }) {
  const say = useWords();
  return (
    <Link
      to="/voicemail"
      search={{ mailbox: box.id }}
      className={styles.box}
      aria-current={current ? 'true' : undefined}
    >
      <span className={styles.who}>
        <span className="visually-hidden">{say('mailbox')}</span>
        <span className={`${styles.number} numbers`}>{box.extension}</span>
        {box.name && <span className={styles.name}>{box.name}</span>}
      </span>
      {isLocked(box) && (
        <span title={say('lockedWhy')}>
          <Tag tone="bad">{say('locked')}</Tag>
        </span>
      )}
      {box.unheard > 0 && (
        <Tag tone="warn">
          {box.unheard}
          <span className="visually-hidden">{say('unheard', { count: box.unheard })}</span>
        </Tag>
      )}
    </Link>
  );
}
