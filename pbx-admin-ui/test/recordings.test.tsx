import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { consoleOver } from './console';
import { createWorld } from './pretend/world';

describe('recordings', { timeout: 60_000 }, () => {
  const open = consoleOver();

  it('lists them, says whether one is as it was made, and deletes one', async () => {
    const world = createWorld();
    const user = open(world, '/recordings');
    const conference = await screen.findByRole('row', { name: /Board, 800/ });
    await user.click(within(conference).getByRole('button', { name: /^Check/ }));
    expect(await within(conference).findByText('As it was made')).toBeVisible();
    expect(screen.getByText('0:42 paused')).toBeVisible();
    const cut = screen.getByRole('row', { name: /353861234567/ });
    expect(within(cut).getByText('Cut short: media died')).toBeVisible();
    await user.click(within(cut).getByRole('button', { name: /^Check/ }));
    expect(await within(cut).findByText('Changed since it was made')).toBeVisible();
    expect(within(conference).getByRole('button', { name: /^Play/ })).toBeVisible();
    await user.click(within(cut).getByRole('button', { name: /^Delete/ }));
    const sure = await screen.findByRole('dialog', { name: 'Delete this recording?' });
    await user.click(within(sure).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(world.recordings).toHaveLength(2));
  });

  it('offers neither to hear nor to delete to who may not', async () => {
    const world = createWorld('auditor');
    open(world, '/recordings');
    const conference = await screen.findByRole('row', { name: /Board, 800/ });
    expect(within(conference).queryByRole('button', { name: /^Play/ })).toBeNull();
    expect(within(conference).queryByRole('button', { name: /^Delete/ })).toBeNull();
  });

  it('sends recorded calls to a server, once its address is there', async () => {
    const world = createWorld();
    const user = open(world, '/recordings');
    await user.selectOptions(await screen.findByLabelText('Recorded calls go to'), 'both');
    const save = screen.getByRole('button', { name: 'Save recording server' });
    await user.click(save);
    expect(await screen.findByText(/^Give an address/)).toBeVisible();
    await user.type(
      screen.getByLabelText('Address of the recording server'),
      'sips:recorder@recorder.example.net',
    );
    await user.click(save);
    await waitFor(() => expect(world.recordingServer.destination).toBe('both'));
    expect(world.recordingServer).toMatchObject({ uri: 'sips:recorder@recorder.example.net', version: 1 });
  });

  it('shows what keeps it from being saved, though all is kept here again', async () => {
    const world = createWorld();
    const user = open(world, '/recordings');
    const destination = await screen.findByLabelText('Recorded calls go to');
    await user.selectOptions(destination, 'both');
    const address = screen.getByLabelText('Address of the recording server');
    await user.type(address, 'recorder.example.net');
    await user.selectOptions(destination, 'store');
    await user.click(screen.getByRole('button', { name: 'Save recording server' }));
    expect(await screen.findByText(/^Give an address/)).toBeVisible();
    await user.clear(screen.getByLabelText('Address of the recording server'));
    expect(screen.queryByLabelText('Address of the recording server')).toBeNull();
  });

  it('shows who may not change it where recorded calls go', async () => {
    open(createWorld('auditor'), '/recordings');
    expect(await screen.findByLabelText('Recorded calls go to')).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Save recording server' })).toBeNull();
  });

  it('says how an extension is recorded', async () => {
    const world = createWorld();
    const extension = world.extensions[0];
    const user = open(world, `/extensions/${extension?.id}`);
    const mode = await screen.findByLabelText('Its calls are recorded');
    expect(mode).toHaveValue('never');
    await user.selectOptions(mode, 'on-demand');
    await waitFor(() => expect(world.recordedExtensions.get(extension?.id ?? '')).toBe('on-demand'));
  });
});
