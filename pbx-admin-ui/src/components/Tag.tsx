import type { ReactNode } from 'react';
import styles from './Tag.module.css';

export type Tone = 'safe' | 'warn' | 'bad' | 'calm';

/** A short word with a colour that repeats, never replaces, its meaning. */
export function Tag({
  tone = 'calm',
  icon,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <span className={`${styles.tag} ${styles[tone]}`}>
      {icon && (
        <span className={styles.icon} aria-hidden>
          {icon}
        </span>
      )}
      {children}
    </span>
  );
}

/** A lamp: lit, or not. Beside words, never alone. */
export function Lamp({ tone, pulse = false }: { tone: Tone; pulse?: boolean }) {
  return <span className={`${styles.lamp} ${styles[tone]} ${pulse ? styles.pulse : ''}`} aria-hidden />;
}
