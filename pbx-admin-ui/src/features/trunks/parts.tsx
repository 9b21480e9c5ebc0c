import { Alert, NumberInput, PasswordInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { IconLockOpen2 } from '@tabler/icons-react';
import { useName } from '~/lib/names';
import { Part, type PartProps } from './Part';
import { useWords } from './words';
import styles from './Part.module.css';

export function GeneralPart({ form }: PartProps) {
  const say = useWords();
  return (
    <Part title={say('general')}>
      <div className={styles.pair}>
        <TextInput
          {...form.getInputProps('name')}
          label={say('name')}
          description={say('nameHint')}
          maxLength={80}
          autoComplete="off"
          data-autofocus
        />
        <NumberInput
          {...form.getInputProps('priority')}
          label={say('priority')}
          description={say('priorityHint')}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          hideControls
        />
      </div>
      <Switch {...form.getInputProps('enabled', { type: 'checkbox' })} label={say('enabled')} />
    </Part>
  );
}

export function AccountPart({ form, passwordSet }: PartProps & { passwordSet: boolean }) {
  const say = useWords();
  return (
    <Part title={say('account')}>
      <Switch {...form.getInputProps('account.used', { type: 'checkbox' })} label={say('accountUsed')} />
      {form.values.account.used && (
        <>
          <div className={styles.pair}>
            <TextInput
              {...form.getInputProps('account.username')}
              label={say('username')}
              maxLength={128}
              spellCheck={false}
              autoComplete="off"
            />
            <TextInput
              {...form.getInputProps('account.realm')}
              label={say('realm')}
              description={say('realmHint')}
              maxLength={128}
              spellCheck={false}
              autoComplete="off"
            />
          </div>
          <PasswordInput
            {...form.getInputProps('password')}
            label={say('password')}
            description={passwordSet ? say('passwordKept') : undefined}
            autoComplete="new-password"
          />
          <Switch
            {...form.getInputProps('registers', { type: 'checkbox' })}
            label={say('registers')}
            description={say('registersHint')}
          />
        </>
      )}
    </Part>
  );
}

export function OutwardPart({ form }: PartProps) {
  const say = useWords();
  const ruleName = useName('callerRule');
  const formatName = useName('numberFormat');
  return (
    <Part title={say('out')}>
      <div className={styles.pair}>
        <TextInput
          {...form.getInputProps('callerNumber')}
          label={say('callerNumber')}
          description={say('callerNumberHint')}
          maxLength={16}
          inputMode="tel"
          spellCheck={false}
          autoComplete="off"
        />
        <Select
          {...form.getInputProps('callerRule')}
          label={say('callerRule')}
          allowDeselect={false}
          data={(['extension', 'trunk', 'withheld'] as const).map((value) => ({
            value,
            label: ruleName(value),
          }))}
        />
        {(['called', 'calling'] as const).map((which) => (
          <Select
            key={which}
            {...form.getInputProps(`numberFormats.${which}`)}
            label={say(`${which}Format`)}
            allowDeselect={false}
            data={(['e164', 'digits', 'national'] as const).map((value) => ({
              value,
              label: formatName(value),
            }))}
          />
        ))}
        <TextInput
          {...form.getInputProps('numbers.country')}
          label={say('country')}
          description={say('countryHint')}
          maxLength={2}
          spellCheck={false}
          autoComplete="off"
        />
        <NumberInput
          {...form.getInputProps('capacity.calls')}
          label={say('calls')}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          hideControls
        />
        <NumberInput
          {...form.getInputProps('capacity.callsPerSecond')}
          label={say('callsPerSecond')}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          hideControls
        />
      </div>
      <Textarea
        {...form.getInputProps('numbers.allowedPrefixes')}
        label={say('prefixes')}
        description={say('prefixesHint')}
        rows={3}
        spellCheck={false}
      />
      <Textarea
        {...form.getInputProps('sends')}
        label={say('sends')}
        description={say('sendsHint')}
        rows={3}
        spellCheck={false}
      />
      <Switch {...form.getInputProps('numbers.premium', { type: 'checkbox' })} label={say('premium')} />
      <Switch
        {...form.getInputProps('sendsLocation', { type: 'checkbox' })}
        label={say('sendsLocation')}
        description={say('sendsLocationHint')}
      />
    </Part>
  );
}

export function InwardPart({ form }: PartProps) {
  const say = useWords();
  return (
    <Part title={say('in')}>
      <Switch
        {...form.getInputProps('inward.used', { type: 'checkbox' })}
        label={say('inwardUsed')}
        description={say('inwardHint')}
      />
      {form.values.inward.used && (
        <>
          <div className={styles.pair}>
            <Textarea
              {...form.getInputProps('inward.networks')}
              label={say('networks')}
              description={say('networksHint')}
              rows={3}
              spellCheck={false}
            />
            <Textarea
              {...form.getInputProps('inward.certificateNames')}
              label={say('certificateNames')}
              description={say('certificateNamesHint')}
              rows={3}
              spellCheck={false}
            />
          </div>
          <Switch
            {...form.getInputProps('inward.trustsIdentity', { type: 'checkbox' })}
            label={say('trustsIdentity')}
            description={say('trustsIdentityHint')}
          />
          {form.values.account.used && form.values.registers && (
            <Switch
              {...form.getInputProps('inward.bulk', { type: 'checkbox' })}
              label={say('bulk')}
              description={say('bulkHint')}
            />
          )}
          <Textarea
            {...form.getInputProps('inward.believes')}
            label={say('believes')}
            description={say('believesHint')}
            rows={3}
            spellCheck={false}
          />
        </>
      )}
    </Part>
  );
}

export function IdentityPart({ form }: PartProps) {
  const say = useWords();
  return (
    <Part title={say('identity')}>
      <Switch
        {...form.getInputProps('identity.signs', { type: 'checkbox' })}
        label={say('signs')}
        description={say('signsHint')}
      />
      {form.values.identity.signs && (
        <Switch
          {...form.getInputProps('identity.passesCaller', { type: 'checkbox' })}
          label={say('passesCaller')}
          description={say('passesCallerHint')}
        />
      )}
      <Select
        {...form.getInputProps('identity.check')}
        label={say('check')}
        allowDeselect={false}
        data={[
          { value: 'off', label: say('checkOff') },
          { value: 'mark', label: say('checkMark') },
          { value: 'refuse', label: say('checkRefuse') },
        ]}
      />
    </Part>
  );
}

export function ProtectionPart({ form }: PartProps) {
  const say = useWords();
  return (
    <Part title={say('security')}>
      <Textarea
        {...form.getInputProps('authorities')}
        label={say('authorities')}
        description={say('authoritiesHint')}
        maxLength={20_000}
        rows={3}
        spellCheck={false}
      />
      <Switch
        {...form.getInputProps('exception.used', { type: 'checkbox' })}
        label={say('exceptionUsed')}
        description={say('exceptionHint')}
      />
      {form.values.exception.used && (
        <>
          <Alert color="ember" variant="light" icon={<IconLockOpen2 size={18} />}>
            {say('exceptionWarning')}
          </Alert>
          <Textarea
            {...form.getInputProps('exception.reason')}
            label={say('reason')}
            maxLength={200}
            rows={2}
          />
          <TextInput {...form.getInputProps('exception.until')} type="date" label={say('until')} />
        </>
      )}
    </Part>
  );
}
