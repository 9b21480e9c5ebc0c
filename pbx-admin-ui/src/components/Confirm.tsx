import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { defineWords } from '~/lib/words';

const useWords = defineWords('confirm', { cancel: 'Keep it' });

interface ConfirmProps {
  opened: boolean;
  title: string;
  /** What will happen, and to whom. */
  children: ReactNode;
  /** The deed, as a verb. */
  deed: string;
  /** The safe answer; "Keep it" where absent. */
  safe?: string;
  busy?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks once more before something that cannot be undone; the safe answer has the focus. */
export function Confirm({ opened, title, children, deed, safe, busy, onConfirm, onCancel }: ConfirmProps) {
  const say = useWords();
  return (
    <Modal opened={opened} onClose={onCancel} title={title} size="sm">
      <Text size="sm" c="dimmed">
        {children}
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onCancel} data-autofocus>
          {safe ?? say('cancel')}
        </Button>
        <Button color="ember" loading={busy} onClick={onConfirm}>
          {deed}
        </Button>
      </Group>
    </Modal>
  );
}
