import { notifications } from '@mantine/notifications';
import { IconMailOpened } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Mailbox, VoiceMessage } from '~/api/model';
import { Confirm } from '~/components/Confirm';
import { MoreButton } from '~/components/MoreButton';
import { Empty, Failed, Loading } from '~/components/states';
import { useMay } from '~/lib/session';
import { audioAddress, deleteMessage, fetchMessages, markHeard } from './api';
import { MessageRow } from './MessageRow';
import { usePlayer } from '~/lib/player';
import { useWords } from './words';
import styles from './Messages.module.css';

/** The messages of one mailbox, newest first, each to hear, mark and delete. */
export function Messages({ mailbox }: { mailbox: Mailbox }) {
  const say = useWords();
  const may = useMay();
  const client = useQueryClient();
  const [deleting, setDeleting] = useState<VoiceMessage>();
  const pages = useInfiniteQuery({
    queryKey: ['messages', mailbox.id],
    queryFn: ({ pageParam }) => fetchMessages(mailbox.id, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const changed = () => {
    void client.invalidateQueries({ queryKey: ['messages', mailbox.id] });
    void client.invalidateQueries({ queryKey: ['mailboxes'] });
  };
  const failed = () => notifications.show({ message: say('failed'), color: 'ember' });
  const mark = useMutation({
    mutationFn: ({ id, heard }: { id: string; heard: boolean }) => markHeard(mailbox.id, id, heard),
    onError: failed,
    onSettled: changed,
  });
  const remove = useMutation({
    mutationFn: (message: VoiceMessage) => deleteMessage(mailbox.id, message.id),
    onSuccess: () => notifications.show({ message: say('deleted'), color: 'moss' }),
    onError: failed,
    onSettled: () => {
      setDeleting(undefined);
      changed();
    },
  });
  const messages = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const mayChange = may('messages.write') || may('own.messages');
  const player = usePlayer((id) => {
    if (mayChange && messages.some((message) => message.id === id && !message.heard)) {
      mark.mutate({ id, heard: true });
    }
  });
  if (pages.isPending) {
    return <Loading />;
  }
  if (pages.isError) {
    return <Failed error={pages.error} retry={() => void pages.refetch()} />;
  }
  if (messages.length === 0) {
    return (
      <Empty icon={<IconMailOpened size={26} />} title={say('emptyTitle')}>
        {say('empty')}
      </Empty>
    );
  }
  return (
    <>
      <ul className={styles.list} aria-label={say('messages', { extension: mailbox.extension })}>
        {messages.map((message) => (
          <MessageRow
            key={message.id}
            message={message}
            player={player}
            address={audioAddress(mailbox.id, message.id)}
            onMark={mayChange ? (heard) => mark.mutate({ id: message.id, heard }) : undefined}
            onDelete={mayChange ? () => setDeleting(message) : undefined}
          />
        ))}
      </ul>
      <MoreButton pages={pages} />
      <Confirm
        opened={deleting !== undefined}
        title={say('sure')}
        deed={say('deed')}
        busy={remove.isPending}
        onCancel={() => setDeleting(undefined)}
        onConfirm={() => {
          if (deleting) {
            if (player.soundId === deleting.id) {
              player.stop();
            }
            remove.mutate(deleting);
          }
        }}
      >
        {deleting && say('sureText', { caller: deleting.callerNumber || say('unknown') })}
      </Confirm>
    </>
  );
}
