import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { consoleOver } from './console';
import { createWorld } from './pretend/world';

describe('music on hold', { timeout: 60_000 }, () => {
  const open = consoleOver();

  it('says what those on hold hear', async () => {
    const world = createWorld();
    const user = open(world, '/hold-music');
    const source = await screen.findByLabelText('Those on hold hear');
    expect(source).toHaveValue('built-in');
    expect(within(source).getByRole('option', { name: 'The tune of your own' })).toBeDisabled();
    await user.selectOptions(source, 'off');
    await waitFor(() => expect(world.music.source).toBe('off'));
  });

  it('brings a tune, plays it from then on, and deletes it', async () => {
    const world = createWorld();
    const user = open(world, '/hold-music');
    await screen.findByRole('button', { name: 'Upload a WAV file' });
    const chooser = document.querySelector<HTMLInputElement>('input[type=file]');
    if (chooser === null) {
      throw new Error('nothing to choose a file with');
    }
    await user.upload(chooser, new File(['no sound'], 'song.wav', { type: 'audio/wav' }));
    expect(await screen.findByText(/^Give a WAV file/)).toBeVisible();
    await user.upload(chooser, new File(['RIFF and so on'], 'song.wav', { type: 'audio/wav' }));
    expect(await screen.findByText('1:32 long')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Play the tune' })).toBeVisible();
    expect(screen.getByLabelText('Those on hold hear')).toHaveValue('own');
    const sent = world.seen.findLast(({ line }) => line === 'PUT /api/v1/hold-music/tune');
    expect(sent?.headers.get('Content-Type')).toBe('audio/wav');
    await user.click(screen.getByRole('button', { name: 'Delete the tune' }));
    const sure = await screen.findByRole('dialog', { name: 'Delete the tune?' });
    await user.click(within(sure).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(world.music).toMatchObject({ source: 'built-in', tune: null }));
  });

  it('lets who may only see neither change nor upload', async () => {
    open(createWorld('auditor'), '/hold-music');
    expect(await screen.findByLabelText('Those on hold hear')).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Upload a WAV file' })).toBeNull();
  });
});
