import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDeviceMobile, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Device, DeviceWithCredentials, Extension } from '~/api/model';
import { Confirm } from '~/components/Confirm';
import { Panel } from '~/components/Panel';
import { Empty, Failed, Loading } from '~/components/states';
import { useMay } from '~/lib/session';
import { deleteDevice, fetchDevices, renewCredentials } from './api';
import { Certificates } from './Certificates';
import { Credentials } from './Credentials';
import { DeviceDialog } from './DeviceDialog';
import { DeviceRow } from './DeviceRow';
import { Whereabouts } from './Whereabouts';
import { useWords } from './words';
import styles from './Devices.module.css';

/** What is being done to which device. */
type Deed =
  | { kind: 'none' }
  | { kind: 'create' }
  | { kind: 'edit'; device: Device }
  | { kind: 'renew'; device: Device }
  | { kind: 'certificates'; device: Device }
  | { kind: 'location'; device: Device }
  | { kind: 'delete'; device: Device };

/** The phones of an extension. */
export function Devices({ extension }: { extension: Extension }) {
  const say = useWords();
  const may = useMay();
  const client = useQueryClient();
  const [deed, setDeed] = useState<Deed>({ kind: 'none' });
  const [shown, setShown] = useState<DeviceWithCredentials>();
  const key = ['devices', extension.id];
  const list = useQuery({ queryKey: key, queryFn: () => fetchDevices(extension.id) });
  const settle = () => {
    setDeed({ kind: 'none' });
    void client.invalidateQueries({ queryKey: ['devices'] });
  };
  const failed = () => notifications.show({ message: say('failed'), color: 'ember' });
  const renew = useMutation({
    mutationFn: (device: Device) => renewCredentials(device),
    onSuccess: setShown,
    onError: failed,
    onSettled: settle,
    gcTime: 0,
  });
  const remove = useMutation({
    mutationFn: (device: Device) => deleteDevice(device),
    onSuccess: () => notifications.show({ message: say('deviceDeleted'), color: 'moss' }),
    onError: failed,
    onSettled: settle,
  });
  const devices = list.data?.items ?? [];
  const mayWrite = may('devices.write');
  const add = mayWrite && (
    <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => setDeed({ kind: 'create' })}>
      {say('addDevice')}
    </Button>
  );
  return (
    <Panel title={say('devices')} actions={add} flush>
      {list.isPending && <Loading rows={3} />}
      {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.data && devices.length === 0 && (
        <Empty icon={<IconDeviceMobile size={26} />} title={say('noDeviceTitle')}>
          {say('noDevice')}
        </Empty>
      )}
      {devices.length > 0 && (
        <ul className={styles.list} aria-label={say('devices')}>
          {devices.map((device) => (
            <DeviceRow
              key={device.id}
              device={device}
              onDeed={mayWrite ? (kind) => setDeed({ kind, device }) : undefined}
            />
          ))}
        </ul>
      )}
      <DeviceDialog
        opened={deed.kind === 'create' || deed.kind === 'edit'}
        extensionId={extension.id}
        device={deed.kind === 'edit' ? deed.device : undefined}
        onClose={() => setDeed({ kind: 'none' })}
        onCreated={(created) => {
          settle();
          setShown(created);
        }}
        onChanged={settle}
      />
      <Confirm
        opened={deed.kind === 'renew'}
        title={deed.kind === 'renew' ? say('renewTitle', { name: deed.device.name }) : ''}
        deed={say('renewDeed')}
        busy={renew.isPending}
        onCancel={() => setDeed({ kind: 'none' })}
        onConfirm={() => deed.kind === 'renew' && renew.mutate(deed.device)}
      >
        {say('renewText')}
      </Confirm>
      <Confirm
        opened={deed.kind === 'delete'}
        title={deed.kind === 'delete' ? say('deleteDeviceTitle', { name: deed.device.name }) : ''}
        deed={say('deleteDeed')}
        busy={remove.isPending}
        onCancel={() => setDeed({ kind: 'none' })}
        onConfirm={() => deed.kind === 'delete' && remove.mutate(deed.device)}
      >
        {say('deleteDeviceText')}
      </Confirm>
      <Certificates
        device={deed.kind === 'certificates' ? deed.device : undefined}
        onClose={() => setDeed({ kind: 'none' })}
      />
      <Whereabouts
        device={deed.kind === 'location' ? deed.device : undefined}
        onClose={() => setDeed({ kind: 'none' })}
      />
      <Credentials extension={extension} shown={shown} onClose={() => setShown(undefined)} />
    </Panel>
  );
}
