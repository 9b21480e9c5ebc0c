import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle, IconLink, IconLinkOff, IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { locale } from '~/lib/words';
import { dateTime } from '~/lib/time';
import { verifyChain } from './api';
import styles from './Verification.module.css';
import { useWords } from './words';

/** Walks the chain when asked, and says in words what came of it. */
export function Verification() {
  const say = useWords();
  const walk = useMutation({
    mutationFn: async () => ({ ...(await verifyChain()), at: new Date().toISOString() }),
  });
  return (
    <section className={styles.verification} aria-label={say('verify')}>
      <div className={styles.ask}>
        <p className={styles.lead}>{say('verifyLead')}</p>
        <Button
          variant="default"
          leftSection={<IconShieldCheck size={17} />}
          loading={walk.isPending}
          onClick={() => walk.mutate()}
        >
          {say('verify')}
        </Button>
      </div>
      <div role="status">
        {walk.isPending && <p className={styles.lead}>{say('verifying')}</p>}
        {walk.isError && (
          <Alert color="amber" variant="light" icon={<IconAlertTriangle size={18} />}>
            {say('verifyFailed')}
          </Alert>
        )}
        {walk.data && <Result {...walk.data} />}
      </div>
    </section>
  );
}

function Result({ links, brokenAt, at }: { links: number; brokenAt?: number | null; at: string }) {
  const say = useWords();
  const checked = say('checkedAt', { when: dateTime(at) });
  if (brokenAt !== null && brokenAt !== undefined) {
    return (
      <Alert
        color="ember"
        variant="light"
        icon={<IconLinkOff size={18} />}
        title={say('broken', { number: new Intl.NumberFormat(locale()).format(brokenAt) })}
      >
        {say('brokenNext')} {checked}
      </Alert>
    );
  }
  return (
    <Alert color="moss" variant="light" icon={<IconLink size={18} />}>
      {links === 0 ? say('nothing') : say('whole', { count: links })} {checked}
    </Alert>
  );
}
