import type { Tone } from './Tag';

/** How much an audited deed asks for attention. */
export function deedTone(action: string): Tone {
  if (/refused|failed|malformed|below_floor|wrong|_locked|denied|throttled|broken|replayed/.test(action)) {
    return 'bad';
  }
  if (/deleted|revoked|removed|exception|reset|renewed|hung_up/.test(action)) {
    return 'warn';
  }
  return 'calm';
}
