import { Button, Group, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NoticeRecipients } from '~/api/model';
import { ApiProblem } from '~/api/problem';
import { Confirm } from '~/components/Confirm';
import { CopyValues } from '~/components/CopyValue';
import { FormFault } from '~/components/FormFault';
import { Panel } from '~/components/Panel';
import { Failed, Loading } from '~/components/states';
import { UnsavedGuard } from '~/components/Unsaved';
import { showProblem } from '~/lib/forms';
import { useMay } from '~/lib/session';
import { changeRecipients, fetchRecipients, renewSecret, testNotices, type RecipientsDraft } from './api';
import { useNoticeWords } from './words';

const recipientsKey = ['notice-recipients'] as const;

/** Who is told that somebody calls for help. */
export function Notices() {
  const say = useNoticeWords();
  const recipients = useQuery({ queryKey: recipientsKey, queryFn: fetchRecipients });
  return (
    <Panel title={say('title')}>
      {recipients.isPending && <Loading rows={3} />}
      {recipients.isError && <Failed error={recipients.error} retry={() => void recipients.refetch()} />}
      {recipients.data && <Form key={recipients.data.version} stands={recipients.data} />}
    </Panel>
  );
}

function Form({ stands }: { stands: NoticeRecipients }) {
  const say = useNoticeWords();
  const mayWrite = useMay()('policy.write');
  const client = useQueryClient();
  const [fault, setFault] = useState<string>();
  const settle = () => client.invalidateQueries({ queryKey: recipientsKey });
  const form = useForm<RecipientsDraft>({
    initialValues: { addresses: stands.addresses, webhookUrl: stands.webhookUrl },
    validate: {
      addresses: (value) =>
        value.every((address) => /^[^\s@]+@[^\s@]+$/.test(address)) ? null : say('addressNeeded'),
      webhookUrl: (value) =>
        value.trim() === '' || /^https:\/\/[^\s/?#@]+[^\s#]*$/.test(value.trim()) ? null : say('httpsNeeded'),
    },
  });
  const save = useMutation({
    mutationFn: (draft: RecipientsDraft) => changeRecipients(stands, draft),
    onSuccess: async () => {
      notifications.show({ message: say('saved'), color: 'moss' });
      form.resetDirty();
      await settle();
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.status === 412) {
        notifications.show({ message: say('stale'), color: 'amber', autoClose: 10_000 });
        void settle();
      } else {
        setFault(showProblem(form, error, say('failed')));
      }
    },
  });
  const test = useMutation({
    mutationFn: testNotices,
    onSuccess: () => notifications.show({ message: say('tested'), color: 'moss' }),
    onError: () => notifications.show({ message: say('failed'), color: 'ember' }),
  });
  const somebody = stands.addresses.length > 0 || stands.webhookUrl !== '';
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ addresses, webhookUrl }) => {
        setFault(undefined);
        save.mutate({ addresses, webhookUrl: webhookUrl.trim() });
      })}
    >
      <FormFault>{fault}</FormFault>
      <Stack gap="md">
        <Text size="sm">{say('lead')}</Text>
        <TagsInput
          {...form.getInputProps('addresses')}
          label={say('addresses')}
          description={say('addressesHint')}
          splitChars={[',', ' ', ';']}
          acceptValueOnBlur
          maxTags={20}
          readOnly={!mayWrite}
        />
        <TextInput
          {...form.getInputProps('webhookUrl')}
          label={say('webhook')}
          description={say('webhookHint')}
          maxLength={500}
          spellCheck={false}
          autoComplete="off"
          readOnly={!mayWrite}
        />
        {mayWrite && <WebhookSecret set={stands.secretSet} unsaved={form.isDirty()} onMade={settle} />}
      </Stack>
      {mayWrite && (
        <Group justify="flex-end" mt="lg">
          <Button
            variant="default"
            disabled={!somebody || form.isDirty()}
            loading={test.isPending}
            onClick={() => test.mutate()}
          >
            {say('test')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {say('save')}
          </Button>
        </Group>
      )}
      <UnsavedGuard dirty={form.isDirty() && !save.isPending} />
    </form>
  );
}

interface WebhookSecretProps {
  set: boolean;
  /** Making one reads the form anew: nothing that was typed is lost for it. */
  unsaved: boolean;
  onMade: () => Promise<unknown>;
}

function WebhookSecret({ set, unsaved, onMade }: WebhookSecretProps) {
  const say = useNoticeWords();
  const [asking, setAsking] = useState(false);
  const make = useMutation({
    mutationFn: renewSecret,
    onError: () => notifications.show({ message: say('failed'), color: 'ember' }),
    onSettled: () => setAsking(false),
    gcTime: 0,
  });
  const made = make.data?.secret;
  if (made) {
    return (
      <>
        <CopyValues values={[[say('secret'), made]]} />
        <Text size="sm">{say('secretOnce')}</Text>
        <Group>
          <Button
            size="xs"
            variant="light"
            onClick={() => {
              make.reset();
              void onMade();
            }}
          >
            {say('secretKept')}
          </Button>
        </Group>
      </>
    );
  }
  return (
    <Group>
      <Button
        size="xs"
        variant="light"
        disabled={unsaved}
        loading={make.isPending}
        onClick={() => (set ? setAsking(true) : make.mutate())}
      >
        {say(set ? 'renewSecret' : 'makeSecret')}
      </Button>
      <Confirm
        opened={asking}
        title={say('renewTitle')}
        deed={say('renewSecret')}
        busy={make.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() => make.mutate()}
      >
        {say('renewText')}
      </Confirm>
    </Group>
  );
}
