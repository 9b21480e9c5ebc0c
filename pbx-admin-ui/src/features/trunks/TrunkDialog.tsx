import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Trunk, TrunkInput } from '~/api/model';
import { FormDialog, useFormDialog } from '~/components/FormDialog';
import { FormFault } from '~/components/FormFault';
import { showProblem } from '~/lib/forms';
import { changeTrunk, createTrunk } from './api';
import { draftOf, fieldsOf, type Fields } from './fields';
import { FailOverPart, Gateways } from './Gateways';
import { AccountPart, GeneralPart, IdentityPart, InwardPart, OutwardPart, ProtectionPart } from './parts';
import { faultsOf } from './validation';
import { useWords } from './words';

interface TrunkDialogProps {
  /** The trunk to change, a new one, or nothing: closed. */
  trunk: Trunk | 'new' | undefined;
  onClose: () => void;
  onSaved: () => void;
}

/** Makes a trunk, or changes one. */
export function TrunkDialog(props: TrunkDialogProps) {
  const say = useWords();
  return (
    <FormDialog
      opened={props.trunk !== undefined}
      onClose={props.onClose}
      title={say(props.trunk === 'new' ? 'newTitle' : 'editTitle')}
      size="xl"
    >
      <Form {...props} />
    </FormDialog>
  );
}

function Form({ trunk, onSaved }: TrunkDialogProps) {
  const say = useWords();
  const known = trunk === 'new' ? undefined : trunk;
  const [attempt] = useState(() => crypto.randomUUID());
  const [fault, setFault] = useState<string>();
  const form = useForm<Fields>({
    initialValues: fieldsOf(known),
    validate: (fields) => faultsOf(say, fields),
  });
  const cancel = useFormDialog(form.isDirty());
  const save = useMutation({
    mutationFn: (draft: TrunkInput) => (known ? changeTrunk(known, draft) : createTrunk(draft, attempt)),
    onSuccess: onSaved,
    onError: (error) => setFault(showProblem(form, error, say('failed'))),
    // The draft may hold a password: it is kept no longer than the dialog.
    gcTime: 0,
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((fields) => {
        setFault(undefined);
        save.mutate(draftOf(fields));
      })}
    >
      <FormFault>{fault}</FormFault>
      <Stack gap="lg">
        <GeneralPart form={form} />
        <Gateways form={form} />
        <FailOverPart form={form} />
        <AccountPart form={form} passwordSet={known?.passwordSet ?? false} />
        <OutwardPart form={form} />
        <InwardPart form={form} />
        <IdentityPart form={form} />
        <ProtectionPart form={form} />
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
