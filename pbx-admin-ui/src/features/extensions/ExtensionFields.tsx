import { NumberInput, Stack, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ExtensionDraft } from './api';
import { useWords } from './words';

export const emptyExtension: ExtensionDraft = {
  number: '',
  displayName: '',
  enabled: true,
  voicemail: { enabled: true, afterSeconds: 20 },
};

/** What the browser can tell before asking; the server tells the rest. */
export function useExtensionRules() {
  const say = useWords();
  return {
    number: (value: string) => (/^\d{2,8}$/.test(value) ? null : say('numberNeeded')),
    displayName: (value: string) => (value.trim() === '' ? say('nameNeeded') : null),
    voicemail: {
      afterSeconds: (value: number | string) =>
        Number(value) >= 5 && Number(value) <= 120 ? null : say('afterNeeded'),
    },
  };
}

/** The fields of an extension, new or old. */
export function ExtensionFields({
  form,
  known = false,
  readOnly,
}: {
  form: UseFormReturnType<ExtensionDraft>;
  /** One that exists already. */
  known?: boolean;
  readOnly?: boolean;
}) {
  const say = useWords();
  return (
    <Stack gap="md">
      <TextInput
        {...form.getInputProps('number')}
        label={say('number')}
        description={say('numberHint')}
        inputMode="numeric"
        autoComplete="off"
        // Mailbox, credentials and habits hang on it: a number stays once given.
        disabled={known}
        maxLength={8}
        data-autofocus
      />
      <TextInput
        {...form.getInputProps('displayName')}
        label={say('name')}
        description={say('nameHint')}
        autoComplete="off"
        readOnly={readOnly}
        maxLength={80}
      />
      <Switch
        {...form.getInputProps('enabled', { type: 'checkbox' })}
        label={say('enabled')}
        description={say('enabledHint')}
        disabled={readOnly}
      />
      <Switch
        {...form.getInputProps('voicemail.enabled', { type: 'checkbox' })}
        label={say('useVoicemail')}
        disabled={readOnly}
      />
      {form.values.voicemail.enabled && (
        <NumberInput
          {...form.getInputProps('voicemail.afterSeconds')}
          label={say('afterSeconds')}
          description={say('afterHint')}
          min={5}
          max={120}
          clampBehavior="none"
          allowDecimal={false}
          readOnly={readOnly}
        />
      )}
    </Stack>
  );
}
