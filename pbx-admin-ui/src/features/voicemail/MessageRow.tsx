import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconMail,
  IconMailOpened,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconTrash,
} from '@tabler/icons-react';
import type { VoiceMessage } from '~/api/model';
import { Party } from '~/components/Party';
import { Tag } from '~/components/Tag';
import { clock, shortTime } from '~/lib/time';
import type { Player } from '~/lib/player';
import { useWords } from './words';
import styles from './Messages.module.css';

interface MessageRowProps {
  message: VoiceMessage;
  player: Player;
  /** Where its sound is. */
  address: string;
  onMark?: ((heard: boolean) => void) | undefined;
  onDelete?: (() => void) | undefined;
}

/** One message: a play button, who and when, and what can be done with it. */
export function MessageRow({ message, player, address, onMark, onDelete }: MessageRowProps) {
  const say = useWords();
  const caller = message.callerName || message.callerNumber || say('unknown');
  const number = message.callerNumber || say('unknown');
  const seconds = message.durationMs / 1000;
  const mine = player.soundId === message.id;
  const playing = mine && player.playing;
  return (
    <li className={styles.row}>
      <ActionIcon
        size={40}
        radius="xl"
        variant={message.heard ? 'light' : 'filled'}
        aria-label={say(playing ? 'pause' : 'play', { caller: number })}
        onClick={() => player.toggle(message.id, address)}
      >
        {playing ? <IconPlayerPauseFilled size={18} /> : <IconPlayerPlayFilled size={18} />}
      </ActionIcon>
      <div className={styles.body}>
        <div className={styles.line}>
          <span className={message.heard ? undefined : styles.unheard}>
            <Party number={message.callerNumber || caller} name={message.callerName} />
          </span>
          {!message.heard && <Tag tone="warn">{say('isNew')}</Tag>}
        </div>
        {mine && player.failed ? (
          <p className={styles.fault} role="alert">
            {say('unplayable')}
          </p>
        ) : mine ? (
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
        ) : (
          <span className={styles.when}>{shortTime(message.receivedAt)}</span>
        )}
      </div>
      <span className={`${styles.length} numbers`}>
        {mine ? `${clock(player.seconds)} / ${clock(seconds)}` : clock(seconds)}
      </span>
      {onMark && (
        <Tooltip label={say(message.heard ? 'markNew' : 'markHeard')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={say(message.heard ? 'markNew' : 'markHeard')}
            onClick={() => onMark(!message.heard)}
          >
            {message.heard ? <IconMail size={18} /> : <IconMailOpened size={18} />}
          </ActionIcon>
        </Tooltip>
      )}
      {onDelete && (
        <Tooltip label={say('delete')}>
          <ActionIcon
            variant="subtle"
            color="ember"
            aria-label={say('deleteOf', { caller: number })}
            onClick={onDelete}
          >
            <IconTrash size={18} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}
