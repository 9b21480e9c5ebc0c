import { Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormFault } from '~/components/FormFault';
import { showProblem } from '~/lib/forms';
import { sessionKey } from '~/lib/queries';
import { changePassword } from './api';
import { Doorway } from './Doorway';
import { useWords } from './words';

const SHORTEST = 12;

/** A password that somebody else has seen is good for choosing one's own, and for nothing else. */
export default function PasswordChange() {
  const say = useWords();
  const client = useQueryClient();
  const [fault, setFault] = useState<string>();
  const form = useForm({
    initialValues: { current: '', replacement: '', again: '' },
    validate: {
      current: (value) => (value === '' ? say('passwordNeeded') : null),
      replacement: (value) => (value.length < SHORTEST ? say('tooShort') : null),
      again: (value, values) => (value === values.replacement ? null : say('notSame')),
    },
  });
  const change = useMutation({
    mutationKey: sessionKey,
    mutationFn: (given: { current: string; replacement: string }) =>
      changePassword(given.current, given.replacement),
    onSuccess: (session) => client.setQueryData(sessionKey, session),
    onError: (error) => setFault(showProblem(form, error, say('failed'))),
  });
  return (
    <Doorway title={say('change')} lead={say('changeLead')}>
      <FormFault>{fault}</FormFault>
      <form
        noValidate
        onSubmit={form.onSubmit((given) => {
          setFault(undefined);
          change.mutate(given);
        })}
      >
        <Stack gap="md">
          <PasswordInput
            {...form.getInputProps('current')}
            label={say('current')}
            autoComplete="current-password"
            size="md"
            autoFocus
          />
          <PasswordInput
            {...form.getInputProps('replacement')}
            label={say('replacement')}
            description={say('replacementHint')}
            autoComplete="new-password"
            size="md"
          />
          <PasswordInput
            {...form.getInputProps('again')}
            label={say('again')}
            autoComplete="new-password"
            size="md"
          />
          <Button type="submit" size="md" mt="xs" loading={change.isPending}>
            {say('changeDo')}
          </Button>
        </Stack>
      </form>
    </Doorway>
  );
}
