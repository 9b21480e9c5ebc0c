/** What each role may do, as the server tells it. */
export const permissionsOf: Record<string, string> = {
  'tenant-administrator':
    'tenants.read administrators.read administrators.write extensions.read extensions.write devices.read devices.write numbers.read numbers.write trunks.read trunks.write locations.read locations.write rooms.read rooms.write page-groups.read page-groups.write music.read music.write recordings.read recordings.listen recordings.write supervisors.read supervisors.write policy.read policy.write registrations.read registrations.write calls.read calls.write call-records.read traces.read mailboxes.read mailboxes.write messages.listen messages.write audit.read api-keys.read api-keys.write bans.read bans.write',
  'platform-administrator':
    'tenants.read tenants.write administrators.read administrators.write extensions.read extensions.write devices.read devices.write numbers.read numbers.write trunks.read trunks.write locations.read locations.write rooms.read rooms.write page-groups.read page-groups.write music.read music.write supervisors.read policy.read policy.write registrations.read registrations.write calls.read calls.write call-records.read traces.read mailboxes.read mailboxes.write audit.read api-keys.read api-keys.write bans.read bans.write ban-exemptions.read ban-exemptions.write numbers.prove trunks.certify',
  auditor:
    'tenants.read administrators.read extensions.read devices.read numbers.read trunks.read locations.read rooms.read page-groups.read music.read recordings.read supervisors.read policy.read registrations.read calls.read call-records.read mailboxes.read audit.read api-keys.read bans.read',
  user: 'own.messages',
};
