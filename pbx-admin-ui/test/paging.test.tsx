import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { consoleOver } from './console';
import { createWorld } from './pretend/world';

const put = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

describe('page groups', { timeout: 60_000 }, () => {
  const open = consoleOver();

  it('lists groups and adds one, saying what is wrong beside the field', async () => {
    const world = createWorld();
    const user = open(world, '/page-groups');
    const row = await screen.findByRole('row', { name: /Shop/ });
    expect(within(row).getByText('102, 103')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Add group' }));
    const dialog = await screen.findByRole('dialog', { name: 'New page group' });
    const save = within(dialog).getByRole('button', { name: 'Add group' });
    await user.click(within(dialog).getByLabelText('Every phone that may call may page'));
    put(within(dialog).getByLabelText('Seconds at most'), '5');
    await user.click(save);
    expect(await within(dialog).findByText('Give it a name.')).toBeVisible();
    expect(within(dialog).getByText('Give 2 to 8 digits.')).toBeVisible();
    expect(within(dialog).getByText('Give 1 to 50 extensions.')).toBeVisible();
    expect(within(dialog).getByText('Give 1 to 200 extensions, or let every phone page.')).toBeVisible();
    expect(within(dialog).getByText('Give 10 to 600.')).toBeVisible();
    put(within(dialog).getByLabelText('Name'), 'Hall');
    put(within(dialog).getByLabelText('Number'), '881');
    put(within(dialog).getByLabelText('Seconds at most'), '60');
    await user.type(within(dialog).getByLabelText('Members', { selector: 'input' }), '199,');
    await user.type(within(dialog).getByLabelText('Extensions that may page', { selector: 'input' }), '101,');
    await user.click(save);
    expect(await within(dialog).findByText('No extension has the number 199.')).toBeVisible();
    await user.type(within(dialog).getByLabelText('Members', { selector: 'input' }), '{Backspace}102,');
    await user.click(save);
    await waitFor(() => expect(world.pageGroups).toHaveLength(2));
    expect(world.pageGroups.at(-1)).toMatchObject({
      number: '881',
      name: 'Hall',
      members: ['102'],
      everybody: false,
      pagers: ['101'],
      mostSeconds: 60,
    });
  });

  it('lets everybody page and deletes a group', async () => {
    const world = createWorld();
    const user = open(world, '/page-groups');
    await user.click(await screen.findByRole('button', { name: 'Edit Shop' }));
    const dialog = await screen.findByRole('dialog', { name: 'Edit page group' });
    await user.click(within(dialog).getByLabelText('Every phone that may call may page'));
    await user.click(within(dialog).getByRole('button', { name: 'Save changes' }));
    await waitFor(() =>
      expect(world.pageGroups[0]).toMatchObject({ everybody: true, pagers: [], version: 3 }),
    );
    await user.click(await screen.findByRole('button', { name: 'Delete Shop' }));
    const sure = await screen.findByRole('dialog', { name: 'Delete Shop?' });
    await user.click(within(sure).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(world.pageGroups).toHaveLength(0));
  });
});
