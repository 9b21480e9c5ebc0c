import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useName } from '~/lib/names';
import { outcomes, type RecordSearch } from './route';
import { useWords } from './words';
import styles from './Filters.module.css';

type Filter = Omit<RecordSearch, 'record'>;

/** What narrows the list; takes effect while one types. */
export function Filters({ value, onChange }: { value: Filter; onChange: (changed: Filter) => void }) {
  const say = useWords();
  const outcomeName = useName('outcome');
  const [number, setNumber] = useState(value.number ?? '');
  const search = useDebouncedCallback(
    (typed: string) => onChange({ number: typed.trim() || undefined }),
    300,
  );
  const narrowed = Object.values(value).some(Boolean);
  return (
    <form role="search" className={styles.filters} onSubmit={(event) => event.preventDefault()}>
      <TextInput
        label={say('number')}
        placeholder={say('numberHint')}
        leftSection={<IconSearch size={16} />}
        value={number}
        onChange={(event) => {
          setNumber(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <Select
        label={say('outcome')}
        data={[
          { value: '', label: say('any') },
          ...outcomes.map((outcome) => ({ value: outcome, label: outcomeName(outcome) })),
        ]}
        value={value.outcome ?? ''}
        onChange={(chosen) => onChange({ outcome: outcomes.find((outcome) => outcome === chosen) })}
      />
      <TextInput
        type="date"
        label={say('fromDay')}
        value={value.from ?? ''}
        max={value.to}
        onChange={(event) => onChange({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={say('toDay')}
        value={value.to ?? ''}
        min={value.from}
        onChange={(event) => onChange({ to: event.currentTarget.value || undefined })}
      />
      {narrowed && (
        <Button
          variant="subtle"
          leftSection={<IconX size={16} />}
          onClick={() => {
            setNumber('');
            onChange({ number: undefined, outcome: undefined, from: undefined, to: undefined });
          }}
        >
          {say('clear')}
        </Button>
      )}
    </form>
  );
}
