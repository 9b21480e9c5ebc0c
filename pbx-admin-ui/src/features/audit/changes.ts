import type { AuditEvent } from '~/api/model';
import { isNamed, useName } from '~/lib/names';
import { dateTime } from '~/lib/time';
import { useWords } from './words';

export interface Change {
  field: string;
  before: string;
  after: string;
}

/** What an audited record said, field by field; only what differs. The trail keeps JSON, as a text or as values. */
export function changes(before: unknown, after: unknown): Change[] {
  const old = flat(read(before));
  const now = flat(read(after));
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((field) => old.get(field) !== now.get(field))
    .map((field) => ({ field, before: old.get(field) ?? '–', after: now.get(field) ?? '–' }));
}

function read(value: unknown): unknown {
  if (typeof value !== 'string') {
    return value;
  }
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function flat(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) {
    return into;
  }
  if (typeof value === 'object') {
    for (const [name, part] of Object.entries(value)) {
      flat(part, path === '' ? name : `${path}.${name}`, into);
    }
    return into;
  }
  return into.set(path === '' ? 'value' : path, typeof value === 'string' ? value : JSON.stringify(value));
}

const identity = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What an entry is about, as one would say it: "Extension 101 Aoife Brennan". */
export function useTargetName(): (event: AuditEvent) => string {
  const thing = useName('thing');
  return (event) => {
    const parts = flat(read(event.after) ?? read(event.before));
    const called = [
      parts.get('number') ?? parts.get('extension'),
      parts.get('displayName') ?? parts.get('name') ?? parts.get('username'),
    ].filter((word) => word !== undefined && word !== '' && !identity.test(word));
    // Where nothing names it, a number or an address does; a bare identity says nothing to a person.
    const { kind, id } = event.target;
    return [thing(kind), ...(called.length > 0 || identity.test(id) ? called : [id])].join(' ');
  };
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[\d.]*Z$/;

/** The names of an audited record's parts, and their values as a person reads them. */
export function useFieldWords() {
  const say = useWords();
  const field = useName('field');
  const role = useName('role');
  const floor = useName('digestFloor');
  const keying = useName('keying');
  const digits = useName('digits');
  const enums: Record<string, [(value: string) => string, 'role' | 'digestFloor' | 'keying' | 'digits']> = {
    role: [role, 'role'],
    digestFloor: [floor, 'digestFloor'],
    keying: [keying, 'keying'],
    digits: [digits, 'digits'],
  };
  return {
    name: (path: string) => field(path),
    value: (path: string, value: string): string => {
      if (value === 'true' || value === 'false') {
        return say(value === 'true' ? 'yes' : 'no');
      }
      if (instant.test(value)) {
        return dateTime(value);
      }
      const known = enums[path];
      const bare = value.toLowerCase().replaceAll('_', '-');
      return known && isNamed(known[1], bare) ? known[0](bare) : value;
    },
  };
}
