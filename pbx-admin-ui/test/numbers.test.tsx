import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { consoleOver } from './console';
import { createWorld } from './pretend/world';

describe('numbers', () => {
  const open = consoleOver();

  it('says where each leads, adds one, and says at the field when it is taken', async () => {
    const world = createWorld();
    const user = open(world, '/numbers');
    const row = await screen.findByRole('row', { name: /\+4930901820/ });
    expect(within(row).getByText('Extension 101')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Add number' }));
    const dialog = await screen.findByRole('dialog', { name: 'New number' });
    await user.type(within(dialog).getByLabelText('Number'), '+4930901820');
    await user.type(within(dialog).getByLabelText('Extension'), '102');
    await user.click(within(dialog).getByRole('button', { name: 'Add number' }));
    expect(await within(dialog).findByText('This number leads elsewhere already.')).toBeVisible();
    await user.clear(within(dialog).getByLabelText('Number'));
    await user.type(within(dialog).getByLabelText('Number'), '+4930901822');
    await user.click(within(dialog).getByRole('button', { name: 'Add number' }));
    await waitFor(() =>
      expect(world.numbers.at(-1)).toMatchObject({
        number: '+4930901822',
        destination: { kind: 'extension', extension: '102' },
      }),
    );
  });

  it('changes the version that was read, and asks before one is given up', async () => {
    const world = createWorld();
    const user = open(world, '/numbers');
    await user.click(await screen.findByRole('button', { name: 'Edit +4930901820' }));
    const dialog = await screen.findByRole('dialog', { name: 'Edit number' });
    await user.clear(within(dialog).getByLabelText('Extension'));
    await user.type(within(dialog).getByLabelText('Extension'), '105');
    await user.click(within(dialog).getByRole('button', { name: 'Save changes' }));
    await waitFor(() =>
      expect(world.numbers[0]).toMatchObject({ version: 2, destination: { extension: '105' } }),
    );
    await user.click(await screen.findByRole('button', { name: 'Give up +4930901821' }));
    const sure = await screen.findByRole('dialog', { name: 'Give up +4930901821?' });
    await user.click(within(sure).getByRole('button', { name: 'Give up' }));
    await waitFor(() => expect(world.numbers).toHaveLength(1));
  });

  it('lets the platform mark a number as proved', async () => {
    const world = createWorld('platform-administrator');
    const user = open(world, '/numbers');
    await user.click(await screen.findByRole('button', { name: 'Mark +4930901821 as proved' }));
    await waitFor(() => expect(world.numbers[1]).toMatchObject({ proved: true, version: 4 }));
    expect(await screen.findByRole('button', { name: 'Take the mark off +4930901821' })).toBeVisible();
  });

  it('shows a tenant which numbers are proved, without a way to say so', async () => {
    open(createWorld(), '/numbers');
    const row = await screen.findByRole('row', { name: /\+4930901821/ });
    expect(within(row).getByText('Not proved')).toBeVisible();
    expect(screen.queryByRole('button', { name: /as proved/ })).not.toBeInTheDocument();
  });

  it('shows an auditor the numbers without a way to change them', async () => {
    open(createWorld('auditor'), '/numbers');
    expect(await screen.findByText('+4930901820')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Add number' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Edit/ })).not.toBeInTheDocument();
  });
});
