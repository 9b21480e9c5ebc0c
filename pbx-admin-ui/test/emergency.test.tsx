import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { consoleOver } from './console';
import { createWorld } from './pretend/world';

const put = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

describe('emergency calls', { timeout: 60_000 }, () => {
  const open = consoleOver();

  it('says where phones are, and adds a location', async () => {
    const world = createWorld();
    const user = open(world, '/emergency');
    const row = await screen.findByRole('row', { name: /Head office/ });
    expect(within(row).getByText('Unter den Linden 5, 10117 Berlin, DE')).toBeVisible();
    expect(within(row).getByText('Default')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Add location' }));
    const dialog = await screen.findByRole('dialog', { name: 'New location' });
    const save = within(dialog).getByRole('button', { name: 'Add location' });
    await user.click(save);
    expect(await within(dialog).findByText('Give it a name.')).toBeVisible();
    expect(within(dialog).getByText('Give two letters.')).toBeVisible();
    expect(within(dialog).getByText('Give a town at least.')).toBeVisible();
    put(within(dialog).getByLabelText('Name'), 'Branch');
    put(within(dialog).getByLabelText('Town'), 'Wien');
    put(within(dialog).getByLabelText('Country'), 'xx');
    put(within(dialog).getByLabelText('Latitude'), '91');
    await user.click(save);
    expect(await within(dialog).findAllByText('Give degrees, or leave both empty.')).toHaveLength(2);
    put(within(dialog).getByLabelText('Latitude'), '48,2082');
    put(within(dialog).getByLabelText('Longitude'), '16.3738');
    await user.click(save);
    expect(await within(dialog).findByText('Give a country’s two letters, such as DE.')).toBeVisible();
    put(within(dialog).getByLabelText('Country'), 'at');
    await user.click(save);
    await waitFor(() => expect(world.locations).toHaveLength(3));
    expect(world.locations.at(-1)).toMatchObject({
      name: 'Branch',
      defaultLocation: false,
      address: { country: 'AT', A3: 'Wien' },
      point: { latitude: 48.2082, longitude: 16.3738 },
    });
  });

  it('keeps what the form does not ask for, and says so', async () => {
    const world = createWorld();
    const user = open(world, '/emergency');
    await user.click(await screen.findByRole('button', { name: 'Edit Head office' }));
    const dialog = await screen.findByRole('dialog', { name: 'Edit location' });
    expect(within(dialog).getByText('Further elements: SEAT')).toBeVisible();
    put(within(dialog).getByLabelText('Floor'), '3');
    await user.click(within(dialog).getByRole('button', { name: 'Save changes' }));
    await waitFor(() =>
      expect(world.locations[0]).toMatchObject({ version: 2, address: { FLR: '3', SEAT: 'K 4' } }),
    );
  });

  it('puts a phone at a location, and back at the default', async () => {
    const world = createWorld();
    const device = world.devices[0];
    const user = open(world, `/extensions/${device?.extensionId}`);
    const choose = async (name: string) => {
      await user.click(await screen.findByRole('button', { name: `More for ${device?.name}` }));
      await user.click(await screen.findByRole('menuitem', { name: 'Location' }));
      const dialog = await screen.findByRole('dialog', { name: `Where is ${device?.name}?` });
      await user.click(await within(dialog).findByRole('combobox', { name: 'Location' }));
      await user.click(await screen.findByRole('option', { name }));
      await user.click(within(dialog).getByRole('button', { name: 'Save changes' }));
    };
    await choose('Warehouse');
    await waitFor(() => expect([...world.places.values()]).toEqual([world.locations[1]?.id]));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await choose('The default location');
    await waitFor(() => expect(world.places.size).toBe(0));
  });

  it('names who is told, and shows a secret once', async () => {
    const world = createWorld();
    const user = open(world, '/emergency');
    const url = await screen.findByLabelText('Webhook');
    put(url, 'http://hook.acme.example');
    await user.click(screen.getByRole('button', { name: 'Save recipients' }));
    expect(await screen.findByText('Give an address that begins with https://.')).toBeVisible();
    put(url, 'https://hook.acme.example/help');
    await user.click(screen.getByRole('button', { name: 'Save recipients' }));
    expect(await screen.findByText('Make a secret first: what is told there is signed.')).toBeVisible();
    put(url, '');
    await user.click(screen.getByRole('button', { name: 'Make secret' }));
    expect(await screen.findByText('c2VjcmV0LW9mLXRoZS13ZWJob29r')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'I have kept it' }));
    expect(await screen.findByRole('button', { name: 'Renew secret' })).toBeVisible();
    put(await screen.findByLabelText('Webhook'), 'https://hook.acme.example/help');
    await user.click(screen.getByRole('button', { name: 'Save recipients' }));
    await waitFor(() =>
      expect(world.recipients).toMatchObject({
        addresses: ['guard@acme.example'],
        webhookUrl: 'https://hook.acme.example/help',
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Try it out' }));
    expect(await screen.findByText('A test is on its way to all of them.')).toBeVisible();
  });

  it('shows an auditor all and lets him change nothing', async () => {
    open(createWorld('auditor'), '/emergency');
    expect(await screen.findByRole('row', { name: /Warehouse/ })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Add location' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Delete/ })).not.toBeInTheDocument();
  });
});
