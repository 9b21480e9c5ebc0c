import { Button, Checkbox, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FormDialog, useFormDialog } from '~/components/FormDialog';
import { FormFault } from '~/components/FormFault';
import { showProblem } from '~/lib/forms';
import { useName } from '~/lib/names';
import { useSession } from '~/lib/session';
import { createKey, type CreatedKey, type KeyDraft } from './api';
import { useWords } from './words';
import styles from './NewKey.module.css';

interface NewKeyProps {
  opened: boolean;
  onClose: () => void;
  onCreated: (created: CreatedKey) => void;
}

const lifetimes = [7, 30, 90, 365] as const;

function daysFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

/** Makes a key; it may do at most what its maker may. */
export function NewKey(props: NewKeyProps) {
  const say = useWords();
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={say('newTitle')} size="lg">
      <Form {...props} />
    </FormDialog>
  );
}

function Form({ onCreated }: NewKeyProps) {
  const say = useWords();
  const { permissions } = useSession();
  const permissionName = useName('permission');
  const [attempt] = useState(() => crypto.randomUUID());
  const [fault, setFault] = useState<string>();
  const form = useForm({
    initialValues: { name: '', days: '90', permissions: [] as string[] },
    validate: {
      name: (value) => (value.trim() === '' ? say('nameNeeded') : null),
      permissions: (value) => (value.length === 0 ? say('scopesNeeded') : null),
    },
  });
  const cancel = useFormDialog(form.isDirty());
  const create = useMutation({
    mutationFn: (draft: KeyDraft) => createKey(draft, attempt),
    onSuccess: onCreated,
    onError: (error) => setFault(showProblem(form, error, say('createFailed'))),
    gcTime: 0,
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((fields) => {
        setFault(undefined);
        create.mutate({
          name: fields.name.trim(),
          permissions: fields.permissions,
          expiresAt: daysFromNow(Number(fields.days)),
        });
      })}
    >
      <FormFault>{fault}</FormFault>
      <Stack gap="md">
        <TextInput
          {...form.getInputProps('name')}
          label={say('name')}
          description={say('nameHint')}
          maxLength={80}
          autoComplete="off"
          data-autofocus
        />
        <Select
          {...form.getInputProps('days')}
          label={say('lasts')}
          data={lifetimes.map((count) => ({ value: String(count), label: say('days', { count }) }))}
        />
        <Checkbox.Group
          {...form.getInputProps('permissions')}
          label={say('scopes')}
          description={say('scopesHint')}
        >
          <div className={styles.scopes}>
            {[...permissions].sort().map((permission) => (
              <Checkbox key={permission} value={permission} label={permissionName(permission)} />
            ))}
          </div>
        </Checkbox.Group>
      </Stack>
      <Group justify="flex-end" mt="xl">
        <Button variant="default" onClick={cancel}>
          {say('cancel')}
        </Button>
        <Button type="submit" loading={create.isPending}>
          {say('create')}
        </Button>
      </Group>
    </form>
  );
}
