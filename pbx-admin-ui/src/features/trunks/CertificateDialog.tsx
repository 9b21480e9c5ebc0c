import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Trunk } from '~/api/model';
import { FormDialog, useFormDialog } from '~/components/FormDialog';
import { FormFault } from '~/components/FormFault';
import { showProblem } from '~/lib/forms';
import { certifyTrunk } from './api';
import { useWords } from './words';

interface CertificateDialogProps {
  /** Nothing: closed. */
  trunk: Trunk | undefined;
  onClose: () => void;
  onSaved: () => void;
}

/** Says which certificate of ours the gateways of a trunk are shown. */
export function CertificateDialog(props: CertificateDialogProps) {
  const say = useWords();
  return (
    <FormDialog opened={props.trunk !== undefined} onClose={props.onClose} title={say('certificateTitle')}>
      {props.trunk && <Form {...props} trunk={props.trunk} />}
    </FormDialog>
  );
}

function Form({ trunk, onSaved }: CertificateDialogProps & { trunk: Trunk }) {
  const say = useWords();
  const [fault, setFault] = useState<string>();
  const form = useForm({
    initialValues: { name: trunk.ownCertificate },
    validate: {
      name: (value) =>
        /^([a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?)?$/.test(value.trim()) ? null : say('certificateNeeded'),
    },
  });
  const cancel = useFormDialog(form.isDirty());
  const save = useMutation({
    mutationFn: (name: string) => certifyTrunk(trunk, name),
    onSuccess: onSaved,
    onError: (error) => setFault(showProblem(form, error, say('failed'))),
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ name }) => {
        setFault(undefined);
        save.mutate(name.trim());
      })}
    >
      <FormFault>{fault}</FormFault>
      <Stack gap="md">
        <Text size="sm">{say('certificateText')}</Text>
        <ul>
          {trunk.gateways.map(({ host, tlsName }) => (
            <li key={`${host} ${tlsName}`} className="mono">
              {tlsName || host}
            </li>
          ))}
        </ul>
        <TextInput
          {...form.getInputProps('name')}
          label={say('certificateName')}
          description={say('certificateHint')}
          maxLength={63}
          spellCheck={false}
          autoComplete="off"
          data-autofocus
        />
      </Stack>
      <Group justify="flex-end" mt="xl">
        <Button variant="default" onClick={cancel}>
          {say('cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {say('save')}
        </Button>
      </Group>
    </form>
  );
}
