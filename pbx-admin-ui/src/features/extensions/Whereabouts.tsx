import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Device, DeviceLocation } from '~/api/model';
import { FormDialog, useFormDialog } from '~/components/FormDialog';
import { Failed, Loading } from '~/components/states';
import { fetchDeviceLocation, fetchPlaces, placeDevice } from './api';
import { useWords } from './words';

const byDefault = 'default';

/** Says where a phone is, for emergency services. */
export function Whereabouts({ device, onClose }: { device: Device | undefined; onClose: () => void }) {
  const say = useWords();
  return (
    <FormDialog
      opened={device !== undefined}
      onClose={onClose}
      title={device ? say('whereIs', { name: device.name }) : ''}
    >
      {device && <Known device={device} onClose={onClose} />}
    </FormDialog>
  );
}

function Known({ device, onClose }: { device: Device; onClose: () => void }) {
  const now = useQuery({
    queryKey: ['device-location', device.id],
    queryFn: () => fetchDeviceLocation(device),
    gcTime: 0,
  });
  if (now.isError) {
    return <Failed error={now.error} retry={() => void now.refetch()} />;
  }
  return now.data ? <Form device={device} now={now.data} onClose={onClose} /> : <Loading rows={2} />;
}

function Form({ device, now, onClose }: { device: Device; now: DeviceLocation; onClose: () => void }) {
  const say = useWords();
  const client = useQueryClient();
  const stands = now.own && now.location ? now.location.id : byDefault;
  const [wanted, setWanted] = useState<string>(stands);
  const cancel = useFormDialog(wanted !== stands);
  const places = useQuery({ queryKey: ['locations', 'all'], queryFn: fetchPlaces });
  const save = useMutation({
    mutationFn: () => placeDevice(device, wanted === byDefault ? undefined : wanted),
    onSuccess: () => {
      notifications.show({ message: say('placed'), color: 'moss' });
      void client.invalidateQueries({ queryKey: ['device-location'] });
      onClose();
    },
    onError: () => notifications.show({ message: say('failed'), color: 'ember' }),
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="md">
        <Select
          label={say('location')}
          description={say('locationHint')}
          allowDeselect={false}
          searchable
          value={wanted}
          onChange={(value) => setWanted(value ?? byDefault)}
          data={[
            { value: byDefault, label: say('atDefault') },
            ...(places.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        {!now.location && <Text size="sm">{say('nowhere')}</Text>}
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
