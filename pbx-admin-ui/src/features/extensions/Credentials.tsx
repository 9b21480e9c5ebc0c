import { Anchor, Button, CopyButton, Group, Modal, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { DeviceWithCredentials, Extension } from '~/api/model';
import { CopyValues } from '~/components/CopyValue';
import { QrCode } from '~/components/QrCode';
import { PhoneGuide } from './PhoneGuide';
import { factsOf, type Field } from './phones';
import { useWords } from './words';
import styles from './Devices.module.css';

interface CredentialsProps {
  extension: Extension;
  shown: DeviceWithCredentials | undefined;
  onClose: () => void;
}

/** What a phone must be told, this once: to copy, or to scan. Closed only on purpose. */
export function Credentials({ extension, shown, onClose }: CredentialsProps) {
  const say = useWords();
  return (
    <Modal
      opened={shown !== undefined}
      onClose={onClose}
      title={say('credentials')}
      size={760}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      {shown && <Settings extension={extension} shown={shown} onClose={onClose} />}
    </Modal>
  );
}

function Settings({ extension, shown, onClose }: CredentialsProps & { shown: DeviceWithCredentials }) {
  const say = useWords();
  const { credentials, settings, device } = shown;
  if (!credentials) {
    return (
      <>
        <Text size="sm">{say('alreadyShown')}</Text>
        <Button mt="lg" onClick={onClose}>
          {say('done')}
        </Button>
      </>
    );
  }
  const values: Field[] = [
    [say('displayName'), settings?.displayName ?? extension.displayName],
    [say('user'), credentials.username],
    [say('domain'), credentials.domain],
    ...(settings
      ? ([
          [say('server'), `${settings.proxyHost}:${settings.proxyPort}`],
          [say('transport'), settings.transport.toUpperCase()],
        ] as const)
      : []),
    [say('authName'), credentials.authUsername],
    [say('password'), credentials.password],
  ];
  if (device.keying !== 'clear') {
    values.push([say('media'), say('mediaMandatory')]);
  }
  const facts = factsOf(shown);
  const text = values.map(([label, value]) => `${label}: ${value}`).join('\n');
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {say('credentialsLead')}
      </Text>
      <div className={styles.credentials}>
        {facts ? <PhoneGuide facts={facts} any={values} /> : <CopyValues values={values} />}
        <div className={styles.qr}>
          <QrCode text={settings?.qrPayload ?? text} label={say('qr')} />
          <p>{say('qrHint')}</p>
        </div>
      </div>
      {settings?.caUrl && (
        <Anchor size="sm" href={settings.caUrl} download mt="md" display="inline-block">
          {say('ca')}
        </Anchor>
      )}
      <Group justify="flex-end" mt="xl">
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              onClick={copy}
            >
              {say(copied ? 'copied' : 'copyAll')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{say('done')}</Button>
      </Group>
    </>
  );
}
