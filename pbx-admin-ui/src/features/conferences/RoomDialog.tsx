import { Button, Group, NumberInput, PasswordInput, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Room, RoomInput } from '~/api/model';
import { FormDialog, useFormDialog } from '~/components/FormDialog';
import { FormFault } from '~/components/FormFault';
import { Failed, Loading } from '~/components/states';
import { showProblem } from '~/lib/forms';
import { useMay } from '~/lib/session';
import { changeRoom, createRoom, fetchRoomRecording, recordRoom } from './api';
import { useWords } from './words';

interface RoomDialogProps {
  /** The room to change, a new one, or nothing: closed. */
  room: Room | 'new' | undefined;
  onClose: () => void;
  onSaved: () => void;
}

const isPin = (text: string) => text === '' || /^\d{6,12}$/.test(text);

/** Adds a room, or changes who comes into it and how. */
export function RoomDialog(props: RoomDialogProps) {
  const say = useWords();
  return (
    <FormDialog
      opened={props.room !== undefined}
      onClose={props.onClose}
      title={say(props.room === 'new' ? 'newTitle' : 'editTitle')}
    >
      <Asked {...props} />
    </FormDialog>
  );
}

/** Whether a room is recorded is asked for by itself: who may say so need not be who makes rooms. */
function Asked(props: RoomDialogProps) {
  const may = useMay();
  const id = props.room === 'new' ? undefined : props.room?.id;
  const asks = may('recordings.write') && id !== undefined;
  const recording = useQuery({
    queryKey: ['room-recording', id],
    queryFn: () => fetchRoomRecording(id ?? ''),
    enabled: asks,
    gcTime: 0,
    // What is being edited is not asked for again meanwhile.
    staleTime: Infinity,
  });
  if (asks && recording.isPending) {
    return <Loading />;
  }
  if (asks && recording.data === undefined) {
    return <Failed error={recording.error} retry={() => void recording.refetch()} />;
  }
  return <Form {...props} recorded={recording.data?.mode === 'always'} />;
}

function Form({ room, onSaved, recorded }: RoomDialogProps & { recorded: boolean }) {
  const say = useWords();
  const may = useMay();
  const known = room === 'new' ? undefined : room;
  const [attempt] = useState(() => crypto.randomUUID());
  const [before] = useState(recorded);
  const [fault, setFault] = useState<string>();
  const form = useForm({
    initialValues: {
      number: known?.number ?? '',
      name: known?.name ?? '',
      pin: '',
      removePin: false,
      moderatorPin: '',
      muteOnEntry: known?.muteOnEntry ?? false,
      waitsForModerator: known?.waitsForModerator ?? false,
      tones: known?.tones ?? true,
      most: known?.most ?? 20,
      recorded: before,
    },
    validate: {
      number: (value) => (/^\d{2,8}$/.test(value) ? null : say('numberNeeded')),
      name: (value) => (value.trim() === '' ? say('nameNeeded') : null),
      pin: (value) => (isPin(value) ? null : say('pinNeeded')),
      moderatorPin: (value, { waitsForModerator }) =>
        !isPin(value)
          ? say('pinNeeded')
          : waitsForModerator && value === '' && !known?.hasModeratorPin
            ? say('moderatorNeeded')
            : null,
      most: (value) => (value >= 2 && value <= 100 ? null : say('mostNeeded')),
    },
  });
  const cancel = useFormDialog(form.isDirty());
  const save = useMutation({
    mutationFn: async ({ recorded: wanted, ...draft }: RoomInput & { recorded: boolean }) => {
      const saved = await (known ? changeRoom(known, draft) : createRoom(draft, attempt));
      if (wanted !== before) {
        await recordRoom(saved.id, wanted ? 'always' : 'never').catch(() =>
          notifications.show({ message: say('notRecorded'), color: 'ember' }),
        );
      }
    },
    onSuccess: onSaved,
    onError: (error) => setFault(showProblem(form, error, say('failed'))),
    // The draft may hold PINs: it is kept no longer than the dialog.
    gcTime: 0,
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ pin, moderatorPin, name, ...fields }) => {
        setFault(undefined);
        save.mutate({
          ...fields,
          name: name.trim(),
          ...(pin !== '' && { pin }),
          ...(moderatorPin !== '' && { moderatorPin }),
        });
      })}
    >
      <FormFault>{fault}</FormFault>
      <Stack gap="md">
        <TextInput
          {...form.getInputProps('number')}
          label={say('number')}
          description={say('numberHint')}
          inputMode="numeric"
          maxLength={8}
          spellCheck={false}
          autoComplete="off"
          readOnly={known !== undefined}
          data-autofocus
        />
        <TextInput {...form.getInputProps('name')} label={say('name')} maxLength={80} autoComplete="off" />
        <NumberInput {...form.getInputProps('most')} label={say('most')} allowDecimal={false} />
        <PasswordInput
          {...form.getInputProps('pin')}
          label={say('pin')}
          description={say(known?.hasPin ? 'pinKept' : 'pinHint')}
          autoComplete="new-password"
          maxLength={12}
        />
        {known?.hasPin && (
          <Switch {...form.getInputProps('removePin', { type: 'checkbox' })} label={say('removePin')} />
        )}
        <PasswordInput
          {...form.getInputProps('moderatorPin')}
          label={say('moderatorPin')}
          description={say(known?.hasModeratorPin ? 'pinKept' : 'pinHint')}
          autoComplete="new-password"
          maxLength={12}
        />
        <Switch
          {...form.getInputProps('waitsForModerator', { type: 'checkbox' })}
          label={say('waitsForModerator')}
        />
        <Switch {...form.getInputProps('muteOnEntry', { type: 'checkbox' })} label={say('muteOnEntry')} />
        <Switch {...form.getInputProps('tones', { type: 'checkbox' })} label={say('tones')} />
        {may('recordings.write') && (
          <Switch
            {...form.getInputProps('recorded', { type: 'checkbox' })}
            label={say('recorded')}
            description={say('recordedHint')}
          />
        )}
      </Stack>
      <Group justify="flex-end" mt="xl">
        <Button variant="default" onClick={cancel}>
          {say('cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {say(known ? 'save' : 'create')}
        </Button>
      </Group>
    </form>
  );
}
