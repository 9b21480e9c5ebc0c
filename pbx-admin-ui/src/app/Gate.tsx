import { RouterProvider } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { Stage } from '~/api/model';
import { fetchSession } from '~/api/session';
import { Failed, Loading } from '~/components/states';
import { sessionKey } from '~/lib/queries';
import { SessionProvider } from '~/lib/session';
import { createConsoleRouter } from './router';

const SignIn = lazy(() => import('~/features/identity/SignIn'));
const SecondFactor = lazy(() => import('~/features/identity/SecondFactor'));
const PasswordChange = lazy(() => import('~/features/identity/PasswordChange'));
const Enrolment = lazy(() => import('~/features/identity/Enrolment'));

/** The one way in: password, then the second factor, then the console. The server holds the real gate. */
export function Gate() {
  const [router] = useState(createConsoleRouter);
  const session = useQuery({
    queryKey: sessionKey,
    queryFn: fetchSession,
    staleTime: 60_000,
    // Not while somebody enrols: their recovery codes must stay on the screen until they are kept.
    refetchOnWindowFocus: ({ state }) => state.data?.stage === 'complete',
    refetchOnReconnect: ({ state }) => state.data?.stage === 'complete',
  });
  if (session.isPending) {
    return <Loading />;
  }
  if (session.isError) {
    return <Failed error={session.error} retry={() => void session.refetch()} />;
  }
  const { stage, user } = session.data;
  if (stage === 'complete' && user) {
    return (
      <SessionProvider value={{ ...session.data, user }}>
        <RouterProvider router={router} />
      </SessionProvider>
    );
  }
  return (
    <Suspense fallback={<Loading />}>
      <Step stage={stage} />
    </Suspense>
  );
}

function Step({ stage }: { stage: Stage }) {
  switch (stage) {
    case 'totp':
      return <SecondFactor />;
    case 'enrolment':
      return <Enrolment />;
    case 'password-change':
      return <PasswordChange />;
    case 'anonymous':
    case 'complete':
      return <SignIn />;
  }
}
