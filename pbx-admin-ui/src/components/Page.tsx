import { Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import styles from './Page.module.css';

interface PageProps {
  title: string;
  /** One sentence under the title: what the screen is for. */
  lead?: string;
  /** Buttons at the title's height. */
  actions?: ReactNode;
  /** Above the title: the way back. */
  above?: ReactNode;
  children: ReactNode;
}

/** A screen: its one heading, its actions and its content. */
export function Page({ title, lead, actions, above, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Ringfort`;
  }, [title]);
  return (
    <>
      {above}
      <header className={styles.head}>
        <div className={styles.words}>
          <Title order={1} className={styles.title}>
            {title}
          </Title>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </>
  );
}
