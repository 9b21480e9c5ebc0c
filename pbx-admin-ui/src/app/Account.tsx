import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { signOut } from '~/api/session';
import { useName } from '~/lib/names';
import { useSession } from '~/lib/session';
import { defineWords } from '~/lib/words';
import styles from './Account.module.css';

const useWords = defineWords('account', {
  account: 'Your account:',
  chosen: '(chosen)',
  look: 'Appearance',
  auto: 'As the system',
  light: 'Light',
  dark: 'Dark',
  signOut: 'Sign out',
});

const schemes = [
  ['auto', IconDeviceDesktop],
  ['light', IconSun],
  ['dark', IconMoon],
] as const;

/** Who is signed in, how the console looks, and the way out. */
export function Account() {
  const say = useWords();
  const { user } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const client = useQueryClient();
  const leave = useMutation({
    mutationFn: signOut,
    onSettled: () => {
      // Nothing of this person's stays in memory; a fresh page also has a fresh session.
      client.clear();
      window.location.assign('/');
    },
  });
  const roleName = useName('role');
  return (
    <Menu position="top-start" width={228} withinPortal={false}>
      <Menu.Target>
        <button type="button" className={styles.button}>
          <span className={styles.monogram} aria-hidden>
            {user.displayName.slice(0, 2).toUpperCase()}
          </span>
          <span className={styles.who}>
            <span className="visually-hidden">{say('account')}</span>
            <span className={styles.name}>{user.displayName}</span>
            <span className={styles.role}>{roleName(user.role)}</span>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say('look')}</Menu.Label>
        {schemes.map(([scheme, Icon]) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={16} />}
            rightSection={colorScheme === scheme ? <IconCheck size={14} /> : undefined}
            onClick={() => setColorScheme(scheme)}
          >
            {say(scheme)}
            {colorScheme === scheme && <span className="visually-hidden"> {say('chosen')}</span>}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => leave.mutate()}>
          {say('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
