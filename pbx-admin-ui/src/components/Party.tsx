import styles from './Party.module.css';

/** A number with the name behind it, the name first where there is one. */
export function Party({ number, name }: { number?: string | null; name?: string | null }) {
  const shown = number === undefined || number === null || number === '' ? '–' : number;
  return (
    <span className={styles.party}>
      {name && name !== number ? (
        <>
          <span>{name}</span>
          <span className={`${styles.number} numbers`}>{shown}</span>
        </>
      ) : (
        <span className="numbers">{shown}</span>
      )}
    </span>
  );
}
