import { Alert, Button, Group, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconLock, IconLockOpen2 } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Device, DeviceWithCredentials } from '~/api/model';
import { FormDialog, useFormDialog } from '~/components/FormDialog';
import { FormFault } from '~/components/FormFault';
import { showProblem } from '~/lib/forms';
import { useName } from '~/lib/names';
import { changeDevice, createDevice, type DeviceDraft } from './api';
import { useWords } from './words';

interface DeviceDialogProps {
  opened: boolean;
  extensionId: string;
  /** The device to change; a new one where absent. */
  device?: Device | undefined;
  onClose: () => void;
  onCreated: (created: DeviceWithCredentials) => void;
  onChanged: () => void;
}

/** Makes or changes a phone's entry. */
export function DeviceDialog(props: DeviceDialogProps) {
  const say = useWords();
  return (
    <FormDialog
      opened={props.opened}
      onClose={props.onClose}
      title={say(props.device ? 'editDevice' : 'newDevice')}
    >
      <DeviceForm {...props} />
    </FormDialog>
  );
}

interface Fields extends Record<string, unknown> {
  name: string;
  digestFloor: Device['digestFloor'];
  keying: Device['keying'];
  exception: { reason: string; until: string };
  mayCall: boolean;
  enabled: boolean;
  certificateRequired: boolean;
  digits: Device['digits'];
}

const floors = ['sha-256', 'md5'] as const;
const keyings = ['sdes', 'dtls', 'either', 'zrtp', 'clear'] as const;
const digits = ['events', 'in-band'] as const;

function fieldsOf(device: Device | undefined): Fields {
  return {
    name: device?.name ?? '',
    digestFloor: device?.digestFloor ?? 'md5',
    keying: device?.keying ?? 'sdes',
    exception: {
      reason: device?.exception?.reason ?? '',
      until: device?.exception?.until.slice(0, 10) ?? '',
    },
    mayCall: device?.mayCall ?? true,
    enabled: device?.enabled ?? true,
    certificateRequired: device?.certificateRequired ?? false,
    digits: device?.digits ?? 'events',
  };
}

function draftOf(fields: Fields): DeviceDraft {
  const clear = fields.keying === 'clear';
  return {
    name: fields.name.trim(),
    digestFloor: fields.digestFloor,
    keying: fields.keying,
    exception: clear
      ? {
          reason: fields.exception.reason.trim(),
          until: new Date(`${fields.exception.until}T23:59:59`).toISOString(),
        }
      : null,
    mayCall: fields.mayCall,
    enabled: fields.enabled,
    certificateRequired: fields.certificateRequired,
    digits: fields.digits,
  };
}

function DeviceForm({ extensionId, device, onCreated, onChanged }: DeviceDialogProps) {
  const say = useWords();
  const floorName = useName('digestFloor');
  const keyingName = useName('keying');
  const digitsName = useName('digits');
  const [key] = useState(() => crypto.randomUUID());
  const [fault, setFault] = useState<string>();
  const form = useForm<Fields>({
    initialValues: fieldsOf(device),
    validate: (fields) => {
      const clear = fields.keying === 'clear';
      const reason = fields.exception.reason.trim().length;
      return {
        name: fields.name.trim() === '' ? say('nameNeeded') : null,
        'exception.reason': clear && (reason < 5 || reason > 200) ? say('reasonNeeded') : null,
        'exception.until':
          clear && !(new Date(`${fields.exception.until}T23:59:59`) > new Date()) ? say('untilNeeded') : null,
      };
    },
  });
  const cancel = useFormDialog(form.isDirty());
  const onError = (error: Error) => setFault(showProblem(form, error, say('saveFailed')));
  const create = useMutation({
    mutationFn: (draft: DeviceDraft) => createDevice(extensionId, draft, key),
    onSuccess: onCreated,
    onError,
    // The answer holds the password: it is kept nowhere but in the dialog that shows it.
    gcTime: 0,
  });
  const change = useMutation({
    mutationFn: ({ device, draft }: { device: Device; draft: DeviceDraft }) => changeDevice(device, draft),
    onSuccess: onChanged,
    onError,
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((fields) => {
        setFault(undefined);
        const draft = draftOf(fields);
        if (device) {
          change.mutate({ device, draft });
        } else {
          create.mutate(draft);
        }
      })}
    >
      <FormFault>{fault}</FormFault>
      <Stack gap="md">
        <TextInput
          {...form.getInputProps('name')}
          label={say('deviceName')}
          description={say('deviceNameHint')}
          autoComplete="off"
          maxLength={80}
          data-autofocus
        />
        <Select
          {...form.getInputProps('digestFloor')}
          label={say('digestFloor')}
          description={say('floorHint')}
          data={floors.map((floor) => ({ value: floor, label: floorName(floor) }))}
        />
        <Select
          {...form.getInputProps('keying')}
          label={say('keying')}
          description={say('keyingHint')}
          data={keyings.map((keying) => ({ value: keying, label: keyingName(keying) }))}
        />
        {form.values.keying === 'zrtp' && (
          <Alert variant="light" icon={<IconLock size={18} />}>
            {say('endToEndLead')}
          </Alert>
        )}
        {form.values.keying === 'clear' && (
          <>
            <Alert color="ember" variant="light" icon={<IconLockOpen2 size={18} />}>
              {say('exceptionWarning')}
            </Alert>
            <Textarea
              {...form.getInputProps('exception.reason')}
              label={say('reason')}
              maxLength={200}
              autosize
              minRows={2}
            />
            <TextInput {...form.getInputProps('exception.until')} type="date" label={say('until')} />
          </>
        )}
        <Select
          {...form.getInputProps('digits')}
          label={say('digits')}
          description={say('digitsHint')}
          data={digits.map((how) => ({ value: how, label: digitsName(how) }))}
          disabled={form.values.keying === 'zrtp'}
        />
        <Switch
          {...form.getInputProps('mayCall', { type: 'checkbox' })}
          label={say('mayCall')}
          description={say('mayCallHint')}
        />
        <Switch
          {...form.getInputProps('certificateRequired', { type: 'checkbox' })}
          label={say('certificateRequired')}
          description={say('certificateRequiredHint')}
        />
        <Switch {...form.getInputProps('enabled', { type: 'checkbox' })} label={say('deviceOn')} />
      </Stack>
      <Group justify="flex-end" mt="xl">
        <Button variant="default" onClick={cancel}>
          {say('cancel')}
        </Button>
        <Button type="submit" loading={create.isPending || change.isPending}>
          {say(device ? 'save' : 'createDevice')}
        </Button>
      </Group>
    </form>
  );
}
