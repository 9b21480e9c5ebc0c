import { Button, Group, NumberInput, Stack, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { IconLock } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SecurityPolicy } from '~/api/model';
import { ApiProblem } from '~/api/problem';
import { FormFault } from '~/components/FormFault';
import { UnsavedGuard } from '~/components/Unsaved';
import { showProblem } from '~/lib/forms';
import { useMay } from '~/lib/session';
import { changePolicy, type PolicyDraft } from './api';
import { useWords } from './words';
import styles from './SecurityPolicy.module.css';

/** Changes the policy as it was read; if somebody was quicker, theirs is shown instead of overwritten. */
export function PolicyForm({ policy }: { policy: SecurityPolicy }) {
  const say = useWords();
  const may = useMay();
  const client = useQueryClient();
  const [fault, setFault] = useState<string>();
  const { offerMd5, allowClearMedia, minRegistrationSeconds, maxRegistrationSeconds, refuseFalseClaims } =
    policy;
  const within = (value: unknown, least: number, most: number) =>
    Number(value) >= least && Number(value) <= most;
  const form = useForm<PolicyDraft>({
    initialValues: {
      offerMd5,
      allowClearMedia,
      minRegistrationSeconds,
      maxRegistrationSeconds,
      refuseFalseClaims,
    },
    validate: {
      minRegistrationSeconds: (value) => (within(value, 10, 3_600) ? null : say('minNeeded')),
      maxRegistrationSeconds: (value, { minRegistrationSeconds: least }) =>
        !within(value, 10, 86_400) ? say('maxNeeded') : value < least ? say('order') : null,
    },
  });
  const save = useMutation({
    mutationFn: (draft: PolicyDraft) => changePolicy(policy, draft),
    onSuccess: async () => {
      notifications.show({ message: say('saved'), color: 'moss' });
      form.resetDirty();
      await client.invalidateQueries({ queryKey: ['policy'] });
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.status === 412) {
        notifications.show({ message: say('stale'), color: 'amber', autoClose: 10_000 });
        void client.invalidateQueries({ queryKey: ['policy'] });
      } else {
        setFault(showProblem(form, error, say('failed')));
      }
    },
  });
  const mayWrite = may('policy.write');
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((draft) => {
        setFault(undefined);
        save.mutate(draft);
      })}
    >
      <FormFault>{fault}</FormFault>
      <Stack gap="lg">
        <div className={styles.floor}>
          <IconLock className={styles.lock} size={20} aria-hidden />
          <p>
            <strong>{say('floorShort')}</strong>
            {say('floor')}
          </p>
        </div>
        <Switch
          {...form.getInputProps('allowClearMedia', { type: 'checkbox' })}
          label={say('allowClear')}
          description={say('allowClearHint')}
          disabled={!mayWrite}
        />
        <Switch
          {...form.getInputProps('offerMd5', { type: 'checkbox' })}
          label={say('offerMd5')}
          description={say('offerMd5Hint')}
          disabled={!mayWrite}
        />
        <Switch
          {...form.getInputProps('refuseFalseClaims', { type: 'checkbox' })}
          label={say('refuseFalseClaims')}
          description={say('refuseFalseClaimsHint')}
          disabled={!mayWrite}
        />
        <fieldset className="bare-fieldset">
          <legend>{say('registration')}</legend>
          <div className={styles.pair}>
            <NumberInput
              {...form.getInputProps('minRegistrationSeconds')}
              label={say('min')}
              description={say('minHint')}
              allowDecimal={false}
              clampBehavior="none"
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              readOnly={!mayWrite}
            />
            <NumberInput
              {...form.getInputProps('maxRegistrationSeconds')}
              label={say('max')}
              description={say('maxHint')}
              allowDecimal={false}
              clampBehavior="none"
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              readOnly={!mayWrite}
            />
          </div>
        </fieldset>
      </Stack>
      {mayWrite && (
        <Group justify="flex-end" mt="lg">
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {say('save')}
          </Button>
        </Group>
      )}
      <UnsavedGuard dirty={form.isDirty() && !save.isPending} />
    </form>
  );
}
