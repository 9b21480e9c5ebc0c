import { Button, Group, NumberInput, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Tenant } from '~/api/model';
import { FormDialog, useFormDialog } from '~/components/FormDialog';
import { FormFault } from '~/components/FormFault';
import { showProblem } from '~/lib/forms';
import { changeTenant, createTenant, type TenantDraft } from './api';
import { useWords } from './words';

interface TenantDialogProps {
  /** The tenant to change, a new one, or nothing: closed. */
  tenant: Tenant | 'new' | undefined;
  onClose: () => void;
  onSaved: () => void;
}

/** Makes or changes a tenant. */
export function TenantDialog(props: TenantDialogProps) {
  const say = useWords();
  return (
    <FormDialog
      opened={props.tenant !== undefined}
      onClose={props.onClose}
      title={say(props.tenant === 'new' ? 'newTitle' : 'editTitle')}
    >
      <Form {...props} />
    </FormDialog>
  );
}

function Form({ tenant, onSaved }: TenantDialogProps) {
  const say = useWords();
  const known = tenant === 'new' ? undefined : tenant;
  const [attempt] = useState(() => crypto.randomUUID());
  const [fault, setFault] = useState<string>();
  const limit = (value: number | string) =>
    Number(value) >= 1 && Number(value) <= 100_000 ? null : say('limitNeeded');
  const form = useForm<TenantDraft>({
    initialValues: {
      name: known?.name ?? '',
      domain: known?.domain ?? '',
      aliases: known?.aliases ?? [],
      enabled: known?.enabled ?? true,
      maxExtensions: known?.maxExtensions ?? 100,
      maxCalls: known?.maxCalls ?? 50,
    },
    validate: {
      name: (value) => (value.trim() === '' ? say('nameNeeded') : null),
      domain: (value) => (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value) ? null : say('domainNeeded')),
      maxExtensions: limit,
      maxCalls: limit,
    },
  });
  const cancel = useFormDialog(form.isDirty());
  const save = useMutation({
    mutationFn: (draft: TenantDraft) => (known ? changeTenant(known, draft) : createTenant(draft, attempt)),
    onSuccess: onSaved,
    onError: (error) => setFault(showProblem(form, error, say('failed'))),
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
        <TextInput {...form.getInputProps('name')} label={say('name')} maxLength={80} data-autofocus />
        <TextInput
          {...form.getInputProps('domain')}
          label={say('domain')}
          description={say('domainHint')}
          disabled={known !== undefined}
          spellCheck={false}
          autoCapitalize="none"
        />
        <TagsInput
          {...form.getInputProps('aliases')}
          label={say('aliases')}
          description={say('aliasesHint')}
        />
        <NumberInput
          {...form.getInputProps('maxExtensions')}
          label={say('maxExtensions')}
          allowDecimal={false}
        />
        <NumberInput {...form.getInputProps('maxCalls')} label={say('maxCalls')} allowDecimal={false} />
        <Switch
          {...form.getInputProps('enabled', { type: 'checkbox' })}
          label={say('enabled')}
          description={say('enabledHint')}
        />
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
