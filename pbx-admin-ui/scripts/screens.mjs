// Every screen of the console, and how one gets there.
const click =
  (name, role = 'button') =>
  (page) =>
    page.getByRole(role, { name }).first().click();
const stage = (stage) => (world) => {
  world.stage = stage;
};

export const screens = [
  { name: 'sign-in', world: stage('anonymous') },
  {
    name: 'sign-in-refused',
    world: stage('anonymous'),
    expects: /401/,
    act: async (page) => {
      await page.getByLabel('User name').fill('aoife');
      await page.getByLabel('Password', { exact: true }).fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'second-factor', world: stage('totp') },
  { name: 'enrolment', world: stage('enrolment'), act: (page) => page.getByLabel(/six-digit/).waitFor() },
  {
    name: 'recovery-codes',
    world: stage('enrolment'),
    act: async (page) => {
      await page.getByLabel(/six-digit/).fill('123456');
      await page.getByRole('button', { name: 'I have saved them' }).waitFor();
    },
  },
  { name: 'password-change', world: stage('password-change') },
  { name: 'overview', act: (page) => page.getByText('Talking').waitFor() },
  {
    name: 'overview-empty',
    world: (world) => {
      Object.assign(world, { calls: [], registrations: [], records: [], audit: [], mailboxes: [] });
    },
  },
  {
    name: 'overview-pushed',
    act: async (page, { server, world }) => {
      await page.getByText('Live', { exact: true }).waitFor();
      server.push('call', {
        ...world.calls[1],
        id: 'pushed',
        caller: '108',
        callerName: 'Yuki Tanaka',
        state: 'RINGING',
        startedAt: new Date().toISOString(),
      });
      await page.getByRole('row', { name: /Yuki Tanaka/ }).waitFor();
    },
  },
  {
    name: 'device-certificates',
    path: '/extensions',
    act: async (page) => {
      await page.getByRole('link', { name: '101' }).click();
      await page.getByRole('button', { name: 'More for Desk' }).click();
      await page.getByRole('menuitem', { name: 'Certificates' }).click();
      await page.getByText(/^Revoked/).waitFor();
    },
  },
  {
    name: 'device-enrolment-password',
    path: '/extensions',
    act: async (page) => {
      await page.getByRole('link', { name: '101' }).click();
      await page.getByRole('button', { name: 'More for Desk' }).click();
      await page.getByRole('menuitem', { name: 'Certificates' }).click();
      await page.getByRole('button', { name: 'Order enrolment password' }).click();
      await page.getByRole('button', { name: 'Withdraw' }).waitFor();
      await page.getByRole('button', { name: 'Withdraw' }).scrollIntoViewIfNeeded();
    },
  },
  { name: 'extensions', path: '/extensions' },
  {
    name: 'extensions-empty',
    path: '/extensions',
    world: (world) => {
      world.extensions = [];
    },
  },
  { name: 'extension-new', path: '/extensions', act: click('Add extension') },
  {
    name: 'extension-taken',
    path: '/extensions',
    expects: /409/,
    act: async (page) => {
      await click('Add extension')(page);
      await page.getByLabel('Number').fill('101');
      await page.getByLabel('Name', { exact: true }).fill('Another');
      await click('Create extension')(page);
      await page.getByText('belongs to somebody else').waitFor();
    },
  },
  {
    name: 'extension',
    path: '/extensions',
    act: async (page) => {
      await page.getByRole('link', { name: '101' }).click();
      await page.getByText('Mobile').waitFor();
    },
  },
  {
    name: 'device-new',
    path: '/extensions',
    act: async (page) => {
      await page.getByRole('link', { name: '101' }).click();
      await click('Add device')(page);
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'device-credentials',
    path: '/extensions',
    act: async (page) => {
      await page.getByRole('link', { name: '101' }).click();
      await click('Add device')(page);
      await page.getByRole('dialog').getByLabel('Name').fill('Kitchen');
      await click('Create device')(page);
      await page.getByRole('heading', { name: 'Device credentials' }).waitFor();
    },
  },
  { name: 'numbers', path: '/numbers' },
  { name: 'numbers-platform', path: '/numbers', role: 'platform-administrator' },
  { name: 'conferences', path: '/conferences' },
  {
    name: 'conference-room',
    path: '/conferences',
    act: async (page) => {
      await page.getByRole('button', { name: 'Edit Board' }).click();
      await page.getByLabel('What is said is recorded').waitFor();
    },
  },
  { name: 'page-groups', path: '/page-groups' },
  {
    name: 'page-group',
    path: '/page-groups',
    act: async (page) => {
      await page.getByRole('button', { name: 'Edit Shop' }).click();
      await page.getByLabel('Members').first().waitFor();
    },
  },
  {
    name: 'recordings',
    path: '/recordings',
    act: async (page) => {
      const checks = page.getByRole('button', { name: /^Check/ });
      await checks.last().click();
      await page.getByText('Changed since it was made').waitFor();
      await checks.first().click();
      await page.getByText('As it was made').waitFor();
    },
  },
  { name: 'hold-music', path: '/hold-music' },
  {
    name: 'hold-music-own',
    path: '/hold-music',
    world: (world) => {
      world.music = { source: 'own', tune: { lengthMs: 92_000, digest: 'ab'.repeat(32) }, version: 4 };
    },
    act: (page) => page.getByText('1:32 long').waitFor(),
  },
  { name: 'supervisors', path: '/supervisors' },
  { name: 'supervisor', path: '/supervisors', act: click('Add supervisor') },
  { name: 'emergency', path: '/emergency' },
  { name: 'location', path: '/emergency', act: click('Edit Head office') },
  { name: 'trunks', path: '/trunks', act: (page) => page.getByText(/^Answers since/).waitFor() },
  {
    name: 'trunks-empty',
    path: '/trunks',
    world: (world) => {
      world.trunks = [];
    },
  },
  { name: 'trunk', path: '/trunks', act: click('Edit Carrier One') },
  { name: 'trunk-exception', path: '/trunks', act: click('Edit Old PBX') },
  { name: 'trunk-new', path: '/trunks', act: click('Add trunk') },
  { name: 'registrations', path: '/registrations' },
  { name: 'calls', path: '/calls' },
  { name: 'calls-hang-up', path: '/calls', act: click('Hang up call from 101') },
  { name: 'records', path: '/call-records' },
  {
    name: 'record',
    path: '/call-records',
    act: async (page) => {
      await page
        .getByRole('button', { name: /Open the record/ })
        .nth(3)
        .click();
      await page.getByText('Why it was routed so').waitFor();
    },
  },
  {
    name: 'voicemail',
    path: '/voicemail',
    act: async (page) => {
      await click('Play message from 104')(page);
      await page.getByLabel('Position in the message').waitFor();
    },
  },
  { name: 'voicemail-auditor', path: '/voicemail', role: 'auditor' },
  {
    name: 'mailbox-settings',
    path: '/voicemail',
    act: async (page) => {
      await page.getByRole('link', { name: /104/ }).first().click();
      await click('PIN and lock')(page);
      await page.getByText('Locked until').waitFor();
    },
  },
  {
    name: 'mailbox-weak-pin',
    path: '/voicemail',
    act: async (page) => {
      await click('PIN and lock')(page);
      await page.getByLabel('New PIN', { exact: true }).fill('123456');
      await click('Change PIN')(page);
      await page.getByText('in sequence').waitFor();
    },
  },
  {
    name: 'mailbox-suggested-pin',
    path: '/voicemail',
    act: async (page) => {
      await click('PIN and lock')(page);
      await click('Suggest a PIN')(page);
      await page.getByText('Suggested PIN').waitFor();
    },
  },
  {
    name: 'policy',
    path: '/security-policy',
    act: (page) => page.getByText('Door intercom').first().waitFor(),
  },
  { name: 'policy-auditor', path: '/security-policy', role: 'auditor' },
  {
    name: 'unsaved',
    path: '/security-policy',
    act: async (page, { look }) => {
      await page.getByLabel('At most (seconds)').fill('600');
      if (look.name === 'narrow') {
        await click('Open the menu')(page);
      }
      await page.getByRole('link', { name: 'Audit', exact: true }).filter({ visible: true }).first().click();
      await page.getByText('Leave without saving?').waitFor();
    },
  },
  { name: 'audit', path: '/audit' },
  {
    name: 'audit-verified',
    path: '/audit',
    act: async (page) => {
      await click('Verify the chain')(page);
      await page.getByText('The chain is whole').waitFor();
    },
  },
  {
    name: 'audit-broken',
    path: '/audit',
    world: (world) => {
      world.brokenAt = 6;
    },
    act: async (page) => {
      await click('Verify the chain')(page);
      await page.getByText('broken at entry 6').waitFor();
    },
  },
  {
    name: 'audit-entry',
    path: '/audit',
    act: async (page) => {
      await page
        .getByRole('row', { name: /Extension changed/ })
        .getByRole('button')
        .click();
      await page.getByText('What changed').waitFor();
    },
  },
  { name: 'bans', path: '/bans', role: 'platform-administrator' },
  { name: 'bans-of-a-tenant', path: '/bans' },
  { name: 'ban-new', path: '/bans', role: 'platform-administrator', act: click('Ban') },
  {
    name: 'exemption-new',
    path: '/bans',
    role: 'platform-administrator',
    act: click('Exempt a network'),
  },
  { name: 'keys', path: '/api-keys' },
  { name: 'key-new', path: '/api-keys', act: click('Create API key') },
  { name: 'administrators', path: '/administrators' },
  { name: 'administrator-new', path: '/administrators', act: click('Add administrator') },
  { name: 'tenants', path: '/tenants', role: 'platform-administrator' },
  { name: 'tenant-new', path: '/tenants', role: 'platform-administrator', act: click('Add tenant') },
  {
    name: 'account',
    viewport: true,
    act: async (page, { look }) => {
      if (look.name === 'narrow') {
        await click('Open the menu')(page);
      }
      await page.getByRole('button', { name: /Your account/, visible: true }).click();
    },
  },
  { name: 'denied', path: '/api-keys', role: 'user' },
  { name: 'missing', path: '/nowhere' },
  {
    name: 'menu',
    viewport: true,
    act: async (page, { look }) => {
      if (look.name === 'narrow') {
        await click('Open the menu')(page);
        await page.getByRole('dialog').waitFor();
      }
    },
  },
];
