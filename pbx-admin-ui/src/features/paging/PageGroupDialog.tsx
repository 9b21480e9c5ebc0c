import { Button, Group, NumberInput, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { PageGroup, PageGroupInput } from '~/api/model';
import { FormDialog, useFormDialog } from '~/components/FormDialog';
import { FormFault } from '~/components/FormFault';
import { showProblem } from '~/lib/forms';
import { changePageGroup, createPageGroup } from './api';
import { useWords } from './words';

interface PageGroupDialogProps {
  /** The group to change, a new one, or nothing: closed. */
  group: PageGroup | 'new' | undefined;
  onClose: () => void;
  onSaved: () => void;
}

/** Adds a page group, or changes who hears it and who may page it. */
export function PageGroupDialog(props: PageGroupDialogProps) {
  const say = useWords();
  return (
    <FormDialog
      opened={props.group !== undefined}
      onClose={props.onClose}
      title={say(props.group === 'new' ? 'newTitle' : 'editTitle')}
    >
      <Form {...props} />
    </FormDialog>
  );
}

function Form({ group, onSaved }: PageGroupDialogProps) {
  const say = useWords();
  const known = group === 'new' ? undefined : group;
  const [attempt] = useState(() => crypto.randomUUID());
  const [fault, setFault] = useState<string>();
  const form = useForm({
    initialValues: {
      number: known?.number ?? '',
      name: known?.name ?? '',
      members: known?.members ?? [],
      everybody: known?.everybody ?? true,
      pagers: known?.pagers ?? [],
      mostSeconds: known?.mostSeconds ?? 120,
    },
    validate: {
      number: (value) => (/^\d{2,8}$/.test(value) ? null : say('numberNeeded')),
      name: (value) => (value.trim() === '' ? say('nameNeeded') : null),
      members: (value) => (value.length >= 1 && value.length <= 50 ? null : say('membersNeeded')),
      pagers: (value, { everybody }) =>
        everybody || (value.length >= 1 && value.length <= 200) ? null : say('pagersNeeded'),
      mostSeconds: (value) => (value >= 10 && value <= 600 ? null : say('mostNeeded')),
    },
  });
  const cancel = useFormDialog(form.isDirty());
  const save = useMutation({
    mutationFn: (draft: PageGroupInput) =>
      known ? changePageGroup(known, draft) : createPageGroup(draft, attempt),
    onSuccess: onSaved,
    onError: (error) => setFault(showProblem(form, error, say('failed'))),
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ name, pagers, ...fields }) => {
        setFault(undefined);
        save.mutate({ ...fields, name: name.trim(), pagers: fields.everybody ? [] : pagers });
      })}
    >
      <FormFault>{fault}</FormFault>
      <Stack gap="md">
        <TextInput
          {...form.getInputProps('number')}
          label={say('number')}
          description={say('numberHint')}
          inputMode="numeric"
          maxLength={8}
          spellCheck={false}
          autoComplete="off"
          readOnly={known !== undefined}
          data-autofocus
        />
        <TextInput {...form.getInputProps('name')} label={say('name')} maxLength={80} autoComplete="off" />
        <TagsInput
          {...form.getInputProps('members')}
          label={say('members')}
          description={say('membersHint')}
          splitChars={[',', ' ', ';']}
          acceptValueOnBlur
          maxTags={50}
        />
        <Switch {...form.getInputProps('everybody', { type: 'checkbox' })} label={say('everybody')} />
        {!form.values.everybody && (
          <TagsInput
            {...form.getInputProps('pagers')}
            label={say('pagers')}
            description={say('pagersHint')}
            splitChars={[',', ' ', ';']}
            acceptValueOnBlur
            maxTags={200}
          />
        )}
        <NumberInput
          {...form.getInputProps('mostSeconds')}
          label={say('most')}
          description={say('mostHint')}
          allowDecimal={false}
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
