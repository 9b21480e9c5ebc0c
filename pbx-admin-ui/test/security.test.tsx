import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { consoleOver } from './console';
import { createWorld } from './pretend/world';

describe('security screens', () => {
  const open = consoleOver();

  it('changes the policy of the version that was read, and checks what the browser can', async () => {
    const world = createWorld();
    const user = open(world, '/security-policy');
    const most = await screen.findByLabelText('At most (seconds)');
    const save = screen.getByRole('button', { name: 'Save changes' });
    expect(save).toBeDisabled();
    await user.clear(most);
    await user.type(most, '30');
    await user.click(save);
    expect(await screen.findByText('Not below the shortest.')).toBeVisible();
    await user.clear(most);
    await user.type(most, '600');
    await user.click(save);
    await waitFor(() => expect(world.policy.maxRegistrationSeconds).toBe(600));
    const sent = world.seen.find(({ line }) => line.startsWith('PUT /api/v1/security-policy'));
    expect(sent?.headers.get('If-Match')).toBe('"2"');
  });

  it('names the issuer of access tokens, once what is needed is there', async () => {
    const world = createWorld();
    const user = open(world, '/security-policy');
    await user.click(await screen.findByRole('switch', { name: /^Phones may sign in by access token/ }));
    const save = screen.getByRole('button', { name: 'Save token issuer' });
    await user.click(save);
    expect(await screen.findAllByText('An https address.')).toHaveLength(2);
    await user.type(screen.getByLabelText('Issuer'), 'https://id.acme.example/realms/pbx');
    await user.type(screen.getByLabelText('Audience'), 'pbx');
    await user.type(screen.getByLabelText('Address of its public keys'), 'https://id.acme.example/jwks');
    await user.click(save);
    await waitFor(() => expect(world.issuer.enabled).toBe(true));
    expect(world.issuer).toMatchObject({ audience: 'pbx', claim: 'sip_extension', version: 1 });
    const sent = world.seen.find(({ line }) => line.startsWith('PUT /api/v1/token-issuer'));
    expect(sent?.headers.get('If-Match')).toBe('"0"');
  });

  it('names each exception with its reason', async () => {
    open(createWorld(), '/security-policy');
    const exceptions = await screen.findByRole('table', { name: 'Exceptions from encryption' });
    expect(within(exceptions).getByText('Front door')).toBeVisible();
    expect(within(exceptions).getByText(/knows no SRTP/)).toBeVisible();
    expect(within(exceptions).getAllByRole('row')).toHaveLength(2);
  });

  it('shows an auditor the policy without a way to change it', async () => {
    open(createWorld('auditor'), '/security-policy');
    expect(await screen.findByLabelText('At most (seconds)')).toHaveAttribute('readonly');
    expect(screen.queryByRole('button', { name: 'Save changes' })).not.toBeInTheDocument();
  });

  it('asks before a change is lost, and keeps it when told to stay', async () => {
    const user = open(createWorld(), '/security-policy');
    const most = await screen.findByLabelText('At most (seconds)');
    await user.clear(most);
    await user.type(most, '900');
    await user.click(screen.getByRole('link', { name: 'Audit' }));
    const question = await screen.findByRole('dialog', { name: 'Leave without saving?' });
    await user.click(within(question).getByRole('button', { name: 'Stay here' }));
    expect(screen.getByLabelText('At most (seconds)')).toHaveValue('900');
    await user.click(screen.getByRole('link', { name: 'Audit' }));
    await user.click(await screen.findByRole('button', { name: 'Leave' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Audit' })).toBeVisible();
  });

  it('asks before a dialog with typed words closes, and not before an untouched one does', async () => {
    const user = open(createWorld(), '/extensions');
    await user.click(await screen.findByRole('button', { name: 'Add extension' }));
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await user.click(screen.getByRole('button', { name: 'Add extension' }));
    await user.type(await screen.findByLabelText('Number'), '230');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    const question = await screen.findByRole('dialog', { name: 'Leave without saving?' });
    await user.click(within(question).getByRole('button', { name: 'Stay here' }));
    expect(screen.getByLabelText('Number')).toHaveValue('230');
  });

  it('says in words whether the audit chain is whole', async () => {
    const world = createWorld();
    const user = open(world, '/audit');
    await user.click(await screen.findByRole('button', { name: 'Verify the chain' }));
    expect(await screen.findByText(/The chain is whole: 9 entries/)).toBeVisible();
    world.brokenAt = 4;
    await user.click(screen.getByRole('button', { name: 'Verify the chain' }));
    expect(await screen.findByText(/broken at entry 4/)).toBeVisible();
  });

  it('unlocks a mailbox and sets its PIN; a refused one is said at its field', async () => {
    const world = createWorld();
    const box = world.mailboxes[2];
    const user = open(world, `/voicemail?mailbox=${box?.id}`);
    await user.click(await screen.findByRole('button', { name: 'PIN and lock' }));
    await user.click(await screen.findByRole('button', { name: 'Unlock now' }));
    await waitFor(() => expect(box?.lockedUntil).toBeNull());
    await waitFor(() => expect(screen.queryByText(/Locked until/)).not.toBeInTheDocument());
    await user.type(screen.getByLabelText('New PIN'), '20261121');
    await user.type(screen.getByLabelText('New PIN again'), '20261121');
    await user.click(screen.getByRole('button', { name: 'Change PIN' }));
    expect(await screen.findByText('This PIN was used here before.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Suggest a PIN' }));
    await user.click(screen.getByRole('button', { name: 'Change PIN' }));
    await waitFor(() => expect(screen.queryByLabelText('New PIN')).not.toBeInTheDocument());
    const pins = world.seen.filter(({ line }) => line.endsWith('/pin')).map(({ body }) => body);
    expect(pins.at(-1)).toEqual({ pin: expect.stringMatching(/^\d{8}$/) as string });
  });
});
