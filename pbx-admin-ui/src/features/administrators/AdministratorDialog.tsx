import { Button, Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Administrator } from '~/api/model';
import { FormDialog, useFormDialog } from '~/components/FormDialog';
import { FormFault } from '~/components/FormFault';
import { roles, useRoleDuty } from '~/components/roles';
import { showProblem } from '~/lib/forms';
import { useName } from '~/lib/names';
import { changeAdministrator, createAdministrator } from './api';
import { useWords } from './words';

interface AdministratorDialogProps {
  /** Whom to change, somebody new, or nobody: closed. */
  administrator: Administrator | 'new' | undefined;
  onClose: () => void;
  /** With the password for the first sign-in, where there is one to hand over. */
  onSaved: (password: string | undefined) => void;
}

/** Makes or changes somebody who signs in. */
export function AdministratorDialog(props: AdministratorDialogProps) {
  const say = useWords();
  return (
    <FormDialog
      opened={props.administrator !== undefined}
      onClose={props.onClose}
      title={say(props.administrator === 'new' ? 'newTitle' : 'editTitle')}
    >
      <Form {...props} />
    </FormDialog>
  );
}

interface Fields extends Record<string, unknown> {
  username: string;
  displayName: string;
  role: Administrator['role'];
  extension: string;
  enabled: boolean;
}

/** Roles of people who belong to a tenant. */
const ofTenant = roles.filter((role) => role !== 'platform-administrator');

function Form({ administrator, onSaved }: AdministratorDialogProps) {
  const say = useWords();
  const roleName = useName('role');
  const duty = useRoleDuty();
  const known = administrator === 'new' ? undefined : administrator;
  const [attempt] = useState(() => crypto.randomUUID());
  const [fault, setFault] = useState<string>();
  const form = useForm<Fields>({
    initialValues: {
      username: known?.username ?? '',
      displayName: known?.displayName ?? '',
      role: known?.role ?? 'operator',
      extension: known?.extension ?? '',
      enabled: known?.enabled ?? true,
    },
    validate: {
      username: (value) => (value.trim() === '' ? say('usernameNeeded') : null),
      displayName: (value) => (value.trim() === '' ? say('nameNeeded') : null),
      extension: (value, { role }) =>
        role === 'user' && value.trim() === '' ? say('extensionNeeded') : null,
    },
  });
  const cancel = useFormDialog(form.isDirty());
  const save = useMutation({
    mutationFn: async ({ username, enabled, ...fields }: Fields) => {
      const draft = {
        displayName: fields.displayName.trim(),
        role: fields.role,
        extension: fields.extension.trim() || null,
      };
      if (known) {
        await changeAdministrator(known, { ...draft, enabled });
        return undefined;
      }
      return (
        (await createAdministrator({ ...draft, username: username.trim() }, attempt)).password ?? undefined
      );
    },
    onSuccess: onSaved,
    onError: (error) => setFault(showProblem(form, error, say('failed'))),
    gcTime: 0,
  });
  const choices = known && known.role === 'platform-administrator' ? roles : ofTenant;
  const chosen = roles.find((role) => role === form.values.role);
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((fields) => {
        setFault(undefined);
        save.mutate(fields);
      })}
    >
      <FormFault>{fault}</FormFault>
      <Stack gap="md">
        <TextInput {...form.getInputProps('displayName')} label={say('name')} maxLength={80} data-autofocus />
        <TextInput
          {...form.getInputProps('username')}
          label={say('username')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={80}
          disabled={known !== undefined}
        />
        <Select
          {...form.getInputProps('role')}
          label={say('role')}
          description={chosen && duty(chosen)}
          data={choices.map((role) => ({ value: role, label: roleName(role) }))}
        />
        <TextInput
          {...form.getInputProps('extension')}
          label={say('extension')}
          description={say('extensionHint')}
          inputMode="numeric"
          autoComplete="off"
        />
        {known && <Switch {...form.getInputProps('enabled', { type: 'checkbox' })} label={say('enabled')} />}
      </Stack>
      <Group justify="flex-end" mt="xl">
        <Button variant="default" onClick={cancel}>
          {say('cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {say(known ? 'save' : 'create')}
        </Button>
      </Group>
    </form>
  );
}
