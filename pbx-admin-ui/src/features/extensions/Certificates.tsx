import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCertificate, IconCertificateOff } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '~/api/problem';
import type { Device, DeviceCertificate } from '~/api/model';
import { Confirm } from '~/components/Confirm';
import { CopyText } from '~/components/CopyValue';
import { FormFault } from '~/components/FormFault';
import { Empty, Failed, Loading } from '~/components/states';
import { Tag } from '~/components/Tag';
import { shortTime } from '~/lib/time';
import { useName } from '~/lib/names';
import { defineWords } from '~/lib/words';
import { EnrolmentPassword } from './EnrolmentPassword';
import { enrolDevice, fetchCertificates, revokeCertificate } from './api';
import styles from './Devices.module.css';

const useWords = defineWords('device-certificates', {
  title: 'Certificates of {{name}}',
  lead: 'A phone that holds a key of its own registers without a password, where it connects to a name under which phones are asked for certificates.',
  list: 'Certificates',
  none: 'No certificate yet',
  noneText: 'Let the phone enrol by itself, or have it make a certificate request, and paste it here.',
  good: 'Good until {{when}}',
  ended: 'Ended {{when}}',
  revoked: 'Revoked {{when}}',
  issued: 'issued {{when}}',
  request: 'Certificate request',
  requestHint:
    'The lines from BEGIN CERTIFICATE REQUEST to END. Keys of P-256 or stronger, RSA from 3072 bits.',
  enrol: 'Issue certificate',
  enrolled: 'Put these lines into the phone. They are no secret.',
  failed: 'No certificate was issued.',
  revoke: 'Revoke',
  revokeOne: 'Revoke the certificate with the serial number {{serial}}',
  revokeTitle: 'Revoke this certificate?',
  revokeText: 'The phone is cut off at once, and the certificate is never good again.',
  revokeDone: 'The certificate was revoked.',
  revokeFailed: 'It could not be revoked. Try again.',
  close: 'Done',
});

interface CertificatesProps {
  device: Device | undefined;
  onClose: () => void;
}

/** The certificates of one phone: what it has, another one, and an end to one that is lost. */
export function Certificates({ device, onClose }: CertificatesProps) {
  const say = useWords();
  return (
    <Modal
      opened={device !== undefined}
      onClose={onClose}
      title={device ? say('title', { name: device.name }) : ''}
      size="lg"
    >
      {device && <CertificatesOf key={device.id} device={device} onClose={onClose} />}
    </Modal>
  );
}

function CertificatesOf({ device, onClose }: { device: Device; onClose: () => void }) {
  const say = useWords();
  const client = useQueryClient();
  const key = ['devices', device.id, 'certificates'];
  const list = useQuery({ queryKey: key, queryFn: () => fetchCertificates(device) });
  const [request, setRequest] = useState('');
  const [once] = useState(() => crypto.randomUUID());
  const [made, setMade] = useState(0);
  const [revoking, setRevoking] = useState<DeviceCertificate>();
  const again = () => void client.invalidateQueries({ queryKey: key });
  const enrol = useMutation({
    mutationFn: () => enrolDevice(device, request.trim(), `${once}-${made}`),
    onSuccess: () => {
      setRequest('');
      setMade((before) => before + 1);
    },
    onSettled: again,
  });
  const revoke = useMutation({
    mutationFn: (certificate: DeviceCertificate) => revokeCertificate(device, certificate),
    onSuccess: () => notifications.show({ message: say('revokeDone'), color: 'moss' }),
    onError: () => notifications.show({ message: say('revokeFailed'), color: 'ember' }),
    onSettled: () => {
      setRevoking(undefined);
      again();
    },
  });
  const certificates = list.data?.items ?? [];
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {say('lead')}
      </Text>
      {list.isPending && <Loading rows={2} />}
      {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.data && certificates.length === 0 && (
        <Empty icon={<IconCertificate size={26} />} title={say('none')}>
          {say('noneText')}
        </Empty>
      )}
      {certificates.length > 0 && (
        <ul className={styles.list} aria-label={say('list')}>
          {certificates.map((certificate) => (
            <Row key={certificate.id} certificate={certificate} onRevoke={() => setRevoking(certificate)} />
          ))}
        </ul>
      )}
      <EnrolmentPassword device={device} />
      <Stack gap="sm" mt="md">
        <FormFault>{enrol.isError ? fault(enrol.error, say('failed')) : undefined}</FormFault>
        <Textarea
          label={say('request')}
          description={say('requestHint')}
          value={request}
          onChange={(event) => setRequest(event.currentTarget.value)}
          rows={6}
          maxLength={16384}
          spellCheck={false}
          classNames={{ input: 'mono' }}
        />
        {enrol.data && (
          <>
            <Text size="sm">{say('enrolled')}</Text>
            <CopyText label="certificate.pem" text={enrol.data.pem} />
          </>
        )}
      </Stack>
      <Group justify="flex-end" mt="xl">
        <Button variant="default" onClick={onClose}>
          {say('close')}
        </Button>
        <Button disabled={request.trim() === ''} loading={enrol.isPending} onClick={() => enrol.mutate()}>
          {say('enrol')}
        </Button>
      </Group>
      <Confirm
        opened={revoking !== undefined}
        title={say('revokeTitle')}
        deed={say('revoke')}
        busy={revoke.isPending}
        onCancel={() => setRevoking(undefined)}
        onConfirm={() => revoking && revoke.mutate(revoking)}
      >
        {say('revokeText')}
      </Confirm>
    </>
  );
}

/** What is wrong with the request itself is said in the server's words. */
function fault(error: Error, otherwise: string): string {
  const said = error instanceof ApiProblem ? (error.fields[0]?.message ?? error.message) : '';
  return said === '' ? otherwise : said;
}

function Row({ certificate, onRevoke }: { certificate: DeviceCertificate; onRevoke: () => void }) {
  const say = useWords();
  const over = new Date(certificate.notAfter) <= new Date();
  const good = !certificate.revokedAt && !over;
  const obtained = useName('obtained');
  return (
    <li className={styles.row}>
      <div className={styles.body}>
        <div className={styles.line}>
          <span className={styles.name}>{certificate.keyKind}</span>
          <Tag
            tone={good ? 'safe' : 'bad'}
            icon={good ? <IconCertificate size={13} /> : <IconCertificateOff size={13} />}
          >
            {certificate.revokedAt
              ? say('revoked', { when: shortTime(certificate.revokedAt) })
              : say(over ? 'ended' : 'good', { when: shortTime(certificate.notAfter) })}
          </Tag>
        </div>
        <p className={styles.detail}>
          <span className="mono">{certificate.serial}</span>
          {' · '}
          {say('issued', { when: shortTime(certificate.issuedAt) })}
          {' · '}
          {obtained(certificate.obtained)}
        </p>
      </div>
      {good && (
        <Button
          size="xs"
          variant="subtle"
          color="ember"
          aria-label={say('revokeOne', { serial: certificate.serial })}
          onClick={onRevoke}
        >
          {say('revoke')}
        </Button>
      )}
    </li>
  );
}
