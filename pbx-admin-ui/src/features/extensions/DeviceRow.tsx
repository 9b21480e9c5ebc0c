import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCertificate,
  IconDots,
  IconKey,
  IconLock,
  IconLockOpen2,
  IconMapPin,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import type { Device } from '~/api/model';
import { Tag } from '~/components/Tag';
import { shortTime } from '~/lib/time';
import { defineWords } from '~/lib/words';
import { useWords } from './words';
import styles from './Devices.module.css';

const useRowWords = defineWords('device-row', { more: 'More for {{name}}', since: 'since {{when}}' });

interface DeviceRowProps {
  device: Device;
  onDeed?: ((kind: 'edit' | 'renew' | 'certificates' | 'location' | 'delete') => void) | undefined;
}

/** One phone: what it is called, how it is protected, and what can be done with it. */
export function DeviceRow({ device, onDeed }: DeviceRowProps) {
  const say = useWords();
  const sayRow = useRowWords();
  const clear = device.keying === 'clear';
  return (
    <li className={styles.row}>
      <div className={styles.body}>
        <div className={styles.line}>
          <span className={styles.name}>{device.name}</span>
          <Tag
            tone={clear ? 'bad' : 'safe'}
            icon={clear ? <IconLockOpen2 size={13} /> : <IconLock size={13} />}
          >
            {say(`short-${device.keying}`)}
          </Tag>
          {device.certificateRequired && (
            <Tag tone="safe" icon={<IconCertificate size={13} />}>
              {say('needsCertificate')}
            </Tag>
          )}
          {!device.enabled && <Tag>{say('disabled')}</Tag>}
        </div>
        <p className={styles.detail}>
          <span className="mono">{device.authUsername}</span>
          {' · '}
          {device.digestFloor === 'md5' ? 'MD5' : 'SHA-256'}
          {' · '}
          {`${say('credentialsSince')} ${shortTime(device.credentialsAt)}`}
        </p>
        {clear && device.exception && (
          <p className={styles.exception}>
            {device.exception.reason} ({shortTime(device.exception.until)})
          </p>
        )}
      </div>
      {onDeed && (
        <Menu withinPortal>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={sayRow('more', { name: device.name })}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => onDeed('edit')}>
              {say('editDevice')}
            </Menu.Item>
            <Menu.Item leftSection={<IconKey size={16} />} onClick={() => onDeed('renew')}>
              {say('renewShort')}
            </Menu.Item>
            <Menu.Item leftSection={<IconCertificate size={16} />} onClick={() => onDeed('certificates')}>
              {say('certificates')}
            </Menu.Item>
            <Menu.Item leftSection={<IconMapPin size={16} />} onClick={() => onDeed('location')}>
              {say('location')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item color="ember" leftSection={<IconTrash size={16} />} onClick={() => onDeed('delete')}>
              {say('deleteDeviceShort')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}
