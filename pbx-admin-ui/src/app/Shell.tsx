import { ActionIcon, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { Navigate, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Brand } from '~/components/Brand';
import { Loading } from '~/components/states';
import { NotFound } from './NotFound';
import { Denied } from './Denied';
import { defineWords } from '~/lib/words';
import { useMay } from '~/lib/session';
import { useActing } from './acting';
import { Account } from './Account';
import { Navigation } from './Navigation';
import { TenantSwitcher } from './TenantSwitcher';
import { useLiveEvents } from './live';
import styles from './Shell.module.css';

const useWords = defineWords('shell', {
  skip: 'Skip to the content',
  openMenu: 'Open the menu',
  closeMenu: 'Close the menu',
  frame: 'Console',
});

/** The frame: where to go on the left, who is there at its foot, the screen beside it. */
export function Shell() {
  const say = useWords();
  const [menuOpened, menu] = useDisclosure(false);
  const content = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const first = useRef(true);
  const may = useMay();
  const acting = useActing();
  useLiveEvents(acting.current, acting.ready && may('calls.read'));

  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    // A new screen: readers and the keyboard start at its beginning.
    content.current?.focus({ preventScroll: true });
  }, [path]);

  const side = (
    <>
      <TenantSwitcher acting={acting} />
      <Navigation onNavigate={menu.close} />
      <Account />
    </>
  );
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {say('skip')}
      </a>
      <aside aria-label={say('frame')} className={styles.top}>
        <Brand size={26} />
        <ActionIcon
          variant="transparent"
          c="inherit"
          size="lg"
          aria-label={say('openMenu')}
          aria-expanded={menuOpened}
          onClick={menu.open}
        >
          <IconMenu2 size={22} />
        </ActionIcon>
      </aside>
      <aside aria-label={say('frame')} className={styles.side}>
        <div className={styles.brand}>
          <Brand />
        </div>
        {side}
      </aside>
      <Drawer
        opened={menuOpened}
        onClose={menu.close}
        position="left"
        size={280}
        title={<Brand size={26} />}
        closeButtonProps={{ 'aria-label': say('closeMenu'), c: 'inherit' }}
        classNames={{ content: styles.drawer, header: styles.drawer, body: styles.drawerBody }}
      >
        {side}
      </Drawer>
      <main id="content" ref={content} tabIndex={-1} className={styles.main}>
        <div className={styles.column}>
          {acting.ready ? <Screen key={acting.current ?? 'own'} /> : <Loading />}
        </div>
      </main>
    </div>
  );
}

/** The screen that the address names, if the person may see it. */
function Screen() {
  const may = useMay();
  const match = useRouterState({ select: (state) => state.matches.at(-1) });
  if (!match || match.status === 'notFound') {
    return <NotFound />;
  }
  if (may(match.staticData.permission)) {
    return <Outlet />;
  }
  // Somebody who has nothing but their own messages begins there.
  return match.pathname === '/' ? <Navigate to="/voicemail" replace /> : <Denied />;
}
