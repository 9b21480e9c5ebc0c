import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { defineWords } from '~/lib/words';
import styles from './CopyValue.module.css';

const useWords = defineWords('copy', { copy: 'Copy {{what}}', copied: 'Copied' });

/** A value that somebody will carry elsewhere: its name, itself, and a button that copies it. */
export function CopyValue({ label, value }: { label: string; value: string }) {
  const say = useWords();
  return (
    <div className={styles.row}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>
        <span className="mono">{value}</span>
        <CopyButton value={value} timeout={1800}>
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
