import { Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import styles from './Panel.module.css';

interface PanelProps {
  title?: string;
  actions?: ReactNode;
  /** No inner margin: for tables that reach the edge. */
  flush?: boolean;
  children: ReactNode;
}

/** A piece of a screen on its own surface. */
export function Panel({ title, actions, flush = false, children }: PanelProps) {
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={title ? id : undefined}>
      {title && (
        <div className={styles.head}>
          <Title order={2} id={id} className={styles.title}>
            {title}
          </Title>
          {actions}
        </div>
      )}
      <div className={flush ? undefined : styles.body}>{children}</div>
    </section>
  );
}
