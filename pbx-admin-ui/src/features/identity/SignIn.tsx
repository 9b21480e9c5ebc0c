import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FormFault } from '~/components/FormFault';
import { sessionKey } from '~/lib/queries';
import { signIn } from './api';
import { Doorway } from './Doorway';
import { hindrance, isWrong } from './fault';
import { useWords } from './words';

/** The first factor. */
export default function SignIn() {
  const say = useWords();
  const client = useQueryClient();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { username: '', password: '' },
    validate: {
      username: (value) => (value.trim() === '' ? say('usernameNeeded') : null),
      password: (value) => (value === '' ? say('passwordNeeded') : null),
    },
  });
  const attempt = useMutation({
    mutationKey: sessionKey,
    mutationFn: (given: { username: string; password: string }) =>
      signIn(given.username.trim(), given.password),
    onSuccess: (session) => client.setQueryData(sessionKey, session),
    onError: () => form.setFieldValue('password', ''),
  });
  return (
    <Doorway title={say('signIn')} lead={say('signInLead')}>
      <FormFault>{attempt.error ? words(attempt.error, say) : undefined}</FormFault>
      <form onSubmit={form.onSubmit((given) => attempt.mutate(given))} noValidate>
        <Stack gap="md">
          <TextInput
            {...form.getInputProps('username')}
            key={form.key('username')}
            label={say('username')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            size="md"
            data-autofocus
          />
          <PasswordInput
            {...form.getInputProps('password')}
            key={form.key('password')}
            label={say('password')}
            autoComplete="current-password"
            size="md"
          />
          <Button type="submit" size="md" mt="xs" loading={attempt.isPending}>
            {say('signIn')}
          </Button>
        </Stack>
      </form>
    </Doorway>
  );
}

function words(error: Error, say: ReturnType<typeof useWords>): string {
  return isWrong(error) ? say('wrong') : hindrance(error, say);
}
