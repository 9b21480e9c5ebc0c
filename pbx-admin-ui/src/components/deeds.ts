import { defineWords } from '~/lib/words';
import type { Tone } from './Tag';

const english = {
  'sign-in.succeeded': 'Signed in',
  'sign-in.failed': 'Sign-in failed',
  'extension.created': 'Extension created',
  'extension.changed': 'Extension changed',
  'extension.deleted': 'Extension deleted',
  'device.created': 'Device created',
  'device.changed': 'Device changed',
  'device.deleted': 'Device deleted',
  'device.credentials-renewed': 'Device credentials renewed',
  'tenant.created': 'Tenant created',
  'tenant.changed': 'Tenant changed',
  'administrator.created': 'Administrator created',
  'administrator.changed': 'Administrator changed',
  'administrator.deleted': 'Administrator deleted',
  'administrator.password-reset': 'Password reset',
  'administrator.password-changed': 'Password changed',
  'administrator.second-factor-enrolled': 'Second factor set up',
  'administrator.second-factor-reset': 'Second factor reset',
  'api-key.created': 'API key created',
  'api-key.deleted': 'API key revoked',
  'policy.changed': 'Security policy changed',
  'call.hung-up': 'Call ended by an administrator',
};

const useWords = defineWords('deeds', english);

/** The deeds that have words, as the trail names them. */
export const deeds = Object.keys(english) as (keyof typeof english)[];

/** An audited deed in words; one that has no words here yet is told from its name. */
export function useDeed(): (action: string) => string {
  const say = useWords();
  return (action) => {
    const name = deeds.find((each) => each === action);
    if (name) {
      return say(name);
    }
    const words = action.replaceAll(/[._-]/g, ' ');
    return words.charAt(0).toUpperCase() + words.slice(1);
  };
}

/** How much a deed asks for attention. */
export function deedTone(action: string): Tone {
  if (/refused|failed|wrong|locked|denied|throttled|broken|replayed/.test(action)) {
    return 'bad';
  }
  if (/deleted|revoked|removed|exception|reset|renewed|hung-up/.test(action)) {
    return 'warn';
  }
  return 'calm';
}
