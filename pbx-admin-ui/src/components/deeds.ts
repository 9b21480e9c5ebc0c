import { defineWords } from '~/lib/words';
import type { Tone } from './Tag';

const useWords = defineWords('deeds', {
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
  'api-key.created': 'API key created',
  'api-key.revoked': 'API key revoked',
  'policy.changed': 'Security policy changed',
});

const known = [
  'extension.created',
  'extension.changed',
  'extension.deleted',
  'device.created',
  'device.changed',
  'device.deleted',
  'device.credentials-renewed',
  'tenant.created',
  'tenant.changed',
  'administrator.created',
  'administrator.changed',
  'administrator.deleted',
  'api-key.created',
  'api-key.revoked',
  'policy.changed',
] as const;

/** An audited deed in words; one that has no words here yet is told from its name. */
export function useDeed(): (action: string) => string {
  const say = useWords();
  return (action) => {
    const name = known.find((each) => each === action);
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
