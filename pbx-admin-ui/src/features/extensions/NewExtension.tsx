import { Button, Group } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { FormDialog, useFormDialog } from '~/components/FormDialog';
import { FormFault } from '~/components/FormFault';
import { showProblem } from '~/lib/forms';
import { createExtension, type ExtensionDraft } from './api';
import { emptyExtension, ExtensionFields, useExtensionRules } from './ExtensionFields';
import { useWords } from './words';

/** Makes an extension, then shows it: its first phone is what comes next. */
export function NewExtension({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const say = useWords();
  return (
    <FormDialog opened={opened} onClose={onClose} title={say('newTitle')}>
      <Form onClose={onClose} />
    </FormDialog>
  );
}

function Form({ onClose }: { onClose: () => void }) {
  const say = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [key] = useState(() => crypto.randomUUID());
  const [fault, setFault] = useState<string>();
  const form = useForm<ExtensionDraft>({ initialValues: emptyExtension, validate: useExtensionRules() });
  const cancel = useFormDialog(form.isDirty());
  const create = useMutation({
    mutationFn: (draft: ExtensionDraft) => createExtension(draft, key),
    onSuccess: (extension) => {
      void client.invalidateQueries({ queryKey: ['extensions'] });
      onClose();
      void navigate({ to: '/extensions/$extensionId', params: { extensionId: extension.id } });
    },
    onError: (error) => setFault(showProblem(form, error, say('saveFailed'))),
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((draft) => {
        setFault(undefined);
        create.mutate(draft);
      })}
    >
      <FormFault>{fault}</FormFault>
      <ExtensionFields form={form} />
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
