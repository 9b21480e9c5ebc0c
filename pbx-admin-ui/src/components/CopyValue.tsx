import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { defineWords } from '~/lib/words';
import styles from './CopyValue.module.css';

const useWords = defineWords('copy', { copy: 'Copy {{what}}', copied: 'Copied' });

function Copy({ label, text }: { label: string; text: string }) {
  const say = useWords();
  return (
    <CopyButton value={text} timeout={1800}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? say('copied') : say('copy', { what: label })}>
          <ActionIcon
            variant="subtle"
            color={copied ? 'moss' : 'gray'}
            aria-label={say('copy', { what: label })}
            onClick={copy}
          >
            {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

/** Lines for a file that somebody will paste: the file's name, the lines, and a button that copies them. */
export function CopyText({ label, text }: { label: string; text: string }) {
  return (
    <figure className={styles.file}>
      <figcaption className={styles.caption}>
        <span className="mono">{label}</span>
        <Copy label={label} text={text} />
      </figcaption>
      <pre className={styles.lines}>{text.trimEnd()}</pre>
    </figure>
  );
}

/** A value that somebody will carry elsewhere: its name, itself, and a button that copies it. */
export function CopyValue({ label, value }: { label: string; value: string }) {
  return (
    <div className={styles.row}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>
        <span className="mono">{value}</span>
        <Copy label={label} text={value} />
      </dd>
    </div>
  );
}

/** The list that copyable values stand in. */
export function CopyValues({ values }: { values: readonly (readonly [label: string, value: string])[] }) {
  return (
    <dl className={styles.list}>
      {values.map(([label, value]) => (
        <CopyValue key={label} label={label} value={value} />
      ))}
    </dl>
  );
}
