import { names, type Names } from '~/lib/names';
import { defineWords } from '~/lib/words';

const useWords = defineWords('role-duties', {
  'platform-administrator': 'Runs the installation and acts in any tenant.',
  'tenant-administrator': 'Runs this tenant: people, phones, security, messages.',
  operator: 'Watches and ends calls, helps people.',
  auditor: 'Reads everything, changes nothing, hears nothing.',
  user: 'Has an extension and its messages.',
});

export type RoleName = keyof Names['role'];

/** Every role, the mightiest first. */
export const roles = Object.keys(names.role) as RoleName[];

/** What a role is for, in one sentence. */
export function useRoleDuty(): (role: RoleName) => string {
  return useWords();
}
