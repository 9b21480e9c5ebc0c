import { Select } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import { useSession } from '~/lib/session';
import { defineWords } from '~/lib/words';
import type { Acting } from './acting';
import styles from './TenantSwitcher.module.css';

const useWords = defineWords('tenant-switcher', { tenant: 'Tenant', none: 'No such tenant' });

/** Where one is: a choice for the platform's people, a name for all others. */
export function TenantSwitcher({ acting }: { acting: Acting }) {
  const say = useWords();
  const { tenant } = useSession();
  if (acting.tenants.length === 0) {
    return tenant ? (
      <p className={styles.own}>
        <span className={styles.name}>{tenant.name}</span>
        <span className={styles.domain}>{tenant.domain}</span>
      </p>
    ) : null;
  }
  return (
    <Select
      aria-label={say('tenant')}
      className={styles.select}
      classNames={{ input: styles.input }}
      data={acting.tenants.map(({ id, name }) => ({ value: id, label: name }))}
      value={acting.current ?? null}
      onChange={(id) => {
        if (id !== null) {
          acting.choose(id);
        }
      }}
      searchable
      nothingFoundMessage={say('none')}
      rightSection={<IconSelector size={16} />}
    />
  );
}
