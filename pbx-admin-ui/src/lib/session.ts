import { createContext, useContext } from 'react';
import type { Session } from '~/api/model';

export interface SignedIn extends Session {
  user: NonNullable<Session['user']>;
}

const SessionContext = createContext<SignedIn | undefined>(undefined);

export const SessionProvider = SessionContext.Provider;

/** Who is signed in. Only screens behind the second factor may ask. */
export function useSession(): SignedIn {
  const session = useContext(SessionContext);
  if (!session) {
    throw new Error('No one is signed in here');
  }
  return session;
}

/** Whether the person may do a thing. The server decides again; this only spares a useless button. */
export function useMay(): (permission: string | undefined) => boolean {
  const { permissions } = useSession();
  return (permission) => permission === undefined || permissions.includes(permission);
}
