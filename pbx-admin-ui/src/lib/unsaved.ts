import { useBlocker } from '@tanstack/react-router';
import { useCallback, useState } from 'react';

interface Unsaved {
  /** Whether the person must be asked before what they typed is lost. */
  asking: boolean;
  /** Stays, with everything as it was typed. */
  stay: () => void;
  /** Leaves; what was typed is gone. */
  leave: () => void;
}

/** Holds somebody who leaves a screen, by a link or by closing the window, while what they typed is not saved. */
export function useUnsavedOnLeave(dirty: boolean): Unsaved {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: dirty,
    withResolver: true,
  });
  return {
    asking: blocker.status === 'blocked',
    stay: () => blocker.reset?.(),
    leave: () => blocker.proceed?.(),
  };
}

/** The same for a dialog: `close` closes it at once while nothing was typed, else after asking. */
export function useUnsavedOnClose(dirty: boolean, onClose: () => void): Unsaved & { close: () => void } {
  const [asking, setAsking] = useState(false);
  const close = useCallback(() => {
    if (dirty) {
      setAsking(true);
    } else {
      onClose();
    }
  }, [dirty, onClose]);
  return {
    asking,
    stay: () => setAsking(false),
    leave: () => {
      setAsking(false);
      onClose();
    },
    close,
  };
}
