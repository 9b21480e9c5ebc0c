import { Alert, Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { IconDice3, IconLock, IconLockOpen2 } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Mailbox } from '~/api/model';
import { CopyValues } from '~/components/CopyValue';
import { Facts } from '~/components/Facts';
import { FormDialog, useFormDialog } from '~/components/FormDialog';
import { FormFault } from '~/components/FormFault';
import { Tag } from '~/components/Tag';
import { showProblem } from '~/lib/forms';
import { useMay } from '~/lib/session';
import { dateTime } from '~/lib/time';
import { setPin, unlockMailbox } from './api';
import { pinFault, suggestPin } from './pin';
import { useWords } from './words';
import styles from './Voicemail.module.css';

interface MailboxSettingsProps {
  mailbox: Mailbox;
  opened: boolean;
  onClose: () => void;
}

/** Whether wrong PINs keep a mailbox shut at this moment. */
export function isLocked({ lockedUntil }: Mailbox): boolean {
  return lockedUntil !== null && new Date(lockedUntil) > new Date();
}

/** The PIN of a mailbox and its lock. */
export function MailboxSettings({ mailbox, opened, onClose }: MailboxSettingsProps) {
  const say = useWords();
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={say('settingsOf', { extension: mailbox.extension, name: mailbox.name })}
    >
      <Facts
        facts={[
          [
            say('pin'),
            <Tag key="pin" tone={mailbox.pinSet ? 'safe' : 'warn'}>
              {say(mailbox.pinSet ? 'pinSet' : 'pinMissing')}
            </Tag>,
          ],
        ]}
      />
      {isLocked(mailbox) && <Lock mailbox={mailbox} />}
      <PinForm mailbox={mailbox} onDone={onClose} />
    </FormDialog>
  );
}

function Lock({ mailbox }: { mailbox: Mailbox }) {
  const say = useWords();
  const may = useMay();
  const client = useQueryClient();
  const unlock = useMutation({
    mutationFn: () => unlockMailbox(mailbox.id),
    onSuccess: () => notifications.show({ message: say('unlocked'), color: 'moss' }),
    onError: () => notifications.show({ message: say('failed'), color: 'ember' }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['mailboxes'] }),
  });
  return (
    <Alert
      color="ember"
      variant="light"
      icon={<IconLock size={18} />}
      title={say('lockedUntil', { when: dateTime(mailbox.lockedUntil ?? '') })}
      mt="sm"
    >
      <p className={styles.lockWords}>{say('lockedWords')}</p>
      {may('mailboxes.write') && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconLockOpen2 size={15} />}
          loading={unlock.isPending}
          onClick={() => unlock.mutate()}
        >
          {say('unlock')}
        </Button>
      )}
    </Alert>
  );
}

function PinForm({ mailbox, onDone }: { mailbox: Mailbox; onDone: () => void }) {
  const say = useWords();
  const client = useQueryClient();
  const [fault, setFault] = useState<string>();
  const [suggested, setSuggested] = useState<string>();
  const form = useForm({
    initialValues: { pin: '', again: '' },
    validate: {
      pin: (value: string) => {
        const found = pinFault(value, mailbox.extension);
        return found ? say(`pin-${found}`) : null;
      },
      again: (value: string, { pin }) => (value === pin ? null : say('notSame')),
    },
  });
  const cancel = useFormDialog(form.isDirty());
  const save = useMutation({
    mutationFn: (pin: string) => setPin(mailbox.id, pin),
    onSuccess: () => {
      notifications.show({ message: say('pinSaved', { extension: mailbox.extension }), color: 'moss' });
      void client.invalidateQueries({ queryKey: ['mailboxes'] });
      onDone();
    },
    onError: (error) => setFault(showProblem(form, error, say('failed'))),
    // The PIN is kept nowhere but in the field it was typed in.
    gcTime: 0,
  });
  return (
    <form
      noValidate
      className={styles.pinForm}
      onSubmit={form.onSubmit(({ pin }) => {
        setFault(undefined);
        save.mutate(pin);
      })}
    >
      <FormFault>{fault}</FormFault>
      <Stack gap="md">
        <PasswordInput
          {...form.getInputProps('pin')}
          label={say('newPin')}
          description={say('pinHint')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          visibilityToggleButtonProps={{ 'aria-label': say('showPin') }}
          data-autofocus
        />
        <PasswordInput
          {...form.getInputProps('again')}
          label={say('newPinAgain')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          visibilityToggleButtonProps={{ 'aria-label': say('showPinAgain') }}
        />
        {suggested !== undefined && suggested === form.values.pin ? (
          <CopyValues values={[[say('suggested'), suggested]]} />
        ) : (
          <Button
            variant="subtle"
            size="xs"
            className={styles.suggest}
            leftSection={<IconDice3 size={16} />}
            onClick={() => {
              const pin = suggestPin(mailbox.extension);
              setSuggested(pin);
              form.setValues({ pin, again: pin });
              form.clearErrors();
            }}
          >
            {say('suggest')}
          </Button>
        )}
      </Stack>
      <Group justify="flex-end" mt="xl">
        <Button variant="default" onClick={cancel}>
          {say('cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {say(mailbox.pinSet ? 'changePin' : 'setPin')}
        </Button>
      </Group>
    </form>
  );
}
