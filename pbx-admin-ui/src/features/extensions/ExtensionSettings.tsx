import { Button, Group } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Extension } from '~/api/model';
import { ApiProblem } from '~/api/problem';
import { FormFault } from '~/components/FormFault';
import { UnsavedGuard } from '~/components/Unsaved';
import { showProblem } from '~/lib/forms';
import { useMay } from '~/lib/session';
import { changeExtension, type ExtensionDraft } from './api';
import { ExtensionFields, useExtensionRules } from './ExtensionFields';
import { useWords } from './words';

/** Changes an extension as it was read; if somebody was quicker, theirs is shown instead of overwritten. */
export function ExtensionSettings({ extension }: { extension: Extension }) {
  const say = useWords();
  const may = useMay();
  const client = useQueryClient();
  const [fault, setFault] = useState<string>();
  const { id, number, displayName, enabled, voicemail } = extension;
  const form = useForm<ExtensionDraft>({
    initialValues: { number, displayName, enabled, voicemail: { ...voicemail } },
    validate: useExtensionRules(),
  });
  const save = useMutation({
    mutationFn: (draft: ExtensionDraft) => changeExtension(extension, draft),
    onSuccess: async () => {
      form.resetDirty();
      notifications.show({ message: say('saved'), color: 'moss' });
      await client.invalidateQueries({ queryKey: ['extensions'] });
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.status === 412) {
        notifications.show({ message: say('stale'), color: 'amber', autoClose: 10_000 });
        void client.invalidateQueries({ queryKey: ['extensions', 'one', id] });
      } else {
        setFault(showProblem(form, error, say('saveFailed')));
      }
    },
  });
  const mayWrite = may('extensions.write');
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((draft) => {
        setFault(undefined);
        save.mutate(draft);
      })}
    >
      <FormFault>{fault}</FormFault>
      <ExtensionFields form={form} known readOnly={!mayWrite} />
      {mayWrite && (
        <Group justify="flex-end" mt="lg">
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {say('save')}
          </Button>
        </Group>
      )}
      <UnsavedGuard dirty={mayWrite && form.isDirty() && !save.isPending} />
    </form>
  );
}
