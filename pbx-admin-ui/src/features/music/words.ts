import { defineWords } from '~/lib/words';

export const useWords = defineWords('music', {
  title: 'Music on hold',
  lead: 'What callers and colleagues hear while a phone of this tenant keeps them on hold.',
  plays: 'What is played',
  source: 'Those on hold hear',
  sourceHint:
    'Counts for calls that begin from now on, at the latest in half a minute. A carrier that holds is heard with its own music, and nothing is ever played to an emergency service.',
  own: 'Tune of your own',
  ownLead:
    'A WAV file of 16 bit samples, mono or stereo, from 1 second to 3 minutes, at most 16 MiB. It is played from its beginning to each caller, over and over, as a telephone sounds: quiet, simple music survives that best.',
  none: 'No tune has been uploaded.',
  length: '{{length}} long',
  play: 'Play the tune',
  pause: 'Pause the tune',
  unplayable: 'The tune could not be played.',
  upload: 'Upload a WAV file',
  replace: 'Upload another WAV file',
  remove: 'Delete the tune',
  removeTitle: 'Delete the tune?',
  removeText:
    'Where it is played, those on hold hear the built-in tune instead. Calls that are up are not interrupted.',
  removeDeed: 'Delete',
  saved: 'What those on hold hear was changed.',
  uploaded: 'The tune was uploaded, and is played from now on.',
  removed: 'The tune was deleted.',
  failed: 'That did not work. Nothing was changed.',
  stale: 'Somebody changed this meanwhile. What you see is what stands; try again.',
  busy: 'A file is being uploaded just now. Nothing was changed; try again in a moment.',
  tooLarge: 'The file is larger than 16 MiB.',
});
