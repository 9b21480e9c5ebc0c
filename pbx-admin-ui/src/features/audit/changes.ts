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
