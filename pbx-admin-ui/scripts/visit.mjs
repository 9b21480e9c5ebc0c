// Visits a running demo as its administrator would, in a real browser: signs in with both factors, sees the phone that is
// registered and the call that is up, hangs the call up, finds its record. Leaves screenshots of each screen.
//   node scripts/visit.mjs run/demo/demo.json screenshots [extension] [dialled]
import { expect, totp, visit } from './visitor.mjs';

await visit(async (visitor, extension = '101', dialled = '*43') => {
  const { console: door } = visitor.demo;
  const page = await visitor.open();
  await page.getByRole('textbox', { name: 'User name' }).waitFor();
  expect([401, 403].includes(await visitor.statusOf('/api/v1/extensions')), 'a stranger reads nothing');
  await visitor.shot('sign-in');
  await visitor.givePassword(door);

  await page.getByLabel('Six-digit code').waitFor();
  expect(
    [401, 403].includes(await visitor.statusOf('/api/v1/extensions')),
    'nothing before the second factor',
  );
  await visitor.shot('second-factor');
  await visitor.giveCode(totp(door.totp_secret));
  await visitor.menu().waitFor();
  expect((await visitor.statusOf('/api/v1/extensions')) === 200, 'signed in with both factors');

  for (const name of ['Overview', 'Extensions', 'Voicemail', 'Audit', 'API keys', 'Registrations']) {
    await visitor.go(name);
    await visitor.shot(name.toLowerCase().replaceAll(' ', '-'));
  }
  const phones = page.getByRole('table', { name: 'Registrations' });
  await phones.getByText(extension, { exact: true }).first().waitFor();
  expect(true, `${extension} is registered`);

  await visitor.go('Live calls');
  await page.getByRole('table', { name: 'Live calls' }).getByText(dialled).first().waitFor();
  await visitor.shot('live-calls');
  expect(true, `the call to ${dialled} is up`);
  await page.getByRole('button', { name: `Hang up call from ${extension}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hang up' }).click();

  await visitor.go('Call records');
  await page.getByRole('table', { name: 'Call records' }).getByText(dialled).first().waitFor();
  await visitor.shot('call-records');
  expect(true, `the call to ${dialled} is on record`);
});
