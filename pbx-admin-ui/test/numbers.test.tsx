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
        presentedBy: [],
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

  it('shows under which number calls of an extension go out, and changes it', async () => {
    const world = createWorld();
    const user = open(world, '/numbers');
    const row = await screen.findByRole('row', { name: /\+4930901820/ });
    expect(within(row).getByText('Calls of 101, 102 go out under it')).toBeVisible();
    await user.click(within(row).getByRole('button', { name: 'Edit +4930901820' }));
    const dialog = await screen.findByRole('dialog', { name: 'Edit number' });
    await user.type(within(dialog).getByLabelText('Calls go out under it', { selector: 'input' }), '103 ');
    await user.click(within(dialog).getByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(world.numbers[0]).toMatchObject({ presentedBy: ['101', '102', '103'] }));
  });

  it('shows numbers that rest, and lets the platform alone end that', async () => {
    const world = createWorld('platform-administrator');
    const user = open(world, '/numbers');
    const table = await screen.findByRole('region', { name: 'Given up' });
    expect(within(table).getByText('+4930901899')).toBeVisible();
    await user.click(within(table).getByRole('button', { name: 'Release +4930901899' }));
    await waitFor(() => expect(world.resting).toHaveLength(0));
  });

  it('shows a tenant its resting numbers without a way to end that', async () => {
    open(createWorld(), '/numbers');
    expect(await screen.findByText('+4930901899')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Release/ })).not.toBeInTheDocument();
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
