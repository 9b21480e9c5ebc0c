import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Conference, Participant } from '~/api/model';
import { Confirm } from '~/components/Confirm';
import { beginConference, endConference, lockConference, muteAll, muteParticipant, putOut } from './api';
import { useWords } from './words';

/** Does it, and says where it could not be done; that it was done is seen in the room, which is pushed. */
function useDeed() {
  const say = useWords();
  return useMutation({
    mutationFn: (deed: () => Promise<unknown>) => deed(),
    onError: () => notifications.show({ message: say('notDone'), color: 'ember' }),
  });
}

/** What may be done with all who are in a room. */
export function LeadRoom({ conference, name }: { conference: Conference; name: string }) {
  const say = useWords();
  const deed = useDeed();
  const [ending, setEnding] = useState(false);
  const { roomId, participants } = conference;
  const others = participants.filter((who) => !who.moderator && !who.listens);
  const allMuted = others.length > 0 && others.every((who) => who.muted);
  return (
    <Group gap={6}>
      {conference.waits && (
        <Button size="xs" onClick={() => deed.mutate(() => beginConference(roomId))}>
          {say('begin')}
        </Button>
      )}
      <Button size="xs" variant="default" onClick={() => deed.mutate(() => muteAll(roomId, !allMuted))}>
        {say(allMuted ? 'unmuteAll' : 'muteAll')}
      </Button>
      <Button
        size="xs"
        variant="default"
        onClick={() => deed.mutate(() => lockConference(roomId, !conference.locked))}
      >
        {say(conference.locked ? 'unlock' : 'lock')}
      </Button>
      <Button size="xs" variant="light" color="ember" onClick={() => setEnding(true)}>
        {say('end')}
      </Button>
      <Confirm
        opened={ending}
        title={say('endSure', { name })}
        deed={say('end')}
        onCancel={() => setEnding(false)}
        onConfirm={() => {
          setEnding(false);
          deed.mutate(() => endConference(roomId));
        }}
      >
        {say('endText')}
      </Confirm>
    </Group>
  );
}

/** What may be done with one who is in a room. */
export function LeadParticipant({
  roomId,
  room,
  participant,
}: {
  roomId: string;
  room: string;
  participant: Participant;
}) {
  const say = useWords();
  const deed = useDeed();
  const [leaving, setLeaving] = useState(false);
  const { callId, muted } = participant;
  const who = participant.name || participant.number;
  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      {!participant.listens && (
        <Button
          size="xs"
          variant="default"
          aria-label={say(muted ? 'unmuteOf' : 'muteOf', { who })}
          onClick={() => deed.mutate(() => muteParticipant(roomId, callId, !muted))}
        >
          {say(muted ? 'unmute' : 'mute')}
        </Button>
      )}
      <Button
        size="xs"
        variant="light"
        color="ember"
        aria-label={say('putOutOf', { who })}
        onClick={() => setLeaving(true)}
      >
        {say('putOut')}
      </Button>
      <Confirm
        opened={leaving}
        title={say('putOutSure', { who, name: room })}
        deed={say('putOut')}
        onCancel={() => setLeaving(false)}
        onConfirm={() => {
          setLeaving(false);
          deed.mutate(() => putOut(roomId, callId));
        }}
      >
        {say('putOutText')}
      </Confirm>
    </Group>
  );
}
