import { ActionIcon } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import type { Recording } from '~/api/model';
import type { Player } from '~/lib/player';
import { clock, dateTime } from '~/lib/time';
import { audioAddress } from './api';
import { useWords } from './words';
import styles from './Recordings.module.css';

interface PlayCellProps {
  recording: Recording;
  player: Player;
  /** Whether the person may hear it. */
  hears: boolean;
}

/** When it was, with a button that plays it, and where it is while it plays. */
export function PlayCell({ recording, player, hears }: PlayCellProps) {
  const say = useWords();
  const when = dateTime(recording.startedAt);
  const mine = player.soundId === recording.id;
  const playing = mine && player.playing;
  const seconds = recording.lengthMs / 1000;
  return (
    <div className={styles.play}>
      {hears && (
        <ActionIcon
          size={36}
          radius="xl"
          variant="light"
          aria-label={say(playing ? 'pause' : 'play', { when })}
          onClick={() => player.toggle(recording.id, audioAddress(recording.id))}
        >
          {playing ? <IconPlayerPauseFilled size={16} /> : <IconPlayerPlayFilled size={16} />}
        </ActionIcon>
      )}
      <div>
        {when}
        {mine && player.failed && (
          <p className={styles.fault} role="alert">
            {say('unplayable')}
          </p>
        )}
        {mine && !player.failed && (
          <input
            type="range"
            className={styles.seek}
            aria-label={say('position')}
            aria-valuetext={clock(player.seconds)}
            min={0}
            max={Math.max(1, seconds)}
            step={0.1}
            value={Math.min(player.seconds, seconds)}
            onChange={(event) => player.seek(Number(event.currentTarget.value))}
          />
        )}
      </div>
    </div>
  );
}
