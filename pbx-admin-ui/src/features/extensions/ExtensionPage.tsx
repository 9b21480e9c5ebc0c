import { Anchor, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Extension } from '~/api/model';
import { Confirm } from '~/components/Confirm';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Failed, Loading } from '~/components/states';
import { useMay } from '~/lib/session';
import { deleteExtension, fetchExtension } from './api';
import { Devices } from './Devices';
import { ExtensionSettings } from './ExtensionSettings';
import { Recorded } from './Recorded';
import { useWords } from './words';
import styles from './ExtensionPage.module.css';

const route = getRouteApi('/extensions/$extensionId');

/** One extension: its phones, and what it does. */
export default function ExtensionPage() {
  const { extensionId } = route.useParams();
  const found = useQuery({
    queryKey: ['extensions', 'one', extensionId],
    queryFn: () => fetchExtension(extensionId),
  });
  if (found.isPending) {
    return <Loading rows={8} />;
  }
  if (found.isError) {
    return <Failed error={found.error} retry={() => void found.refetch()} />;
  }
  return <Shown extension={found.data} />;
}

function Shown({ extension }: { extension: Extension }) {
  const say = useWords();
  const may = useMay();
  return (
    <Page
      title={`${extension.number} ${extension.displayName}`}
      above={
        <Anchor
          size="sm"
          className={styles.back}
          renderRoot={(props) => <Link to="/extensions" {...props} />}
        >
          <IconArrowLeft size={15} aria-hidden />
          {say('back')}
        </Anchor>
      }
      actions={may('extensions.write') && <Delete extension={extension} />}
    >
      <div className={styles.columns}>
        <Devices extension={extension} />
        <div className={styles.side}>
          <Panel title={say('settings')}>
            <ExtensionSettings key={extension.version} extension={extension} />
          </Panel>
          {may('recordings.read') && <Recorded extension={extension} />}
        </div>
      </div>
    </Page>
  );
}

function Delete({ extension }: { extension: Extension }) {
  const say = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const { id, number } = extension;
  const remove = useMutation({
    mutationFn: () => deleteExtension(id),
    onSuccess: async () => {
      notifications.show({ message: say('deleted', { number }), color: 'moss' });
      await navigate({ to: '/extensions' });
      client.removeQueries({ queryKey: ['extensions', 'one', id] });
      void client.invalidateQueries({ queryKey: ['extensions'] });
    },
    onError: () => {
      setAsking(false);
      notifications.show({ message: say('deleteFailed'), color: 'ember' });
      void client.invalidateQueries({ queryKey: ['extensions', 'one', id] });
    },
  });
  return (
    <>
      <Button
        variant="light"
        color="ember"
        leftSection={<IconTrash size={16} />}
        onClick={() => setAsking(true)}
      >
        {say('delete')}
      </Button>
      <Confirm
        opened={asking}
        title={say('deleteTitle', { number })}
        deed={say('deleteDeed')}
        busy={remove.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() => remove.mutate()}
      >
        {say('deleteText')}
      </Confirm>
    </>
  );
}
