import { ActionIcon, Button, Menu, Modal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDots, IconPlus, IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Administrator } from '~/api/model';
import { ApiProblem } from '~/api/problem';
import { Confirm } from '~/components/Confirm';
import { CopyValues } from '~/components/CopyValue';
import { DataTable, type Column } from '~/components/DataTable';
import { MoreButton } from '~/components/MoreButton';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Party } from '~/components/Party';
import { Empty, Failed, Loading } from '~/components/states';
import { Tag } from '~/components/Tag';
import { useName } from '~/lib/names';
import { useMay, useSession } from '~/lib/session';
import { shortTime } from '~/lib/time';
import { AdministratorDialog } from './AdministratorDialog';
import { deleteAdministrator, fetchAdministrators, resetPassword, resetSecondFactor } from './api';
import { useWords } from './words';

type Grave = 'delete' | 'password' | 'factor';

const questions = {
  delete: { title: 'sureDelete', text: 'sureDeleteText', deed: 'delete' },
  password: { title: 'surePassword', text: 'surePasswordText', deed: 'deedReset' },
  factor: { title: 'sureFactor', text: 'sureFactorText', deed: 'deedReset' },
} as const;

/** Who signs in. */
export default function Administrators() {
  const say = useWords();
  const may = useMay();
  const { user } = useSession();
  const roleName = useName('role');
  const client = useQueryClient();
  const [editing, setEditing] = useState<Administrator | 'new'>();
  const [asked, setAsked] = useState<{ kind: Grave; person: Administrator }>();
  const [password, setPassword] = useState<string>();
  const pages = useInfiniteQuery({
    queryKey: ['administrators'],
    queryFn: ({ pageParam }) => fetchAdministrators(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const settle = () => void client.invalidateQueries({ queryKey: ['administrators'] });
  const act = useMutation({
    mutationFn: async ({ kind, person }: { kind: Grave; person: Administrator }) => {
      if (kind === 'password') {
        setPassword((await resetPassword(person.id)).password);
      } else if (kind === 'factor') {
        await resetSecondFactor(person.id);
        notifications.show({ message: say('factorReset', { name: person.displayName }), color: 'moss' });
      } else {
        await deleteAdministrator(person.id);
        notifications.show({ message: say('deleted', { name: person.displayName }), color: 'moss' });
      }
    },
    onError: (error) =>
      notifications.show({
        message: error instanceof ApiProblem && error.status < 500 ? error.message : say('failed'),
        color: 'ember',
      }),
    onSettled: () => {
      setAsked(undefined);
      settle();
    },
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const mayWrite = may('administrators.write');
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setEditing('new')}>
      {say('add')}
    </Button>
  );
  const columns: Column<Administrator>[] = [
    { id: 'name', label: say('name'), cell: (row) => <Party name={row.displayName} number={row.username} /> },
    { id: 'role', label: say('role'), cell: (row) => roleName(row.role) },
    {
      id: 'factor',
      label: say('secondFactor'),
      cell: (row) => (
        <Tag tone={row.secondFactor ? 'safe' : 'warn'}>{say(row.secondFactor ? 'enrolled' : 'missing')}</Tag>
      ),
    },
    {
      id: 'last',
      label: say('lastSignIn'),
      wide: true,
      cell: (row) => (row.lastSignInAt ? shortTime(row.lastSignInAt) : say('never')),
    },
    {
      id: 'actions',
      label: say('actions'),
      quiet: true,
      align: 'right',
      cell: (row) =>
        row.id === user.id ? (
          <Tag>{say('you')}</Tag>
        ) : mayWrite ? (
          <Menu withinPortal>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={say('more', { name: row.displayName })}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setEditing(row)}>{say('edit')}</Menu.Item>
              <Menu.Item onClick={() => setAsked({ kind: 'password', person: row })}>
                {say('resetPassword')}
              </Menu.Item>
              <Menu.Item onClick={() => setAsked({ kind: 'factor', person: row })}>
                {say('resetFactor')}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item color="ember" onClick={() => setAsked({ kind: 'delete', person: row })}>
                {say('delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        ) : row.enabled ? null : (
          <Tag>{say('off')}</Tag>
        ),
    },
  ];
  const question = asked && questions[asked.kind];
  return (
    <Page title={say('title')} lead={say('lead')} actions={add}>
      <Panel flush>
        {pages.isPending && <Loading />}
        {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
        {pages.data && rows.length === 0 && (
          <Empty icon={<IconUsers size={26} />} title={say('emptyTitle')} action={add}>
            {say('empty')}
          </Empty>
        )}
        {rows.length > 0 && (
          <DataTable label={say('title')} columns={columns} rows={rows} rowKey={(row) => row.id} />
        )}
        <MoreButton pages={pages} />
      </Panel>
      <AdministratorDialog
        administrator={editing}
        onClose={() => setEditing(undefined)}
        onSaved={(given) => {
          setEditing(undefined);
          setPassword(given);
          settle();
        }}
      />
      <Modal
        opened={password !== undefined}
        onClose={() => setPassword(undefined)}
        title={say('passwordTitle')}
        withCloseButton={false}
        closeOnClickOutside={false}
        closeOnEscape={false}
      >
        <Text size="sm" c="dimmed" mb="md">
          {say('passwordLead')}
        </Text>
        {password !== undefined && <CopyValues values={[[say('password'), password]]} />}
        <Button mt="lg" onClick={() => setPassword(undefined)}>
          {say('done')}
        </Button>
      </Modal>
      <Confirm
        opened={asked !== undefined}
        title={asked && question ? say(question.title, { name: asked.person.displayName }) : ''}
        deed={question ? say(question.deed) : ''}
        busy={act.isPending}
        onCancel={() => setAsked(undefined)}
        onConfirm={() => asked && act.mutate(asked)}
      >
        {question && say(question.text)}
      </Confirm>
    </Page>
  );
}
