import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect } from 'react';

interface CodeFormProps {
  label: string;
  button: string;
  missing: string;
  /** What is wrong with the code that was tried. */
  wrong: string | undefined;
  busy: boolean;
  /** Six digits of an authenticator, else a recovery code. */
  digits: boolean;
  onCode: (code: string) => void;
}

/** One field for one code; sent by itself at the sixth digit. */
export function CodeForm({ label, button, missing, wrong, busy, digits, onCode }: CodeFormProps) {
  const form = useForm({ mode: 'controlled', initialValues: { code: '' } });
  const { setFieldError, setFieldValue } = form;
  useEffect(() => {
    if (wrong) {
      setFieldValue('code', '');
      setFieldError('code', wrong);
    }
    // The form's functions are stable; only a new refusal matters.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wrong]);
  const submit = (code: string) => {
    const bare = digits ? code.replaceAll(/\D/g, '') : code.trim();
    if (digits ? bare.length !== 6 : bare === '') {
      setFieldError('code', missing);
    } else if (!busy) {
      onCode(bare);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit(form.values.code);
      }}
      noValidate
    >
      <Stack gap="md">
        <TextInput
          label={label}
          value={form.values.code}
          error={form.errors.code}
          onChange={(event) => {
            const code = event.currentTarget.value;
            setFieldValue('code', code);
            if (digits && /^\d{6}$/.test(code)) {
              submit(code);
            }
          }}
          inputMode={digits ? 'numeric' : 'text'}
          autoComplete="one-time-code"
          spellCheck={false}
          autoFocus
          maxLength={digits ? 7 : 40}
          size="md"
          className="numbers"
        />
        <Button type="submit" size="md" loading={busy}>
          {button}
        </Button>
      </Stack>
    </form>
  );
}
