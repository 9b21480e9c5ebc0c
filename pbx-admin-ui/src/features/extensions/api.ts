import { answer, api, ifMatch, once } from '~/api/client';
import type {
  Device,
  DeviceCertificate,
  DeviceLocation,
  DeviceWithCredentials,
  EnrolmentPassword,
  EnrolmentPasswordOrdered,
  Extension,
  ExtensionRecording,
  Location,
  Page,
} from '~/api/model';

export type ExtensionDraft = Pick<Extension, 'number' | 'displayName' | 'enabled' | 'voicemail'> &
  Record<string, unknown>;
export type DeviceDraft = Pick<
  Device,
  'name' | 'digestFloor' | 'keying' | 'exception' | 'mayCall' | 'enabled' | 'certificateRequired' | 'digits'
>;

export function fetchExtensions(
  search: string | undefined,
  cursor: string | undefined,
): Promise<Page<Extension>> {
  return answer(api.GET('/api/v1/extensions', { params: { query: { search, cursor, limit: 50 } } }));
}

export function fetchExtension(id: string): Promise<Extension> {
  return answer(api.GET('/api/v1/extensions/{id}', { params: { path: { id } } }));
}

export function createExtension(draft: ExtensionDraft, key: string): Promise<Extension> {
  return answer(api.POST('/api/v1/extensions', { body: draft, params: { header: once(key) } }));
}

export function changeExtension({ id, version }: Extension, draft: ExtensionDraft): Promise<Extension> {
  return answer(
    api.PUT('/api/v1/extensions/{id}', { params: { path: { id }, header: ifMatch(version) }, body: draft }),
  );
}

export function fetchExtensionRecording(id: string): Promise<ExtensionRecording> {
  return answer(api.GET('/api/v1/extensions/{id}/recording', { params: { path: { id } } }));
}

export function recordExtension(id: string, mode: ExtensionRecording['mode']): Promise<ExtensionRecording> {
  return answer(api.PUT('/api/v1/extensions/{id}/recording', { params: { path: { id } }, body: { mode } }));
}

export function deleteExtension(id: string): Promise<unknown> {
  return answer(api.DELETE('/api/v1/extensions/{id}', { params: { path: { id } } }));
}

export function fetchDevices(extensionId: string): Promise<Page<Device>> {
  return answer(api.GET('/api/v1/extensions/{extensionId}/devices', { params: { path: { extensionId } } }));
}

export function createDevice(
  extensionId: string,
  draft: DeviceDraft,
  key: string,
): Promise<DeviceWithCredentials> {
  return answer(
    api.POST('/api/v1/extensions/{extensionId}/devices', {
      params: { path: { extensionId }, header: once(key) },
      body: draft,
    }),
  );
}

const at = ({ extensionId, id }: Device) => ({ extensionId, deviceId: id });

export function changeDevice(device: Device, draft: DeviceDraft): Promise<Device> {
  return answer(
    api.PUT('/api/v1/extensions/{extensionId}/devices/{deviceId}', {
      params: { path: at(device), header: ifMatch(device.version) },
      body: draft,
    }),
  );
}

export function renewCredentials(device: Device): Promise<DeviceWithCredentials> {
  return answer(
    api.POST('/api/v1/extensions/{extensionId}/devices/{deviceId}/credentials', {
      params: { path: at(device) },
    }),
  );
}

export function deleteDevice(device: Device): Promise<unknown> {
  return answer(
    api.DELETE('/api/v1/extensions/{extensionId}/devices/{deviceId}', { params: { path: at(device) } }),
  );
}

export function fetchCertificates(device: Device): Promise<Page<DeviceCertificate>> {
  return answer(
    api.GET('/api/v1/extensions/{extensionId}/devices/{deviceId}/certificates', {
      params: { path: at(device) },
    }),
  );
}

export function enrolDevice(device: Device, request: string, key: string): Promise<DeviceCertificate> {
  return answer(
    api.POST('/api/v1/extensions/{extensionId}/devices/{deviceId}/certificates', {
      params: { path: at(device), header: once(key) },
      body: { request },
    }),
  );
}

export function revokeCertificate(device: Device, certificate: DeviceCertificate): Promise<unknown> {
  return answer(
    api.DELETE('/api/v1/extensions/{extensionId}/devices/{deviceId}/certificates/{certificateId}', {
      params: { path: { ...at(device), certificateId: certificate.id } },
    }),
  );
}

export function fetchEnrolmentPassword(device: Device): Promise<EnrolmentPassword> {
  return answer(
    api.GET('/api/v1/extensions/{extensionId}/devices/{deviceId}/enrolment-password', {
      params: { path: at(device) },
    }),
  );
}

export function orderEnrolmentPassword(device: Device): Promise<EnrolmentPasswordOrdered> {
  return answer(
    api.POST('/api/v1/extensions/{extensionId}/devices/{deviceId}/enrolment-password', {
      params: { path: at(device) },
      body: {},
    }),
  );
}

export function withdrawEnrolmentPassword(device: Device): Promise<unknown> {
  return answer(
    api.DELETE('/api/v1/extensions/{extensionId}/devices/{deviceId}/enrolment-password', {
      params: { path: at(device) },
    }),
  );
}

export function fetchDeviceLocation({ id }: Device): Promise<DeviceLocation> {
  return answer(api.GET('/api/v1/devices/{id}/location', { params: { path: { id } } }));
}

/** Every location of the tenant. */
export async function fetchPlaces(): Promise<Location[]> {
  const all: Location[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<Location> = await answer(
      api.GET('/api/v1/locations', { params: { query: { cursor, limit: 200 } } }),
    );
    all.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return all;
}

/** Puts a phone at a location; without one, at the default. */
export function placeDevice({ id }: Device, locationId: string | undefined): Promise<DeviceLocation> {
  return locationId
    ? answer(api.PUT('/api/v1/devices/{id}/location', { params: { path: { id } }, body: { locationId } }))
    : answer(api.DELETE('/api/v1/devices/{id}/location', { params: { path: { id } } }));
}
