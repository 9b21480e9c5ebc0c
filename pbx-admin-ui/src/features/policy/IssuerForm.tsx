import { Button, Group, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TokenIssuer } from '~/api/model';
import { ApiProblem } from '~/api/problem';
import { FormFault } from '~/components/FormFault';
import { UnsavedGuard } from '~/components/Unsaved';
import { showProblem } from '~/lib/forms';
import { useMay } from '~/lib/session';
import { changeIssuer, type IssuerDraft } from './api';
import { useWords } from './words';

/** Changes the issuer as it was read; if somebody was quicker, theirs is shown instead of overwritten. */
export function IssuerForm({ stands }: { stands: TokenIssuer }) {
  const say = useWords();
  const mayWrite = useMay()('policy.write');
  const client = useQueryClient();
  const [fault, setFault] = useState<string>();
  const { enabled, issuer, audience, jwksUrl, claim } = stands;
  const needed = (value: string, draft: IssuerDraft) => draft.enabled || value.trim() !== '';
  const https = (value: string, draft: IssuerDraft) =>
    !needed(value, draft) || /^https:\/\/[^\s/?#@]+[^\s#]*$/.test(value.trim()) ? null : say('httpsNeeded');
  const form = useForm<IssuerDraft>({
    initialValues: { enabled, issuer, audience, jwksUrl, claim },
    validate: {
      issuer: https,
      jwksUrl: https,
      audience: (value, draft) =>
        !needed(value, draft) || /^\S{1,255}$/.test(value.trim()) ? null : say('audienceNeeded'),
      claim: (value) => (/^[A-Za-z][\w.:/-]{0,99}$/.test(value.trim()) ? null : say('claimNeeded')),
    },
  });
  const save = useMutation({
    mutationFn: (draft: IssuerDraft) => changeIssuer(stands, draft),
    onSuccess: async () => {
      notifications.show({ message: say('issuerSaved'), color: 'moss' });
      form.resetDirty();
      await client.invalidateQueries({ queryKey: ['token-issuer'] });
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.status === 412) {
        notifications.show({ message: say('stale'), color: 'amber', autoClose: 10_000 });
        void client.invalidateQueries({ queryKey: ['token-issuer'] });
      } else {
        setFault(showProblem(form, error, say('failed')));
      }
    },
  });
  const field = (name: 'issuer' | 'audience' | 'jwksUrl' | 'claim') => ({
    ...form.getInputProps(name),
    spellCheck: false,
    autoComplete: 'off',
    readOnly: !mayWrite,
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((draft) => {
        setFault(undefined);
        save.mutate(draft);
      })}
    >
      <FormFault>{fault}</FormFault>
      <Stack gap="md">
        <Switch
          {...form.getInputProps('enabled', { type: 'checkbox' })}
          label={say('issuerOn')}
          description={say('issuerOnHint')}
          disabled={!mayWrite}
        />
        <TextInput
          {...field('issuer')}
          label={say('issuerUrl')}
          description={say('issuerUrlHint')}
          maxLength={500}
        />
        <TextInput
          {...field('audience')}
          label={say('audience')}
          description={say('audienceHint')}
          maxLength={255}
        />
        <TextInput
          {...field('jwksUrl')}
          label={say('jwksUrl')}
          description={say('jwksUrlHint')}
          maxLength={500}
        />
        <TextInput {...field('claim')} label={say('claim')} description={say('claimHint')} maxLength={100} />
      </Stack>
      {mayWrite && (
        <Group justify="flex-end" mt="lg">
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {say('saveIssuer')}
          </Button>
        </Group>
      )}
      <UnsavedGuard dirty={form.isDirty() && !save.isPending} />
    </form>
  );
}
