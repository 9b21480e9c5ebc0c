import { Button, Group, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FormDialog, useFormDialog } from '~/components/FormDialog';
import { FormFault } from '~/components/FormFault';
import { showProblem } from '~/lib/forms';
import { useSession } from '~/lib/session';
import { createBan, type BanDraft } from './api';
import { useWords } from './words';

interface NewBanProps {
  opened: boolean;
  onClose: () => void;
  onCreated: () => void;
}

function hoursFromNow(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}

/** Bans by hand: an account at a network, or (the platform alone) everybody there. */
export function NewBan(props: NewBanProps) {
  const say = useWords();
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={say('newTitle')}>
      <Form {...props} />
    </FormDialog>
  );
}

function Form({ onCreated }: NewBanProps) {
  const say = useWords();
  const { tenant } = useSession();
  const ofPlatform = tenant === null;
  const [attempt] = useState(() => crypto.randomUUID());
  const [fault, setFault] = useState<string>();
  const form = useForm({
    initialValues: {
      network: '',
      whom: 'account',
      username: '',
      domain: tenant?.domain ?? '',
      reason: '',
      hours: '24',
    },
    validate: {
      network: (value) => (value.trim() === '' ? say('networkNeeded') : null),
      username: (value, { whom }) =>
        whom === 'account' && value.trim() === '' ? say('usernameNeeded') : null,
      domain: (value, { whom }) => (whom === 'account' && value.trim() === '' ? say('domainNeeded') : null),
      reason: (value) => (value.trim() === '' ? say('reasonNeeded') : null),
    },
  });
  const cancel = useFormDialog(form.isDirty());
  const create = useMutation({
    mutationFn: (draft: BanDraft) => createBan(draft, attempt),
    onSuccess: onCreated,
    onError: (error) => setFault(showProblem(form, error, say('createFailed'))),
  });
  const account = form.values.whom === 'account';
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((fields) => {
        setFault(undefined);
        create.mutate({
          network: fields.network.trim(),
          domain: account ? fields.domain.trim() : null,
          username: account ? fields.username.trim() : null,
          reason: fields.reason.trim(),
          endsAt: fields.hours === 'never' ? null : hoursFromNow(Number(fields.hours)),
        });
      })}
    >
      <FormFault>{fault}</FormFault>
      <Stack gap="md">
        <TextInput
          {...form.getInputProps('network')}
          label={say('network')}
          description={say('networkHint')}
          maxLength={49}
          spellCheck={false}
          autoComplete="off"
          data-autofocus
        />
        {ofPlatform && (
          <SegmentedControl
            {...form.getInputProps('whom')}
            aria-label={say('whom')}
            data={[
              { value: 'account', label: say('whomAccount') },
              { value: 'everybody', label: say('whomEverybody') },
            ]}
          />
        )}
        {account && (
          <TextInput
            {...form.getInputProps('username')}
            label={say('username')}
            description={say('usernameHint')}
            maxLength={128}
            spellCheck={false}
            autoComplete="off"
          />
        )}
        {account && ofPlatform && (
          <TextInput
            {...form.getInputProps('domain')}
            label={say('domain')}
            description={say('domainHint')}
            maxLength={253}
            spellCheck={false}
            autoComplete="off"
          />
        )}
        <TextInput {...form.getInputProps('reason')} label={say('reason')} maxLength={200} />
        <Select
          {...form.getInputProps('hours')}
          label={say('lasts')}
          allowDeselect={false}
          data={[
            { value: '1', label: say('hours', { count: 1 }) },
            { value: '24', label: say('hours', { count: 24 }) },
            { value: '168', label: say('days', { count: 7 }) },
            { value: '720', label: say('days', { count: 30 }) },
            { value: 'never', label: say('untilLifted') },
          ]}
        />
      </Stack>
      <Group justify="flex-end" mt="xl">
        <Button variant="default" onClick={cancel}>
          {say('cancel')}
        </Button>
        <Button type="submit" color="ember" loading={create.isPending}>
          {say('create')}
        </Button>
      </Group>
    </form>
  );
}
