import { Alert, Button, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Device } from '~/api/model';
import { CopyValues } from '~/components/CopyValue';
import { shortTime } from '~/lib/time';
import { defineWords } from '~/lib/words';
import { fetchEnrolmentPassword, orderEnrolmentPassword, withdrawEnrolmentPassword } from './api';
import styles from './Devices.module.css';

const useWords = defineWords('enrolment-password', {
  title: 'Let the phone enrol by itself',
  lead: 'A phone that knows EST asks for its certificate itself, with a password that is good for this one time.',
  order: 'Order enrolment password',
  again: 'Order another',
  withdraw: 'Withdraw',
  once: 'Put these into the phone now: the password is not shown again. It is good for one certificate until {{when}}, and ends after five wrong ones.',
  url: 'EST server',
  username: 'User name',
  password: 'Enrolment password',
  pending: 'A password is good until {{when}}. Another takes its place.',
  failed: 'It could not be done. Try again.',
});

/** A password with which the phone enrols: ordered, shown this once, withdrawn. */
export function EnrolmentPassword({ device }: { device: Device }) {
  const say = useWords();
  const client = useQueryClient();
  const key = ['devices', device.id, 'enrolment-password'];
  const known = useQuery({ queryKey: key, queryFn: () => fetchEnrolmentPassword(device) });
  const again = () => void client.invalidateQueries({ queryKey: key });
  const order = useMutation({
    mutationFn: () => orderEnrolmentPassword(device),
    onSettled: again,
    gcTime: 0,
  });
  const withdraw = useMutation({
    mutationFn: () => withdrawEnrolmentPassword(device),
    onSuccess: order.reset,
    onSettled: again,
  });
  const until = known.data?.good ? known.data.expiresAt : null;
  const pending = until !== null;
  return (
    <section className={styles.enrolment} aria-label={say('title')}>
      <Text fw={600} size="sm">
        {say('title')}
      </Text>
      <Text size="sm" c="dimmed">
        {say('lead')}
      </Text>
      {(order.isError || withdraw.isError) && (
        <Alert color="ember" variant="light">
          {say('failed')}
        </Alert>
      )}
      {order.data && (
        <>
          <CopyValues
            values={[
              [say('url'), new URL(order.data.url, window.location.origin).href],
              [say('username'), order.data.username],
              [say('password'), order.data.password],
            ]}
          />
          <Text size="sm">{say('once', { when: shortTime(order.data.expiresAt) })}</Text>
        </>
      )}
      {!order.data && until && <Text size="sm">{say('pending', { when: shortTime(until) })}</Text>}
      <div className={styles.line}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconKey size={16} />}
          loading={order.isPending}
          onClick={() => order.mutate()}
        >
          {say(order.data || pending ? 'again' : 'order')}
        </Button>
        {pending && (
          <Button
            size="xs"
            variant="subtle"
            color="ember"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate()}
          >
            {say('withdraw')}
          </Button>
        )}
      </div>
    </section>
  );
}
