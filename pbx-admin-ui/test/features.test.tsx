import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { consoleOver } from './console';
import { FakeEventSource } from './FakeEventSource';
import { createWorld } from './pretend/world';

describe('the console', () => {
  const open = consoleOver();

  it('goes back to sign-in when the session ends', async () => {
    const world = createWorld();
    const user = open(world, '/calls');
    await screen.findByRole('table', { name: 'Live calls' });
    world.stage = 'anonymous';
    await user.click(screen.getByRole('link', { name: 'Audit' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  });

  it('shows a role only what it may see', async () => {
    open(createWorld('user'));
    expect(await screen.findByRole('heading', { level: 1, name: 'Voicemail' })).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Extensions' })).not.toBeInTheDocument();
  });

  it('shows calls as they are pushed, and takes them off when they end', async () => {
    const world = createWorld();
    open(world, '/calls');
    const table = await screen.findByRole('table', { name: 'Live calls' });
    const call = { ...world.calls[0], id: 'pushed', caller: '108', callerName: 'Yuki Tanaka' };
    act(() => FakeEventSource.push('call', call));
    expect(await within(table).findByText('Yuki Tanaka')).toBeVisible();
    act(() => FakeEventSource.push('call', { ...call, state: 'ENDED' }));
    await waitFor(() => expect(within(table).queryByText('Yuki Tanaka')).not.toBeInTheDocument());
  });

  it('says in words how each leg is heard, as it is pushed, with its figures at hand', async () => {
    const world = createWorld();
    open(world, '/calls');
    const table = await screen.findByRole('table', { name: 'Live calls' });
    expect(await within(table).findByText('102: Poor')).toBeVisible();
    expect(within(table).getByText('101: Good')).toBeVisible();
    expect(
      within(table).getByText(/3\.9 of 4\.5, 5\.1 % of packets lost, Jitter 34 ms, Round trip 180 ms/),
    ).toBeInTheDocument();
    expect(within(table).getByText('Not measured')).toBeVisible();
    expect(within(table).getByText('Recorded')).toBeVisible();
    expect(within(table).getByText('Recording paused')).toBeVisible();

    const [callId, legId] = [world.calls[1]?.id, world.calls[1]?.legs[1]?.id];
    const score = { grade: 'FAIR', mos: 4.3, lossPercent: 1, jitterMs: 8, roundTripMs: null };
    act(() => FakeEventSource.push('scores', [{ callId, legId, score }]));
    expect(await within(table).findByText('102: Fair')).toBeVisible();
    act(() => FakeEventSource.push('scores', [{ callId, legId, score: null }]));
    await waitFor(() => expect(within(table).queryByText(/^102:/)).not.toBeInTheDocument());
    expect(within(table).getByText('101: Good')).toBeVisible();
  });

  it('names the legacy zone of a phone without TLS, and no other', async () => {
    open(createWorld(), '/registrations');
    const table = await screen.findByRole('table', { name: 'Registrations' });
    expect(await within(table).findByText('UDP · zone door')).toBeVisible();
    expect(within(table).getAllByText(/zone/)).toHaveLength(1);
  });

  it('hangs up only after asking', async () => {
    const world = createWorld();
    const user = open(world, '/calls');
    await user.click(await screen.findByRole('button', { name: 'Hang up call from 101' }));
    expect(world.calls).toHaveLength(3);
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Hang up' }));
    await waitFor(() => expect(world.calls).toHaveLength(2));
  });

  it('puts a taken number beside its field, and creates once', async () => {
    const world = createWorld();
    const user = open(world, '/extensions');
    await user.click(await screen.findByRole('button', { name: 'Add extension' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText('Number'), '101');
    await user.type(within(dialog).getByLabelText('Name'), 'Somebody');
    await user.click(within(dialog).getByRole('button', { name: 'Create extension' }));
    expect(await within(dialog).findByText('This number belongs to somebody else.')).toBeVisible();
    const attempt = world.seen.find(({ line }) => line === 'POST /api/v1/extensions');
    expect(attempt?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('shows what stands when somebody else was quicker', async () => {
    const world = createWorld();
    const extension = world.extensions[0];
    const user = open(world, `/extensions/${extension?.id}`);
    await user.type(await screen.findByLabelText('Name'), ' the Second');
    Object.assign(extension ?? {}, { displayName: 'Aoife the Quick', version: 9 });
    await user.click(screen.getByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(screen.getByLabelText('Name')).toHaveValue('Aoife the Quick'));
  });

  it('shows the credentials of a new device, and nowhere again', async () => {
    const world = createWorld();
    const user = open(world, `/extensions/${world.extensions[0]?.id}`);
    await user.click(await screen.findByRole('button', { name: 'Add device' }));
    await user.type(within(await screen.findByRole('dialog')).getByLabelText('Name'), 'Kitchen');
    await user.click(screen.getByRole('button', { name: 'Create device' }));
    expect(await screen.findByText('Vq7m-Tz2k-9Lxh-Pw4c')).toBeVisible();
    expect(screen.getByRole('img', { name: /QR code/ })).toBeVisible();
    await user.click(screen.getByRole('tab', { name: 'Desk phone' }));
    expect(await screen.findByText('Register Name')).toBeVisible();
    await user.click(screen.getByRole('button', { name: /Done/ }));
    await waitFor(() => expect(screen.queryByText('Vq7m-Tz2k-9Lxh-Pw4c')).not.toBeInTheDocument());
    expect(await screen.findByText('Kitchen')).toBeVisible();
  });

  it('says of a device that it sounds its digits, and of others that they tell them', async () => {
    const world = createWorld();
    const user = open(world, `/extensions/${world.extensions[0]?.id}`);
    await user.click(await screen.findByRole('button', { name: 'Add device' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText('Name'), 'Old gateway');
    const digits = within(dialog).getByRole('combobox', { name: 'Sends digits as' });
    expect(digits).toHaveValue('Telephone-events (RFC 4733)');
    await user.click(digits);
    await user.click(await screen.findByRole('option', { name: 'Tones in its speech (in-band)' }));
    await user.click(screen.getByRole('button', { name: 'Create device' }));
    await screen.findByText('Vq7m-Tz2k-9Lxh-Pw4c');
    const sent = world.seen.find(({ line }) => line.startsWith('POST') && line.endsWith('/devices'));
    expect(sent?.body).toMatchObject({ name: 'Old gateway', digits: 'in-band' });
  });

  it('enrols a phone by its request, says what is wrong with one, and revokes', async () => {
    const world = createWorld();
    const user = open(world, `/extensions/${world.extensions[0]?.id}`);
    const menu = await screen.findAllByRole('button', { name: /More for Desk/ });
    await user.click(menu[0] as HTMLElement);
    await user.click(await screen.findByRole('menuitem', { name: 'Certificates' }));
    const dialog = await screen.findByRole('dialog', { name: 'Certificates of Desk' });
    expect(await within(dialog).findByText(/^Revoked/)).toBeVisible();
    await user.type(within(dialog).getByLabelText('Certificate request'), 'hello');
    await user.click(within(dialog).getByRole('button', { name: 'Issue certificate' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('no certificate request in PEM');
    await user.clear(within(dialog).getByLabelText('Certificate request'));
    await user.type(
      within(dialog).getByLabelText('Certificate request'),
      '-----BEGIN CERTIFICATE REQUEST-----',
    );
    await user.click(within(dialog).getByRole('button', { name: 'Issue certificate' }));
    expect(await within(dialog).findByText(/MIIBfresh/)).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: /Revoke .* 77aa/ }));
    await user.click(await screen.findByRole('button', { name: 'Revoke' }));
    await waitFor(() => expect(within(dialog).getAllByText(/^Revoked/)).toHaveLength(2));
  });

  it('orders an enrolment password, shows it once, and withdraws it', async () => {
    const world = createWorld();
    const user = open(world, `/extensions/${world.extensions[0]?.id}`);
    const menu = await screen.findAllByRole('button', { name: /More for Desk/ });
    await user.click(menu[0] as HTMLElement);
    await user.click(await screen.findByRole('menuitem', { name: 'Certificates' }));
    const dialog = await screen.findByRole('dialog', { name: 'Certificates of Desk' });
    expect(await within(dialog).findByText(/enrolled by itself/)).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Order enrolment password' }));
    expect(await within(dialog).findByText('kT7wVq2m9Lxh4cPnR6bZs3Ye')).toBeVisible();
    expect(within(dialog).getByText(/\.well-known\/est\//)).toBeVisible();
    await user.click(await within(dialog).findByRole('button', { name: 'Withdraw' }));
    expect(await within(dialog).findByRole('button', { name: 'Order enrolment password' })).toBeVisible();
    expect(within(dialog).queryByText('kT7wVq2m9Lxh4cPnR6bZs3Ye')).toBeNull();
    expect(world.enrolmentPasswords.size).toBe(0);
  });

  it('opens the record that the address names, with why and how protected', async () => {
    const world = createWorld();
    open(world, `/call-records?record=${world.records[3]?.id}`);
    const drawer = await screen.findByRole('dialog', { name: 'Call record' });
    expect(await within(drawer).findByText('103 is an extension: ring its phones')).toBeVisible();
    expect(within(drawer).getAllByText('Partly in clear').length).toBeGreaterThan(0);
  });

  it('says of a call whose number was verified by whom it was diverted', async () => {
    const world = createWorld();
    const diverted = world.records[3];
    if (diverted) {
      diverted.identity = {
        verstat: 'TN-Validation-Passed',
        attestation: 'A',
        originId: '',
        why: 'signed by CN=SHAKEN 4711, diverted 2 times',
        divertedBy: ['+493055555501', '+493055555502'],
      };
    }
    open(world, `/call-records?record=${diverted?.id}`);
    const drawer = await screen.findByRole('dialog', { name: 'Call record' });
    expect(await within(drawer).findByText('Diverted by')).toBeVisible();
    expect(within(drawer).getByText('+493055555501, +493055555502')).toBeVisible();
  });

  it('reports of each leg by which certificates it was keyed, what was refused, and how it was heard', async () => {
    const world = createWorld();
    open(world, `/call-records?record=${world.records[3]?.id}`);
    const drawer = await screen.findByRole('dialog', { name: 'Call record' });
    const [calling, rung] = await within(drawer).findAllByRole('article');
    if (!calling || !rung) {
      throw new Error('two legs');
    }
    const value = (leg: HTMLElement, name: string) =>
      within(leg).queryByText(name)?.nextElementSibling?.textContent;
    expect(value(calling, 'Its certificate')).toMatch(/^sha-256 3D:A1/);
    expect(value(calling, 'Our certificate')).toMatch(/^sha-256 90:7B/);
    expect(value(calling, 'Packets in clear')).toBe('None');
    expect(value(calling, 'Refused packets')).toBe('None');
    expect(value(calling, 'Round trip')).toBe('31.4 ms');
    expect(value(calling, 'Opinion score')).toBe('4.32, at worst 3.71 (MOS, 1 to 4.5)');
    expect(value(rung, 'Its certificate')).toBeUndefined();
    expect(value(rung, 'Packets in clear')).toMatch(/^[1-9]/);
    expect(value(rung, 'Refused packets')).toBe('4: 1 malformed, 3 of another protocol');
    expect(value(rung, 'Opinion score')).toBeUndefined();
  });

  it('draws what was said in a call, and shows a message that is pressed', async () => {
    const world = createWorld();
    const id = world.records[3]?.id ?? '';
    const said = (at: string, sent: boolean, peerAddress: string, text: string) => ({
      at,
      sent,
      peerAddress,
      text,
      edge: 'edge-1',
      edgeAddress: '192.0.2.1:5061',
      transport: 'TLS',
    });
    world.traces.set(id, [
      said(
        '2026-11-21T10:00:00.000100Z',
        false,
        '198.51.100.7:40001',
        'INVITE sip:103@demo SIP/2.0\r\nX-A: <b>1</b>\r\n\r\n',
      ),
      said(
        '2026-11-21T10:00:00.500100Z',
        true,
        '198.51.100.9:40002',
        'INVITE sip:103@192.0.2.9 SIP/2.0\r\n\r\n',
      ),
      said(
        '2026-11-21T10:00:01Z',
        false,
        '198.51.100.9:40002',
        'SIP/2.0 486 Busy Here\r\nCSeq: 1 INVITE\r\n\r\n',
      ),
    ]);
    const user = open(world, `/call-records?record=${id}`);
    await user.click(await screen.findByRole('tab', { name: 'SIP trace' }));
    const steps = await screen.findAllByRole('button', { name: /after the first$/ });
    expect(steps).toHaveLength(3);
    expect(steps[2]).toHaveAccessibleName(
      '486 Busy Here, from 198.51.100.9:40002 to Ringfort, 1000 ms after the first',
    );
    await user.click(screen.getByRole('button', { name: /^INVITE, from 198.51.100.7:40001/ }));
    expect(await screen.findByText(/X-A: <b>1<\/b>/)).toBeVisible();
    expect(world.seen.filter(({ line }) => line.endsWith('/trace'))).toHaveLength(1);
  });

  it('says so where the edge no longer holds a call', async () => {
    const world = createWorld();
    const user = open(world, `/call-records?record=${world.records[3]?.id}`);
    await user.click(await screen.findByRole('tab', { name: 'SIP trace' }));
    expect(await screen.findByText('The edge no longer holds this call')).toBeVisible();
  });

  it('offers no trace to who may not read one', async () => {
    const world = createWorld('auditor');
    open(world, `/call-records?record=${world.records[3]?.id}`);
    expect(await screen.findByText('103 is an extension: ring its phones')).toBeVisible();
    expect(screen.queryByRole('tab', { name: 'SIP trace' })).not.toBeInTheDocument();
  });

  it('filters call records at the server', async () => {
    const world = createWorld();
    const user = open(world, '/call-records');
    await user.type(await screen.findByLabelText('Number'), '199');
    await waitFor(() => expect(world.seen.some(({ line }) => line.includes('number=199'))).toBe(true));
    const table = screen.getByRole('table', { name: 'Call records' });
    await waitFor(() => expect(within(table).getAllByRole('row')).toHaveLength(2));
  });

  it('lets the platform choose a tenant, and says so with each request', async () => {
    const world = createWorld('platform-administrator');
    open(world, '/extensions');
    await screen.findByRole('table', { name: 'Extensions' });
    const read = world.seen.find(({ line }) => line.startsWith('GET /api/v1/extensions'));
    expect(read?.headers.get('X-Ringfort-Tenant')).toBe(world.tenants[0]?.id);
  });

  it('sends the proof against forged requests with what changes things', async () => {
    document.cookie = 'XSRF-TOKEN=token%2B1; path=/; secure';
    const world = createWorld();
    const user = open(world, '/api-keys');
    await user.click(await screen.findByRole('button', { name: 'Revoke Wallboard' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Revoke' }));
    await waitFor(() => expect(world.keys).toHaveLength(1));
    const sent = world.seen.find(({ line }) => line.startsWith('DELETE'));
    expect(sent?.headers.get('X-XSRF-TOKEN')).toBe('token+1');
  });
});
