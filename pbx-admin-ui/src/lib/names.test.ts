import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isNamed, names, sentence, spelled, type Names } from './names';

type Json = Record<string, unknown>;

const read = (path: string) => readFileSync(`../docs/${path}`, 'utf8');
const published = JSON.parse(read('api/openapi.json')) as Json;

/** Which table names the values of which part of the API: "schema.property", or the property alone. */
const tables: Record<string, keyof Names> = {
  role: 'role',
  'RoleView.name': 'role',
  'CallLegView.role': 'legRole',
  'PacketFaultView.fault': 'packetFault',
  outcome: 'outcome',
  hungUpBy: 'hungUpBy',
  digestFloor: 'digestFloor',
  keying: 'keying',
  digits: 'digits',
  transport: 'gatewayTransport',
  'LiveCallView.state': 'callState',
  'LiveCallView.recording': 'liveRecording',
  'LiveLegView.role': 'legRole',
  'LegScoreView.grade': 'grade',
  'BanExemptionView.kind': 'exemption',
  'BanExemptionCreate.kind': 'exemption',
  'GatewayView.state': 'gatewayState',
  'Destination.kind': 'destination',
  'DestinationInput.kind': 'destination',
  'IdentityInput.check': 'identityCheck',
  'IdentityRules.check': 'identityCheck',
  'ExtensionRecordingView.mode': 'recordingMode',
  'ExtensionRecordingInput.mode': 'recordingMode',
  'RoomRecordingView.mode': 'recordingMode',
  'RoomRecordingInput.mode': 'recordingMode',
  'RecordingServerView.destination': 'recordingDestination',
  'RecordingServerInput.destination': 'recordingDestination',
  'HoldMusicView.source': 'musicSource',
  'HoldMusicInput.source': 'musicSource',
  'SupervisorView.may': 'reach',
  'SupervisorInput.may': 'reach',
  'DeviceCertificateView.obtained': 'obtained',
  callerRule: 'callerRule',
  'FormatsInput.called': 'numberFormat',
  'FormatsInput.calling': 'numberFormat',
  'NumberFormats.called': 'numberFormat',
  'NumberFormats.calling': 'numberFormat',
};

/** Every list of allowed values in the document, by the schema and property that has it. */
function enums(node: Json, path: string[] = [], found: [string, string[]][] = []): [string, string[]][] {
  if (Array.isArray(node.enum)) {
    const parts = path.filter((step) => !['properties', 'items', 'components', 'schemas'].includes(step));
    found.push([parts.slice(-2).join('.'), node.enum as string[]]);
  }
  for (const [name, value] of Object.entries(node)) {
    if (typeof value === 'object' && value !== null) {
      enums(value as Json, [...path, name], found);
    }
  }
  return found;
}

describe('names', () => {
  it('has a word for every value that the API publishes', () => {
    const lists = enums({ components: published.components });
    expect(lists.length).toBeGreaterThan(10);
    const nameless = lists.flatMap(([where, values]) => {
      const table = tables[where] ?? tables[where.split('.').pop() ?? ''];
      return table === undefined
        ? [`${where}: no table`]
        : values.filter((value) => !isNamed(table, value)).map((value) => `${where}: ${value}`);
    });
    expect(nameless).toEqual([]);
  });

  it('has a word for every permission', () => {
    const permissions = new Set<string>();
    JSON.stringify(published.paths, (key, value: unknown) => {
      if (key === 'x-permissions') {
        (value as string[]).forEach((permission) => permissions.add(permission));
      }
      return value;
    });
    expect(permissions.size).toBeGreaterThan(15);
    expect([...permissions].filter((permission) => !isNamed('permission', permission))).toEqual([]);
  });

  it('has a word for every documented audit action, and for what it is done to', () => {
    const trail = read('security/events.md').split('## In the audit trail')[1] ?? '';
    const rows = [...trail.matchAll(/^\| `([^`]+)` \| ([a-z-]+) \|/gm)];
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.map(([, action]) => action ?? '').filter((action) => !isNamed('deed', action))).toEqual([]);
    expect(rows.map(([, , thing]) => thing ?? '').filter((thing) => !isNamed('thing', thing))).toEqual([]);
    const documented = rows.map(([, action]) => action);
    expect(Object.keys(names.deed).filter((action) => !documented.includes(action))).toEqual([]);
  });

  it('tells a value that it does not know from its own name', () => {
    expect(spelled('trunk.registration_lost')).toBe('Trunk registration lost');
    expect(spelled('afterSeconds')).toBe('After seconds');
    expect(isNamed('deed', 'constructor')).toBe(false);
    expect(sentence('caller hung up')).toBe('Caller hung up');
  });
});
