import type { Location, LocationInput } from '~/api/model';

/** Elements that the form asks for; others that a location has stay as they are. */
export const elements = ['RD', 'HNO', 'HNS', 'PC', 'A3', 'A1', 'NAM', 'BLD', 'FLR', 'ROOM', 'LOC'] as const;

export interface Fields extends Record<string, unknown> {
  name: string;
  defaultLocation: boolean;
  address: Record<string, string>;
  language: string;
  point: { latitude: string; longitude: string };
}

export function fieldsOf(location: Location | undefined, first: boolean): Fields {
  return {
    name: location?.name ?? '',
    defaultLocation: location?.defaultLocation ?? first,
    address: {
      country: '',
      ...Object.fromEntries(elements.map((name) => [name, ''])),
      ...location?.address,
    },
    language: location?.language ?? '',
    point: {
      latitude: location?.point?.latitude.toString() ?? '',
      longitude: location?.point?.longitude.toString() ?? '',
    },
  };
}

/** Elements that are not among those of the form. */
export function others(location: Location | undefined): string[] {
  const asked: readonly string[] = ['country', ...elements];
  return Object.keys(location?.address ?? {}).filter((name) => !asked.includes(name));
}

/** Whether the field holds degrees within the bound, or nothing where the other has nothing either. */
export function isDegrees(text: string, other: string, most: number): boolean {
  if (text.trim() === '') {
    return other.trim() === '';
  }
  return /^-?[0-9]{1,3}([.,][0-9]{1,12})?$/.test(text.trim()) && Math.abs(degrees(text)) <= most;
}

const degrees = (text: string): number => Number(text.trim().replace(',', '.'));

export function draftOf(fields: Fields): LocationInput {
  const address = Object.entries(fields.address)
    .map(([name, value]) => [name, name === 'country' ? value.trim().toUpperCase() : value.trim()] as const)
    .filter(([, value]) => value !== '');
  const { latitude, longitude } = fields.point;
  return {
    name: fields.name.trim(),
    defaultLocation: fields.defaultLocation,
    address: Object.fromEntries(address),
    language: fields.language.trim(),
    point: latitude.trim() === '' ? null : { latitude: degrees(latitude), longitude: degrees(longitude) },
  };
}

/** On one line, as people write it. */
export function oneLine({ address }: Location): string {
  const part = (...names: string[]) =>
    names
      .map((name) => address[name])
      .filter(Boolean)
      .join(' ');
  return [
    part('NAM'),
    part('RD', 'HNO', 'HNS'),
    part('BLD', 'FLR', 'ROOM'),
    part('PC', 'A3'),
    part('country'),
  ]
    .filter((text) => text !== '')
    .join(', ');
}
