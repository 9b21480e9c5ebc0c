import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import styles from './Figure.module.css';

interface FigureProps {
  label: string;
  to: '/calls' | '/registrations' | '/voicemail' | '/call-records';
  query: { isPending: boolean; isError: boolean };
  value: string | undefined;
  note: string;
}

/** One number that matters, and the way to what it counts. */
export function Figure({ label, to, query, value, note }: FigureProps) {
  return (
    <Link to={to} className={styles.figure}>
      <span className={styles.label}>{label}</span>
      {query.isPending ? (
        <Skeleton height={34} width={56} mt={6} mb={8} />
      ) : (
        <span className={`${styles.value} numbers`}>{query.isError ? '–' : value}</span>
      )}
      <span className={styles.note}>{query.isPending || query.isError ? '\u00a0' : note}</span>
    </Link>
  );
}
