import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FormDialog, useFormDialog } from '~/components/FormDialog';
import { FormFault } from '~/components/FormFault';
import { showProblem } from '~/lib/forms';
import { useName } from '~/lib/names';
import { createExemption, type ExemptionDraft } from './api';
import { useWords } from './words';

interface NewExemptionProps {
  opened: boolean;
  onClose: () => void;
  onCreated: () => void;
}

/** Names a network where bans stop. */
export function NewExemption(props: NewExemptionProps) {
  const say = useWords();
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={say('addExemption')}>
      <Form {...props} />
    </FormDialog>
  );
}

function Form({ onCreated }: NewExemptionProps) {
  const say = useWords();
  const kindName = useName('exemption');
  const [attempt] = useState(() => crypto.randomUUID());
  const [fault, setFault] = useState<string>();
  const form = useForm<ExemptionDraft>({
    initialValues: { network: '', kind: 'accounts-only', note: '' },
    validate: {
      network: (value) => (value.trim() === '' ? say('networkNeeded') : null),
      note: (value) => (value.trim() === '' ? say('noteNeeded') : null),
    },
  });
  const cancel = useFormDialog(form.isDirty());
  const create = useMutation({
    mutationFn: (draft: ExemptionDraft) => createExemption(draft, attempt),
    onSuccess: onCreated,
    onError: (error) => setFault(showProblem(form, error, say('exemptFailed'))),
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((draft) => {
        setFault(undefined);
        create.mutate({ network: draft.network.trim(), kind: draft.kind, note: draft.note.trim() });
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
        <Select
          {...form.getInputProps('kind')}
          label={say('kind')}
          allowDeselect={false}
          data={(['accounts-only', 'never'] as const).map((kind) => ({ value: kind, label: kindName(kind) }))}
        />
        <TextInput
          {...form.getInputProps('note')}
          label={say('note')}
          description={say('noteHint')}
          maxLength={200}
        />
      </Stack>
      <Group justify="flex-end" mt="xl">
        <Button variant="default" onClick={cancel}>
          {say('cancel')}
        </Button>
        <Button type="submit" loading={create.isPending}>
          {say('exempt')}
        </Button>
      </Group>
    </form>
  );
}
