import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { consoleOver } from './console';
import { createWorld } from './pretend/world';

describe('bans', () => {
  const open = consoleOver();

  it('says who is banned where, why and until when, and lifts in one click', async () => {
    const world = createWorld();
    const user = open(world, '/bans');
    const row = await screen.findByRole('row', { name: /198\.51\.100\.20/ });
    expect(within(row).getByText('h4tq9wzk2m of kilmore.example')).toBeVisible();
    expect(within(row).getByText(/3 wrong answers/)).toBeVisible();
    const spared = screen.getByRole('row', { name: /198\.51\.100\.77/ });
    expect(within(spared).getByText('Everybody there but 101, 102, d8f3k7wq92 and 1 more')).toBeVisible();
    await user.click(within(row).getByRole('button', { name: /^Lift/ }));
    await waitFor(() => expect(screen.queryByText('198.51.100.20')).not.toBeInTheDocument());
    expect(world.bans.some((ban) => ban.network === '198.51.100.20')).toBe(false);
  });

  it('lets a tenant ban accounts of its own domain, and nobody else', async () => {
    const world = createWorld();
    const user = open(world, '/bans');
    await user.click(await screen.findByRole('button', { name: 'Ban' }));
    const dialog = await screen.findByRole('dialog', { name: 'Ban somebody' });
    expect(within(dialog).queryByText('Everybody there')).not.toBeInTheDocument();
    await user.type(within(dialog).getByLabelText('Address or network'), 'somewhere');
    await user.type(within(dialog).getByLabelText('User name'), 'guessed');
    await user.type(within(dialog).getByLabelText('Reason'), 'Calls at night');
    await user.click(within(dialog).getByRole('button', { name: 'Ban' }));
    expect(await within(dialog).findByText(/such as 192\.0\.2\.7/)).toBeVisible();
    await user.clear(within(dialog).getByLabelText('Address or network'));
    await user.type(within(dialog).getByLabelText('Address or network'), '192.0.2.9');
    await user.click(within(dialog).getByRole('button', { name: 'Ban' }));
    await waitFor(() =>
      expect(world.bans[0]).toMatchObject({
        network: '192.0.2.9',
        username: 'guessed',
        domain: 'kilmore.example',
        reason: 'Calls at night',
      }),
    );
    expect(screen.queryByText('Exemptions')).not.toBeInTheDocument();
  });

  it('shows the platform everything, whichever tenant it works in, and the exemptions', async () => {
    const world = createWorld('platform-administrator');
    const user = open(world, '/bans');
    const exemptions = await screen.findByRole('table', { name: 'Exemptions' });
    expect(within(exemptions).getByText('Single accounts only')).toBeVisible();
    const read = world.seen.filter(({ line }) => line.startsWith('GET /api/v1/bans'));
    expect(read.length).toBeGreaterThan(0);
    expect(read.every(({ headers }) => !headers.has('X-Ringfort-Tenant'))).toBe(true);
    await user.click(within(exemptions).getByRole('button', { name: /2001:db8:77::/ }));
    const sure = await screen.findByRole('dialog');
    await user.click(within(sure).getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(world.exemptions).toHaveLength(1));
  });

  it('shows an auditor the bans without a way to change them', async () => {
    open(createWorld('auditor'), '/bans');
    await screen.findByRole('row', { name: /198\.51\.100\.20/ });
    expect(screen.queryByRole('button', { name: /Lift|^Ban$/ })).not.toBeInTheDocument();
  });
});
