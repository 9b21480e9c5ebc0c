import { Button, Skeleton } from '@mantine/core';
import { IconCloudOff, IconLock, IconMoodPuzzled, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ApiProblem } from '~/api/problem';
import { defineWords } from '~/lib/words';
import styles from './states.module.css';

const useWords = defineWords('states', {
  loading: 'Loading…',
  retry: 'Try again',
  unreachableTitle: 'The server cannot be reached',
  unreachable: 'Nothing is lost. Check the connection; this screen tries again when you ask it to.',
  deniedTitle: 'This is not yours to see',
  denied: 'Your role does not include it. An administrator can change that.',
  missingTitle: 'Nothing is here any more',
  missing: 'It may have been deleted, or the address has a slip in it.',
  brokenTitle: 'This screen could not be shown',
  broken: 'The server may have been updated meanwhile. Trying again loads the console anew.',
  failedTitle: 'That did not work',
  failed: 'The server could not answer. The incident is in its log.',
});

interface NoticeProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  tone?: 'calm' | 'bad';
}

function Notice({ icon, title, children, action, tone = 'calm' }: NoticeProps) {
  return (
    <div className={styles.notice} role={tone === 'bad' ? 'alert' : undefined}>
      <span className={tone === 'bad' ? styles.iconBad : styles.icon} aria-hidden>
        {icon}
      </span>
      <p className={styles.title}>{title}</p>
      {children && <p className={styles.text}>{children}</p>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}

interface EmptyProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** There is nothing yet: what would be here, and how it comes to be. */
export function Empty(props: EmptyProps) {
  return <Notice {...props} />;
}

/** A request failed: in words, with the way on. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const say = useWords();
  const problem = error instanceof ApiProblem ? error : undefined;
  const again = retry && (
    <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={retry}>
      {say('retry')}
    </Button>
  );
  if (!problem) {
    return (
      <Notice tone="bad" icon={<IconMoodPuzzled size={26} />} title={say('brokenTitle')} action={again}>
        {say('broken')}
      </Notice>
    );
  }
  if (problem.unreachable) {
    return (
      <Notice tone="bad" icon={<IconCloudOff size={26} />} title={say('unreachableTitle')} action={again}>
        {say('unreachable')}
      </Notice>
    );
  }
  if (problem.status === 403) {
    return (
      <Notice tone="bad" icon={<IconLock size={26} />} title={say('deniedTitle')}>
        {say('denied')}
      </Notice>
    );
  }
  if (problem.status === 404) {
    return (
      <Notice tone="bad" icon={<IconMoodPuzzled size={26} />} title={say('missingTitle')}>
        {say('missing')}
      </Notice>
    );
  }
  return (
    <Notice tone="bad" icon={<IconMoodPuzzled size={26} />} title={say('failedTitle')} action={again}>
      {problem.status < 500 ? problem.message : say('failed')}
    </Notice>
  );
}

/** Something is on its way: as many bars as rows would stand here. */
export function Loading({ rows = 5 }: { rows?: number }) {
  const say = useWords();
  return (
    <div className={styles.loading} role="status" aria-label={say('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={16} width={`${92 - ((row * 17) % 40)}%`} radius="sm" />
      ))}
    </div>
  );
}
