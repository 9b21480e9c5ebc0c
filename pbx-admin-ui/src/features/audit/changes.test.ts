import { describe, expect, it } from 'vitest';
import { changes } from './changes';

describe('changes', () => {
  it('names only what differs, by path', () => {
    const before = { name: 'Desk', voicemail: { enabled: true, afterSeconds: 20 } };
    const after = { name: 'Desk', voicemail: { enabled: true, afterSeconds: 30 } };
    expect(changes(before, after)).toEqual([{ field: 'voicemail.afterSeconds', before: '20', after: '30' }]);
  });

  it('shows what came to be and what is no more', () => {
    expect(changes(null, { name: 'Desk' })).toEqual([{ field: 'name', before: '–', after: 'Desk' }]);
    expect(changes({ name: 'Desk' }, undefined)).toEqual([{ field: 'name', before: 'Desk', after: '–' }]);
  });

  it('reads JSON that the trail keeps as text', () => {
    expect(changes('{"a":1}', '{"a":2}')).toEqual([{ field: 'a', before: '1', after: '2' }]);
  });
});
