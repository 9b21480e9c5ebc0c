import styles from './Brand.module.css';

/** Two rings with a gate, and a lamp within: a ringfort from above. */
export function Brand({ size = 30 }: { size?: number }) {
  return (
    <span className={styles.brand}>
      <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
        <g fill="none" stroke="currentColor" strokeLinecap="round" strokeWidth="2.7">
          <path d="M20 28.2a12.9 12.9 0 1 1 6.9-5" />
          <path d="M18.1 22.1a6.5 6.5 0 1 1 3.5-2.7" opacity=".72" />
        </g>
        <circle cx="16" cy="16" r="2.1" className={styles.lamp} />
      </svg>
      <span className={styles.name}>Ringfort</span>
    </span>
  );
}
