import { Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { Brand } from '~/components/Brand';
import { useWords } from './words';
import styles from './Doorway.module.css';

/** The frame of every step before the console itself. */
export function Doorway({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const say = useWords();
  useEffect(() => {
    document.title = `${title} · Ringfort`;
  }, [title]);
  return (
    <div className={styles.door}>
      <aside className={styles.wall}>
        <div className={styles.brand}>
          <Brand size={34} />
        </div>
        <svg className={styles.rings} viewBox="0 0 400 400" aria-hidden>
          <g fill="none" stroke="currentColor" strokeLinecap="round">
            <path d="M238 372a176 176 0 1 1 108-78" strokeWidth="3" />
            <path d="M229 325a128 128 0 1 1 79-57" strokeWidth="7" />
            <path d="M219 278a81 81 0 1 1 50-36" strokeWidth="3" />
            <path d="M211 238a40 40 0 1 1 24-18" strokeWidth="7" />
          </g>
          <circle cx="200" cy="200" r="9" className={styles.lamp} />
        </svg>
        <p className={styles.creed}>{say('creed')}</p>
      </aside>
      <main className={styles.main}>
        <div className={styles.card}>
          <Title order={1} className={styles.title}>
            {title}
          </Title>
          {lead && <p className={styles.lead}>{lead}</p>}
          {children}
        </div>
      </main>
    </div>
  );
}
