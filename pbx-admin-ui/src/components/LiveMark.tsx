import { useLiveState } from '~/lib/live';
import { defineWords } from '~/lib/words';
import { Lamp } from './Tag';
import styles from './LiveMark.module.css';

const useWords = defineWords('live', {
  live: 'Live',
  connecting: 'Connecting…',
  lost: 'Reconnecting…',
  off: 'Not live',
});

/** Whether what stands on the screen is what is. */
export function LiveMark() {
  const say = useWords();
  const state = useLiveState();
  return (
    <span className={styles.mark} role="status">
      <span className={state === 'live' ? styles.live : styles.lost}>
        <Lamp tone={state === 'live' ? 'safe' : 'warn'} pulse={state === 'live'} />
      </span>
      {say(state)}
    </span>
  );
}
