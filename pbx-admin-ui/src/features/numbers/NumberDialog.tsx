import { Button, Group, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { PublicNumber } from '~/api/model';
import { FormDialog, useFormDialog } from '~/components/FormDialog';
import { FormFault } from '~/components/FormFault';
import { showProblem } from '~/lib/forms';
import { useName } from '~/lib/names';
import { changeNumber, createNumber, type NumberDraft } from './api';
import { useWords } from './words';

interface NumberDialogProps {
  /** The number to change, a new one, or nothing: closed. */
  number: PublicNumber | 'new' | undefined;
  onClose: () => void;
  onSaved: () => void;
}

/** Adds a number, or changes where it leads. */
export function NumberDialog(props: NumberDialogProps) {
  const say = useWords();
  return (
    <FormDialog
      opened={props.number !== undefined}
      onClose={props.onClose}
      title={say(props.number === 'new' ? 'newTitle' : 'editTitle')}
    >
      <Form {...props} />
    </FormDialog>
  );
}

function Form({ number, onSaved }: NumberDialogProps) {
  const say = useWords();
  const kindName = useName('destination');
  const known = number === 'new' ? undefined : number;
  const [attempt] = useState(() => crypto.randomUUID());
  const [fault, setFault] = useState<string>();
  const form = useForm<NumberDraft>({
    initialValues: {
      number: known?.number ?? '',
      destination: {
        kind: known?.destination.kind ?? 'extension',
        extension: known?.destination.extension ?? '',
      },
      label: known?.label ?? '',
      presentedBy: known?.presentedBy ?? [],
    },
    validate: {
      number: (value) => (/^\+[1-9][0-9]{3,14}$/.test(value.trim()) ? null : say('numberNeeded')),
      destination: {
        extension: (value, { destination }) =>
          destination.kind === 'echo' || /^[0-9]{1,20}$/.test((value ?? '').trim())
            ? null
            : say('extensionNeeded'),
      },
      presentedBy: (value) =>
        value.every((extension, at) => /^[0-9]{1,20}$/.test(extension) && value.indexOf(extension) === at)
          ? null
          : say('presentedByNeeded'),
    },
  });
  const cancel = useFormDialog(form.isDirty());
  const save = useMutation({
    mutationFn: (draft: NumberDraft) => (known ? changeNumber(known, draft) : createNumber(draft, attempt)),
    onSuccess: onSaved,
    onError: (error) => setFault(showProblem(form, error, say('failed'))),
  });
  const echo = form.values.destination.kind === 'echo';
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ number: written, destination, label, presentedBy }) => {
        setFault(undefined);
        save.mutate({
          number: written.trim(),
          destination: {
            kind: destination.kind,
            extension: echo ? null : (destination.extension ?? '').trim(),
          },
          label: label.trim(),
          presentedBy,
        });
      })}
    >
      <FormFault>{fault}</FormFault>
      <Stack gap="md">
        <TextInput
          {...form.getInputProps('number')}
          label={say('number')}
          description={say('numberHint')}
          maxLength={16}
          inputMode="tel"
          spellCheck={false}
          autoComplete="off"
          data-autofocus
        />
        <Select
          {...form.getInputProps('destination.kind')}
          label={say('leadsTo')}
          allowDeselect={false}
          data={[
            { value: 'extension', label: kindName('extension') },
            { value: 'voicemail', label: kindName('voicemail') },
            { value: 'echo', label: kindName('echo') },
          ]}
        />
        {!echo && (
          <TextInput
            {...form.getInputProps('destination.extension')}
            label={say('extension')}
            description={say('extensionHint')}
            maxLength={20}
            inputMode="numeric"
            spellCheck={false}
            autoComplete="off"
          />
        )}
        <TagsInput
          {...form.getInputProps('presentedBy')}
          label={say('presentedBy')}
          description={say('presentedByHint')}
          splitChars={[',', ' ']}
          acceptValueOnBlur
          maxTags={500}
          inputMode="numeric"
        />
        <TextInput
          {...form.getInputProps('label')}
          label={say('label')}
          description={say('labelHint')}
          maxLength={80}
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
