import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { consoleOver } from './console';
import { FakeEventSource } from './FakeEventSource';
import { createWorld } from './pretend/world';

const put = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

describe('conference rooms', { timeout: 60_000 }, () => {
  const open = consoleOver();

  it('shows who is in a room, is muted and speaks, as it is pushed', async () => {
    const world = createWorld();
    open(world, '/conferences');
    const table = await screen.findByRole('table', { name: 'In Board now' });
    const row = (name: RegExp) => within(table).getByRole('row', { name });
    expect(within(row(/Aoife Brennan/)).getByText('Speaks')).toBeVisible();
    expect(within(row(/Aoife Brennan/)).getByText('Moderator')).toBeVisible();
    expect(within(row(/Ines Carvalho/)).getByText('Muted')).toBeVisible();
    expect(screen.getByText('Locked')).toBeVisible();

    const [conference] = world.conferences;
    const participants = conference?.participants
      .slice(1)
      .map((who) => ({ ...who, muted: false, speaks: true }));
    act(() => FakeEventSource.push('conference', { ...conference, locked: false, participants }));
    await waitFor(() => expect(within(table).queryByText('Aoife Brennan')).not.toBeInTheDocument());
    expect(within(row(/Ines Carvalho/)).getByText('Speaks')).toBeVisible();
    expect(screen.queryByText('Locked')).not.toBeInTheDocument();
    act(() => FakeEventSource.push('conference', { ...conference, participants: [] }));
    await waitFor(() => expect(screen.queryByText('In Board now')).not.toBeInTheDocument());
  });

  it('leads a room, asking before anybody is put out or it is ended', async () => {
    const world = createWorld();
    const user = open(world, '/conferences');
    const conference = () => world.conferences[0];
    const act = (name: string) => screen.findByRole('button', { name });
    await user.click(await act('Unmute Ines Carvalho'));
    await waitFor(() => expect(conference()?.participants[1]?.muted).toBe(false));
    await user.click(await act('Mute +353214567890'));
    await waitFor(() => expect(conference()?.participants[2]?.muted).toBe(true));
    await user.click(await act('Unlock'));
    await waitFor(() => expect(conference()?.locked).toBe(false));
    await user.click(await act('Mute all'));
    await waitFor(() => expect(conference()?.participants[1]?.muted).toBe(true));
    expect(conference()?.participants[0]?.muted).toBe(false);

    await user.click(await act('Put out Aoife Brennan'));
    const out = await screen.findByRole('dialog', { name: 'Put Aoife Brennan out of Board?' });
    expect(conference()?.participants).toHaveLength(3);
    await user.click(within(out).getByRole('button', { name: 'Put out' }));
    await waitFor(() => expect(conference()?.participants).toHaveLength(2));

    await user.click(await act('End conference'));
    const over = await screen.findByRole('dialog', { name: 'End the conference in Board?' });
    await user.click(within(over).getByRole('button', { name: 'End conference' }));
    await waitFor(() => expect(world.conferences).toHaveLength(0));
    await user.click(await act('Unlock'));
    expect(await screen.findByText('It could not be done.')).toBeVisible();
  });

  it('lets those talk who wait for a moderator', async () => {
    const world = createWorld();
    world.conferences = world.conferences.map((conference) => ({ ...conference, waits: true }));
    const user = open(world, '/conferences');
    await user.click(await screen.findByRole('button', { name: 'Let them talk' }));
    await waitFor(() => expect(world.conferences[0]?.waits).toBe(false));
  });

  it('is only looked at by who may not end calls', async () => {
    open(createWorld('auditor'), '/conferences');
    expect(await screen.findByRole('table', { name: 'In Board now' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'End conference' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Put out/ })).not.toBeInTheDocument();
  });

  it('lists rooms and adds one, saying what is wrong beside the field', async () => {
    const world = createWorld();
    const user = open(world, '/conferences');
    const row = await screen.findByRole('row', { name: /Board/ });
    expect(within(row).getByText('By PIN')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Add room' }));
    const dialog = await screen.findByRole('dialog', { name: 'New room' });
    const save = within(dialog).getByRole('button', { name: 'Add room' });
    put(within(dialog).getByLabelText('PIN of participants'), '123');
    await user.click(within(dialog).getByLabelText('Nobody hears anybody until a moderator is there'));
    await user.click(save);
    expect(await within(dialog).findByText('Give it a name.')).toBeVisible();
    expect(within(dialog).getByText('Give 2 to 8 digits.')).toBeVisible();
    expect(within(dialog).getByText('Give 6 to 12 digits.')).toBeVisible();
    expect(within(dialog).getByText('Nobody could become the moderator waited for.')).toBeVisible();
    put(within(dialog).getByLabelText('Name'), 'Crew');
    put(within(dialog).getByLabelText('Number'), '101');
    put(within(dialog).getByLabelText('PIN of participants'), '480915');
    put(within(dialog).getByLabelText('PIN of moderators'), '715380');
    await user.click(save);
    expect(await within(dialog).findByText('An extension has this number.')).toBeVisible();
    put(within(dialog).getByLabelText('Number'), '801');
    await user.click(save);
    await waitFor(() => expect(world.rooms).toHaveLength(2));
    expect(world.rooms.at(-1)).toMatchObject({
      number: '801',
      name: 'Crew',
      hasPin: true,
      hasModeratorPin: true,
      waitsForModerator: true,
    });
  });

  it('takes a PIN away and deletes a room', async () => {
    const world = createWorld();
    const user = open(world, '/conferences');
    await user.click(await screen.findByRole('button', { name: 'Edit Board' }));
    const dialog = await screen.findByRole('dialog', { name: 'Edit room' });
    await user.click(await within(dialog).findByLabelText(/^What is said is recorded/));
    await user.click(within(dialog).getByLabelText('Participants need no PIN any more'));
    await user.click(within(dialog).getByRole('button', { name: 'Save changes' }));
    await waitFor(() =>
      expect(world.rooms[0]).toMatchObject({ hasPin: false, hasModeratorPin: true, version: 3 }),
    );
    await waitFor(() => expect(world.recordedRooms).toEqual([world.rooms[0]?.id]));
    await user.click(await screen.findByRole('button', { name: 'Delete Board' }));
    const sure = await screen.findByRole('dialog', { name: 'Delete Board?' });
    await user.click(within(sure).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(world.rooms).toHaveLength(0));
  });
});
