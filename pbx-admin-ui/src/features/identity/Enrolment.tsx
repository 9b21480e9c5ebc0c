import { Button, CopyButton, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CopyValues } from '~/components/CopyValue';
import { FormFault } from '~/components/FormFault';
import { QrCode } from '~/components/QrCode';
import { Failed, Loading } from '~/components/states';
import { sessionKey } from '~/lib/queries';
import { beginEnrolment, confirmEnrolment } from './api';
import { CodeForm } from './CodeForm';
import { Doorway } from './Doorway';
import { hindrance, isWrong } from './fault';
import { useWords } from './words';
import styles from './Enrolment.module.css';

/** The first sign-in: an authenticator is bound to the account, and recovery codes are handed out once. */
export default function Enrolment() {
  const say = useWords();
  const client = useQueryClient();
  const begun = useQuery({
    queryKey: [...sessionKey, 'enrolment'],
    queryFn: beginEnrolment,
    staleTime: Infinity,
    gcTime: 0,
  });
  const confirm = useMutation({ mutationKey: sessionKey, mutationFn: confirmEnrolment });
  if (confirm.data) {
    const { recoveryCodes: codes, session } = confirm.data;
    return (
      <Doorway title={say('recoveryTitle')} lead={say('recoveryKeep')}>
        <ul className={styles.codes} aria-label={say('recoveryList')}>
          {codes.map((code) => (
            <li key={code} className="mono">
              {code}
            </li>
          ))}
        </ul>
        <Group mt="lg">
          <Button onClick={() => client.setQueryData(sessionKey, session)}>{say('saved')}</Button>
          <CopyButton value={codes.join('\n')}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {say(copied ? 'copied' : 'copyAll')}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Doorway>
    );
  }
  const wrong = isWrong(confirm.error);
  return (
    <Doorway title={say('enrol')} lead={say('enrolLead')}>
      {begun.isPending && <Loading rows={4} />}
      {begun.isError && <Failed error={begun.error} retry={() => void begun.refetch()} />}
      {begun.data && (
        <>
          <FormFault>{confirm.error && !wrong ? hindrance(confirm.error, say) : undefined}</FormFault>
          <Text size="sm" mb="sm">
            {say('enrolScan')}
          </Text>
          <QrCode text={begun.data.uri} label={say('qr')} />
          <div className={styles.key}>
            <CopyValues values={[[say('enrolKey'), begun.data.secret]]} />
          </div>
          <CodeForm
            label={say('enrolCode')}
            button={say('verify')}
            missing={say('codeNeeded')}
            wrong={wrong && !confirm.isPending ? say('codeWrong') : undefined}
            busy={confirm.isPending}
            digits
            onCode={(code) => confirm.mutate(code)}
          />
        </>
      )}
    </Doorway>
  );
}
