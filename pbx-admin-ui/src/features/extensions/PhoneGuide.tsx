import { Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import { CopyText, CopyValues } from '~/components/CopyValue';
import {
  baresipFiles,
  deskFields,
  linphoneFields,
  makes,
  type Field,
  type Make,
  type PhoneFacts,
} from './phones';
import { useWords } from './words';
import styles from './Devices.module.css';

interface PhoneGuideProps {
  facts: PhoneFacts;
  /** The same for a phone of any make, in our own words. */
  any: readonly Field[];
}

/** What to enter where: in our words, or in those of the phone at hand. */
export function PhoneGuide({ facts, any }: PhoneGuideProps) {
  const say = useWords();
  const [make, setMake] = useState<Make>('any');
  return (
    <Tabs
      value={make}
      onChange={(chosen) => setMake(makes.find((one) => one === chosen) ?? 'any')}
      keepMounted={false}
      className={styles.guide}
    >
      <Tabs.List aria-label={say('makes')}>
        {makes.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {say(`make-${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {makes.map((one) => (
        <Tabs.Panel key={one} value={one} pt="md">
          <Text size="sm" c="dimmed" mb="sm">
            {say(`guide-${one}`)}
          </Text>
          <Guide make={one} facts={facts} any={any} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function Guide({ make, facts, any }: PhoneGuideProps & { make: Make }) {
  switch (make) {
    case 'any':
      return <CopyValues values={any} />;
    case 'linphone':
      return <CopyValues values={linphoneFields(facts)} />;
    case 'desk':
      return <CopyValues values={deskFields(facts)} />;
    case 'baresip': {
      const files = baresipFiles(facts);
      return (
        <>
          <CopyText label="~/.baresip/accounts" text={files.accounts} />
          <CopyText label="~/.baresip/config" text={files.config} />
        </>
      );
    }
  }
}
