import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { consoleOver } from './console';
import { createWorld } from './pretend/world';

const put = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

describe('supervisors', { timeout: 60_000 }, () => {
  const open = consoleOver();

  it('lists who may what, and adds one, saying what is wrong beside the field', async () => {
    const world = createWorld();
    const user = open(world, '/supervisors');
    const row = await screen.findByRole('row', { name: /Marek Dvořák/ });
    expect(within(row).getByText('Reception')).toBeVisible();
    expect(within(row).getByText('Listen')).toBeVisible();
    expect(within(row).getByText('Nothing: in secret')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Add supervisor' }));
    const dialog = await screen.findByRole('dialog', { name: 'New supervisor' });
    const save = within(dialog).getByRole('button', { name: 'Add supervisor' });
    await user.click(save);
    expect(await within(dialog).findAllByText(/^Give the number of an extension/)).toHaveLength(2);
    put(within(dialog).getByLabelText('Supervisor'), '101');
    put(within(dialog).getByLabelText('Supervised'), '101');
    await user.click(save);
    expect(await within(dialog).findByText(/^Nobody supervises himself/)).toBeVisible();
    put(within(dialog).getByLabelText('Supervised'), '199');
    await user.click(save);
    expect(await within(dialog).findByText('No extension has this number.')).toBeVisible();
    put(within(dialog).getByLabelText('Supervised'), '102');
    await user.click(within(dialog).getByRole('combobox', { name: 'May' }));
    await user.click(await screen.findByRole('option', { name: 'Listen, whisper and barge in' }));
    await user.click(save);
    await waitFor(() => expect(world.supervisors).toHaveLength(3));
    expect(world.supervisors.at(-1)).toMatchObject({
      supervisor: '101',
      supervised: '102',
      may: 'barge',
      tone: true,
    });
    const sent = world.seen.find(({ line }) => line === 'POST /api/v1/supervisors');
    expect(sent?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('changes how far one may go, not who, and removes one after a question', async () => {
    const world = createWorld();
    const user = open(world, '/supervisors');
    await user.click(
      await screen.findByRole('button', {
        name: 'Change what Aoife Brennan may do in calls of Ines Carvalho',
      }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'Edit supervisor' });
    expect(within(dialog).getByLabelText('Supervised')).toHaveAttribute('readonly');
    await user.click(within(dialog).getByLabelText(/^A beep tells both/));
    await user.click(within(dialog).getByRole('button', { name: 'Save changes' }));
    await waitFor(() =>
      expect(world.supervisors[0]).toMatchObject({ may: 'whisper', tone: false, version: 3 }),
    );
    const remove = 'Remove Aoife Brennan as supervisor of Ines Carvalho';
    await user.click(await screen.findByRole('button', { name: remove }));
    const sure = await screen.findByRole('dialog', { name: `${remove}?` });
    await user.click(within(sure).getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(world.supervisors).toHaveLength(1));
    expect(world.supervisors[0]?.supervisor).toBe('102');
  });

  it('lets an auditor look, and nothing more', async () => {
    open(createWorld('auditor'), '/supervisors');
    expect(await screen.findByRole('row', { name: /Marek Dvořák/ })).toBeVisible();
    expect(screen.queryByRole('button', { name: /supervisor/i })).toBeNull();
  });
});
