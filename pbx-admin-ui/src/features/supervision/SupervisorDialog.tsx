import { Button, Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Supervisor, SupervisorInput } from '~/api/model';
import { FormDialog, useFormDialog } from '~/components/FormDialog';
import { FormFault } from '~/components/FormFault';
import { showProblem } from '~/lib/forms';
import { useName } from '~/lib/names';
import { changeSupervisor, createSupervisor } from './api';
import { useWords } from './words';

interface SupervisorDialogProps {
  /** The supervisor to change, a new one, or nobody: closed. */
  supervisor: Supervisor | 'new' | undefined;
  onClose: () => void;
  onSaved: () => void;
}

interface Fields extends Record<string, unknown> {
  supervisor: string;
  supervised: string;
  may: SupervisorInput['may'];
  tone: boolean;
}

const reaches = ['listen', 'whisper', 'barge'] as const;

const isNumber = (text: string) => /^\d{2,8}$/.test(text);

/** Lets somebody supervise a colleague's calls, or says how far that goes. */
export function SupervisorDialog(props: SupervisorDialogProps) {
  const say = useWords();
  return (
    <FormDialog
      opened={props.supervisor !== undefined}
      onClose={props.onClose}
      title={say(props.supervisor === 'new' ? 'newTitle' : 'editTitle')}
    >
      <Form {...props} />
    </FormDialog>
  );
}

function Form({ supervisor, onSaved }: SupervisorDialogProps) {
  const say = useWords();
  const reachName = useName('reach');
  const known = supervisor === 'new' ? undefined : supervisor;
  const [attempt] = useState(() => crypto.randomUUID());
  const [fault, setFault] = useState<string>();
  const form = useForm<Fields>({
    initialValues: {
      supervisor: known?.supervisor ?? '',
      supervised: known?.supervised ?? '',
      may: known?.may ?? 'listen',
      tone: known?.tone ?? true,
    },
    validate: {
      supervisor: (value) => (isNumber(value) ? null : say('numberNeeded')),
      supervised: (value, fields) =>
        !isNumber(value) ? say('numberNeeded') : value === fields.supervisor ? say('sameNeeded') : null,
    },
  });
  const cancel = useFormDialog(form.isDirty());
  const save = useMutation({
    mutationFn: (draft: Fields) =>
      known ? changeSupervisor(known, draft) : createSupervisor(draft, attempt),
    onSuccess: onSaved,
    onError: (error) => setFault(showProblem(form, error, say('failed'))),
  });
  const number = (name: 'supervisor' | 'supervised') => ({
    ...form.getInputProps(name),
    label: say(name),
    description: say(known ? 'fixedHint' : `${name}Hint`),
    inputMode: 'numeric' as const,
    maxLength: 8,
    spellCheck: false,
    autoComplete: 'off',
    readOnly: known !== undefined,
  });
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
        <TextInput {...number('supervisor')} data-autofocus={known ? undefined : true} />
        <TextInput {...number('supervised')} />
        <Select
          {...form.getInputProps('may')}
          data-autofocus={known ? true : undefined}
          allowDeselect={false}
          label={say('may')}
          description={say('mayHint')}
          data={reaches.map((reach) => ({ value: reach, label: reachName(reach) }))}
        />
        <Switch
          {...form.getInputProps('tone', { type: 'checkbox' })}
          label={say('tone')}
          description={say('toneHint')}
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
