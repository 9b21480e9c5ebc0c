import { defineWords } from '~/lib/words';
import { useUnsavedOnLeave } from '~/lib/unsaved';
import { Confirm } from './Confirm';

const useWords = defineWords('unsaved', {
  title: 'Leave without saving?',
  text: 'What you changed here is not saved yet, and would be lost.',
  leave: 'Leave',
  stay: 'Stay here',
});

/** The question before typed words are lost. */
export function UnsavedQuestion({
  asking,
  stay,
  leave,
}: {
  asking: boolean;
  stay: () => void;
  leave: () => void;
}) {
  const say = useWords();
  return (
    <Confirm
      opened={asking}
      title={say('title')}
      deed={say('leave')}
      safe={say('stay')}
      onCancel={stay}
      onConfirm={leave}
    >
      {say('text')}
    </Confirm>
  );
}

/** Asks before the screen is left while a form of it is not saved. */
export function UnsavedGuard({ dirty }: { dirty: boolean }) {
  return <UnsavedQuestion {...useUnsavedOnLeave(dirty)} />;
}
