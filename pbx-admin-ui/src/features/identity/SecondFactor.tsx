import { Anchor, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { signOut } from '~/api/session';
import { FormFault } from '~/components/FormFault';
import { sessionKey } from '~/lib/queries';
import { giveCode, giveRecoveryCode } from './api';
import { CodeForm } from './CodeForm';
import { Doorway } from './Doorway';
import { hindrance, isWrong } from './fault';
import { useWords } from './words';

/** The second factor: a code from the authenticator, or one of the recovery codes. */
export default function SecondFactor() {
  const say = useWords();
  const client = useQueryClient();
  const [byRecovery, setByRecovery] = useState(false);
  const attempt = useMutation({
    mutationKey: sessionKey,
    mutationFn: (code: string) => (byRecovery ? giveRecoveryCode(code) : giveCode(code)),
    onSuccess: (session) => client.setQueryData(sessionKey, session),
  });
  const leave = useMutation({
    mutationKey: sessionKey,
    mutationFn: signOut,
    onSettled: () => client.invalidateQueries({ queryKey: sessionKey }),
  });
  const wrong = isWrong(attempt.error);
  const fault = attempt.error && !wrong ? hindrance(attempt.error, say) : undefined;
  return (
    <Doorway title={say('second')} lead={say(byRecovery ? 'recoveryLead' : 'secondLead')}>
      <FormFault>{fault}</FormFault>
      <CodeForm
        key={byRecovery ? 'recovery' : 'code'}
        label={say(byRecovery ? 'recovery' : 'code')}
        button={say('verify')}
        missing={say(byRecovery ? 'recoveryNeeded' : 'codeNeeded')}
        wrong={wrong && !attempt.isPending ? say(byRecovery ? 'recoveryWrong' : 'codeWrong') : undefined}
        busy={attempt.isPending}
        digits={!byRecovery}
        onCode={(code) => attempt.mutate(code)}
      />
      <Stack gap={6} mt="lg" align="flex-start">
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => {
            attempt.reset();
            setByRecovery(!byRecovery);
          }}
        >
          {say(byRecovery ? 'useCode' : 'useRecovery')}
        </Anchor>
        <Anchor component="button" type="button" size="sm" onClick={() => leave.mutate()}>
          {say('startAgain')}
        </Anchor>
      </Stack>
    </Doorway>
  );
}
