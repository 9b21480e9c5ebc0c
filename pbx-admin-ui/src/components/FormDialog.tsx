import { Modal, type ModalProps } from '@mantine/core';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useUnsavedOnClose } from '~/lib/unsaved';
import { UnsavedQuestion } from './Unsaved';

interface Holder {
  setDirty: (dirty: boolean) => void;
  close: () => void;
}

const HolderContext = createContext<Holder | undefined>(undefined);

interface FormDialogProps {
  opened: boolean;
  title: string;
  size?: ModalProps['size'];
  onClose: () => void;
  children: ReactNode;
}

/** A dialog with a form in it: closing it by any way asks first where something was typed. */
export function FormDialog({ opened, title, size, onClose, children }: FormDialogProps) {
  const [dirty, setDirty] = useState(false);
  const unsaved = useUnsavedOnClose(dirty && opened, onClose);
  return (
    <>
      <Modal opened={opened} onClose={unsaved.close} title={title} {...(size ? { size } : {})}>
        <HolderContext value={{ setDirty, close: unsaved.close }}>{children}</HolderContext>
      </Modal>
      <UnsavedQuestion {...unsaved} />
    </>
  );
}

/** Tells the dialog around a form whether something was typed; returns what the form's own way out calls. */
export function useFormDialog(dirty: boolean): () => void {
  const holder = useContext(HolderContext);
  if (!holder) {
    throw new Error('There is no dialog around this form');
  }
  const { setDirty, close } = holder;
  useEffect(() => {
    setDirty(dirty);
    return () => setDirty(false);
  }, [dirty, setDirty]);
  return close;
}
