import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { consoleOver } from './console';
import { createWorld } from './pretend/world';

/** At once: letter by letter a form of this size takes long. */
const put = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

/** A large form on a busy machine. */
const PATIENCE_MS = 60_000;

describe('trunks', { timeout: PATIENCE_MS }, () => {
  const open = consoleOver();

  it('says which gateways answer, where it is registered, how much it takes and what protects it', async () => {
    open(createWorld('auditor'), '/trunks');
    const row = await screen.findByRole('row', { name: /Carrier One/ });
    expect(await within(row).findByText(/^Answers since/)).toBeVisible();
    expect(within(row).getByText(/^Does not answer: no answer/)).toBeVisible();
    expect(within(row).getByText('Registered')).toBeVisible();
    expect(within(row).getByText('30 calls, 5 a second')).toBeVisible();
    expect(within(row).getByText('TLS and SRTP')).toBeVisible();
    const old = screen.getByRole('row', { name: /Old PBX/ });
    expect(within(old).getByText('May go in clear')).toBeVisible();
    expect(within(old).getByText('Gateways are not asked.')).toBeVisible();
    expect(await within(old).findByText(/^503: rests until/)).toBeVisible();
    expect(within(row).queryByText(/rests until/)).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Add trunk' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Delete/ })).not.toBeInTheDocument();
  });

  it('makes one, and sends what REST takes', async () => {
    const world = createWorld();
    const user = open(world, '/trunks');
    await user.click(await screen.findByRole('button', { name: 'Add trunk' }));
    const dialog = await screen.findByRole('dialog', { name: 'New trunk' });
    await user.click(within(dialog).getByRole('button', { name: 'Add trunk' }));
    expect(await within(dialog).findByText('Give it a name.')).toBeVisible();
    expect(within(dialog).getByText('Give a host name or an address.')).toBeVisible();
    put(within(dialog).getByLabelText('Name'), 'Carrier Two');
    put(within(dialog).getByLabelText('Host'), 'sip.two.example');
    put(within(dialog).getByLabelText('Country'), 'at');
    await user.click(within(dialog).getByRole('switch', { name: /^Takes calls in/ }));
    put(within(dialog).getByLabelText('Networks of the carrier'), '192.0.2.7 198.51.100.0/24');
    put(within(dialog).getByLabelText('Further headers that are believed'), 'Via');
    await user.click(within(dialog).getByRole('button', { name: 'Add trunk' }));
    expect(await within(dialog).findByText(/^Each is one of these/)).toBeVisible();
    put(within(dialog).getByLabelText('Further headers that are believed'), 'Diversion X-Account');
    const answers = within(dialog).getByLabelText('Answers after which the next gateway is called');
    put(answers, '486');
    await user.click(within(dialog).getByRole('button', { name: 'Add trunk' }));
    expect(await within(dialog).findByText(/^Each is a final answer/)).toBeVisible();
    put(answers, '404, 5xx');
    await user.click(within(dialog).getByRole('button', { name: 'Add trunk' }));
    await waitFor(() => expect(world.trunks).toHaveLength(3));
    expect(world.trunks.at(-1)).toMatchObject({
      name: 'Carrier Two',
      gateways: [{ host: 'sip.two.example', port: 0, transport: 'tls', tlsName: 'sip.two.example' }],
      account: null,
      registers: false,
      numbers: { country: 'AT', allowedPrefixes: [], premium: false },
      inward: {
        networks: ['192.0.2.7', '198.51.100.0/24'],
        certificateNames: [],
        trustsIdentity: false,
        believes: ['Diversion', 'X-Account'],
        bulk: false,
      },
      sends: ['P-Asserted-Identity'],
      exception: null,
      checkSeconds: 60,
      callerRule: 'extension',
      numberFormats: { called: 'e164', calling: 'e164' },
      failOver: { answers: ['404', '5xx'], progressSeconds: 3, failures: 3, withinSeconds: 60 },
    });
  });

  it('changes the version that was read, keeps its password, and says at a gateway what the server refuses', async () => {
    const world = createWorld();
    const [carrier] = structuredClone(world.trunks);
    const user = open(world, '/trunks');
    await user.click(await screen.findByRole('button', { name: 'Edit Carrier One' }));
    const dialog = await screen.findByRole('dialog', { name: 'Edit trunk' });
    const second = within(within(dialog).getByRole('group', { name: 'Gateway 2' })).getByLabelText('Host');
    put(second, 'not a host');
    await user.click(within(dialog).getByRole('button', { name: 'Save changes' }));
    expect(await within(dialog).findByText('Give a host name or an IP address.')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Remove gateway 2' }));
    await user.click(within(dialog).getByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(world.trunks[0]).toMatchObject({ version: 3, passwordSet: true }));
    expect(world.trunks[0]).toEqual({ ...carrier, gateways: carrier?.gateways.slice(0, 1), version: 3 });
  });

  it('passes first callers on where calls are signed, and nowhere else', async () => {
    const world = createWorld();
    const user = open(world, '/trunks');
    await user.click(await screen.findByRole('button', { name: 'Edit Carrier One' }));
    const dialog = await screen.findByRole('dialog', { name: 'Edit trunk' });
    const passes = () => within(dialog).queryByRole('switch', { name: /^Diverted calls go out/ });
    await user.click(passes() ?? dialog);
    await user.click(within(dialog).getByRole('switch', { name: /^Sign calls out/ }));
    expect(passes()).not.toBeInTheDocument();
    await user.click(within(dialog).getByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(world.trunks[0]).toMatchObject({ version: 3 }));
    expect(world.trunks[0]?.identity).toEqual({ signs: false, check: 'mark', passesCaller: false });
    await user.click(await screen.findByRole('button', { name: 'Edit Carrier One' }));
    const again = await screen.findByRole('dialog', { name: 'Edit trunk' });
    await user.click(within(again).getByRole('switch', { name: /^Sign calls out/ }));
    await user.click(within(again).getByRole('switch', { name: /^Diverted calls go out/ }));
    await user.click(within(again).getByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(world.trunks[0]).toMatchObject({ version: 4 }));
    expect(world.trunks[0]?.identity).toEqual({ signs: true, check: 'mark', passesCaller: true });
  });

  it('lets the platform alone say which certificate gateways are shown', async () => {
    const world = createWorld('platform-administrator');
    const user = open(world, '/trunks');
    await user.click(await screen.findByRole('button', { name: 'Certificate of Carrier One' }));
    const dialog = await screen.findByRole('dialog', { name: 'Certificate of ours' });
    put(within(dialog).getByLabelText('Name of the certificate'), '../one');
    await user.click(within(dialog).getByRole('button', { name: 'Save changes' }));
    expect(await within(dialog).findByText('Small letters, digits, dots and hyphens.')).toBeVisible();
    put(within(dialog).getByLabelText('Name of the certificate'), 'one');
    await user.click(within(dialog).getByRole('button', { name: 'Save changes' }));
    expect(await screen.findByText('Shows one')).toBeVisible();
    expect(world.trunks[0]).toMatchObject({ ownCertificate: 'one' });
  });

  it('asks before one is deleted', async () => {
    const world = createWorld();
    const user = open(world, '/trunks');
    await user.click(await screen.findByRole('button', { name: 'Delete Old PBX' }));
    const sure = await screen.findByRole('dialog', { name: 'Delete Old PBX?' });
    await user.click(within(sure).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(world.trunks).toHaveLength(1));
  });
});
