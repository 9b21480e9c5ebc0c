import { defineWords } from '~/lib/words';

export const useWords = defineWords('policy', {
  title: 'Security policy',
  lead: 'What this tenant demands of every phone. A device may be held to more, never to less.',
  demands: 'What is demanded',
  floor:
    'Phones speak SRTP under keys of their own, leg by leg. A call without it is refused with 488, unless its device is one of the exceptions.',
  floorShort: 'SRTP is mandatory',
  allowClear: 'Devices may be exceptions',
  allowClearHint:
    'Each needs a reason and an end within a year, and leaves an audit entry. Switched off, no new exception can be made; those that exist end on their day.',
  offerMd5: 'Offer MD5 to older phones',
  offerMd5Hint:
    'SHA-256 is always offered first. Switched off, phones that know only MD5 no longer register. What a device must at least use is set at the device.',
  refuseFalseClaims: 'Refuse phones that claim to be another',
  refuseFalseClaimsHint:
    'Their calls are answered with 403. Switched off, they call under their own name, and the audit trail tells. Calls for help always pass.',
  registration: 'Registration',
  min: 'At least (seconds)',
  minHint: '10 to 3,600. A phone that asks for less is told to ask for more.',
  max: 'At most (seconds)',
  maxHint: '10 to 86,400. Longer wishes are cut to this; the shorter, the sooner a lost phone is noticed.',
  minNeeded: 'Between 10 and 3,600 seconds.',
  maxNeeded: 'Between 10 and 86,400 seconds.',
  order: 'Not below the shortest.',
  save: 'Save changes',
  saved: 'The security policy was saved. It holds for new registrations and calls within half a minute.',
  failed: 'It could not be saved. Nothing was changed.',
  stale: 'Somebody changed this meanwhile. The fields now show what stands; make your change again.',
  exceptions: 'Exceptions from encryption',
  noExceptionsTitle: 'No exceptions',
  noExceptions: 'Every phone of this tenant encrypts.',
  oldDigests: 'Phones that may sign in by MD5',
  noOldDigestsTitle: 'None',
  noOldDigests: 'Every phone of this tenant signs in by SHA-256.',
  extension: 'Extension',
  device: 'Device',
  ends: 'Ends',
  ended: 'Ended',
  state: 'State',
  on: 'On',
  off: 'Switched off',
});
