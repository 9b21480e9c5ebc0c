import { defineWords } from '~/lib/words';

const useWords = defineWords('roles', {
  'platform-administrator': 'Platform administrator',
  'tenant-administrator': 'Administrator',
  operator: 'Operator',
  auditor: 'Auditor',
  user: 'User',
  'platform-administrator-does': 'Runs the installation and acts in any tenant.',
  'tenant-administrator-does': 'Runs this tenant: people, phones, security, messages.',
  'operator-does': 'Watches and ends calls, helps people.',
  'auditor-does': 'Reads everything, changes nothing, hears nothing.',
  'user-does': 'Has an extension and its messages.',
});

export const roles = [
  'platform-administrator',
  'tenant-administrator',
  'operator',
  'auditor',
  'user',
] as const;

export type RoleName = (typeof roles)[number];

function known(role: string): RoleName | undefined {
  return roles.find((name) => name === role);
}

/** What a role is called. */
export function useRoleName(): (role: string) => string {
  const say = useWords();
  return (role) => {
    const name = known(role);
    return name ? say(name) : role;
  };
}

/** What a role is for, in one sentence. */
export function useRoleDuty(): (role: RoleName) => string {
  const say = useWords();
  return (role) => say(`${role}-does`);
}
