import { Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Location, LocationInput } from '~/api/model';
import { FormDialog, useFormDialog } from '~/components/FormDialog';
import { FormFault } from '~/components/FormFault';
import { showProblem } from '~/lib/forms';
import { changeLocation, createLocation } from './api';
import { draftOf, elements, fieldsOf, isDegrees, others, type Fields } from './fields';
import { useWords } from './words';
import styles from './LocationDialog.module.css';

interface LocationDialogProps {
  /** The location to change, a new one, or nothing: closed. */
  location: Location | 'new' | undefined;
  /** Whether a new one would be the first. */
  first: boolean;
  onClose: () => void;
  onSaved: () => void;
}

/** Adds a location, or changes where it is. */
export function LocationDialog(props: LocationDialogProps) {
  const say = useWords();
  return (
    <FormDialog
      opened={props.location !== undefined}
      onClose={props.onClose}
      title={say(props.location === 'new' ? 'newTitle' : 'editTitle')}
    >
      <Form {...props} />
    </FormDialog>
  );
}

function Form({ location, first, onSaved }: LocationDialogProps) {
  const say = useWords();
  const known = location === 'new' ? undefined : location;
  const [attempt] = useState(() => crypto.randomUUID());
  const [fault, setFault] = useState<string>();
  const form = useForm<Fields>({
    initialValues: fieldsOf(known, first),
    validate: ({ name, address, point }) => ({
      name: name.trim() === '' ? say('nameNeeded') : null,
      'address.country': /^[A-Za-z]{2}$/.test((address.country ?? '').trim()) ? null : say('countryNeeded'),
      'address.A3': Object.entries(address).some(([key, text]) => key !== 'country' && text.trim() !== '')
        ? null
        : say('placeNeeded'),
      'point.latitude': isDegrees(point.latitude, point.longitude, 90) ? null : say('pointNeeded'),
      'point.longitude': isDegrees(point.longitude, point.latitude, 180) ? null : say('pointNeeded'),
    }),
  });
  const cancel = useFormDialog(form.isDirty());
  const save = useMutation({
    mutationFn: (draft: LocationInput) =>
      known ? changeLocation(known, draft) : createLocation(draft, attempt),
    onSuccess: onSaved,
    onError: (error) => setFault(showProblem(form, error, say('failed'))),
  });
  const left = others(known);
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((fields) => {
        setFault(undefined);
        save.mutate(draftOf(fields));
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
        <Switch
          {...form.getInputProps('defaultLocation', { type: 'checkbox' })}
          label={say('defaultLocation')}
        />
        <div className={styles.pair}>
          {elements.map((name) => (
            <TextInput
              key={name}
              {...form.getInputProps(`address.${name}`)}
              label={say(name)}
              maxLength={100}
              autoComplete="off"
            />
          ))}
          <TextInput
            {...form.getInputProps('address.country')}
            label={say('country')}
            description={say('countryHint')}
            maxLength={2}
            spellCheck={false}
            autoComplete="off"
          />
          <TextInput
            {...form.getInputProps('language')}
            label={say('language')}
            description={say('languageHint')}
            maxLength={40}
            spellCheck={false}
            autoComplete="off"
          />
          {(['latitude', 'longitude'] as const).map((name) => (
            <TextInput
              key={name}
              {...form.getInputProps(`point.${name}`)}
              label={say(name)}
              description={say('pointHint')}
              inputMode="decimal"
              maxLength={17}
              spellCheck={false}
              autoComplete="off"
            />
          ))}
        </div>
        {left.length > 0 && (
          <Text size="sm" c="dimmed">
            {say('more', { names: left.join(', ') })}
          </Text>
        )}
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
