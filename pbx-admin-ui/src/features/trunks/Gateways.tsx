import { Button, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { newGateway } from './fields';
import { Part, type PartProps } from './Part';
import { useWords } from './words';
import styles from './Part.module.css';

const MOST = 20;

/** The gateways of a trunk, one below the other. */
export function Gateways({ form }: PartProps) {
  const say = useWords();
  const { gateways } = form.values;
  return (
    <Part title={say('gateways')}>
      {gateways.map((_, at) => (
        <Gateway key={at} form={form} at={at} only={gateways.length === 1} />
      ))}
      {gateways.length < MOST && (
        <Group>
          <Button
            size="xs"
            variant="light"
            leftSection={<IconPlus size={15} />}
            onClick={() => form.insertListItem('gateways', newGateway())}
          >
            {say('addGateway')}
          </Button>
        </Group>
      )}
      <NumberInput
        {...form.getInputProps('checkSeconds')}
        label={say('checkSeconds')}
        description={say('checkSecondsHint')}
        allowDecimal={false}
        allowNegative={false}
        max={3_600}
        clampBehavior="none"
        hideControls
      />
    </Part>
  );
}

/** When the next one is called, and when one rests. */
export function FailOverPart({ form }: PartProps) {
  const say = useWords();
  return (
    <Part title={say('failOver')}>
      <TextInput
        {...form.getInputProps('failOver.answers')}
        label={say('answers')}
        description={say('answersHint')}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
      />
      <div className={styles.pair}>
        {(['progressSeconds', 'failures', 'withinSeconds'] as const).map((name) => (
          <NumberInput
            key={name}
            {...form.getInputProps(`failOver.${name}`)}
            label={say(name)}
            description={name === 'withinSeconds' ? say('withinHint') : undefined}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="none"
            hideControls
          />
        ))}
      </div>
    </Part>
  );
}

function Gateway({ form, at, only }: PartProps & { at: number; only: boolean }) {
  const say = useWords();
  const field = (name: string) => form.getInputProps(`gateways.${at}.${name}`);
  const tls = form.values.gateways[at]?.transport === 'tls';
  return (
    <Part title={say('gateway', { number: at + 1 })} inner>
      <div className={styles.pair}>
        <TextInput
          {...field('host')}
          label={say('host')}
          description={say('hostHint')}
          maxLength={253}
          spellCheck={false}
          autoComplete="off"
        />
        <NumberInput
          {...field('port')}
          label={say('port')}
          description={say('portHint')}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          thousandSeparator=""
          hideControls
        />
        <Select
          {...field('transport')}
          label={say('transport')}
          allowDeselect={false}
          data={(['tls', 'tcp', 'udp'] as const).map((value) => ({ value, label: say(value) }))}
        />
        {tls && (
          <TextInput
            {...field('tlsName')}
            label={say('tlsName')}
            description={say('tlsNameHint')}
            maxLength={253}
            spellCheck={false}
            autoComplete="off"
          />
        )}
        <NumberInput
          {...field('priority')}
          label={say('gatewayPriority')}
          description={say('gatewayPriorityHint')}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          hideControls
        />
        <NumberInput
          {...field('weight')}
          label={say('weight')}
          description={say('weightHint')}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          hideControls
        />
        <TextInput
          {...field('domain')}
          label={say('domain')}
          description={say('domainHint')}
          maxLength={253}
          spellCheck={false}
          autoComplete="off"
        />
      </div>
      {!only && (
        <Group justify="flex-end">
          <Button
            size="xs"
            variant="subtle"
            color="ember"
            leftSection={<IconTrash size={15} />}
            onClick={() => form.removeListItem('gateways', at)}
          >
            {say('removeGateway', { number: at + 1 })}
          </Button>
        </Group>
      )}
    </Part>
  );
}
