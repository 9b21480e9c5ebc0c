import { answer, api, ifMatch } from '~/api/client';
import type { Page, SecurityPolicy, TenantDevice, TokenIssuer } from '~/api/model';

export type PolicyDraft = Pick<
  SecurityPolicy,
  'offerMd5' | 'allowClearMedia' | 'minRegistrationSeconds' | 'maxRegistrationSeconds' | 'refuseFalseClaims'
> &
  Record<string, unknown>;

export function fetchPolicy(): Promise<SecurityPolicy> {
  return answer(api.GET('/api/v1/security-policy'));
}

export function changePolicy({ version }: SecurityPolicy, draft: PolicyDraft): Promise<SecurityPolicy> {
  return answer(api.PUT('/api/v1/security-policy', { params: { header: ifMatch(version) }, body: draft }));
}

export type IssuerDraft = Pick<TokenIssuer, 'enabled' | 'issuer' | 'audience' | 'jwksUrl' | 'claim'> &
  Record<string, unknown>;

/** Whose access tokens phones may use. */
export function fetchIssuer(): Promise<TokenIssuer> {
  return answer(api.GET('/api/v1/token-issuer'));
}

export function changeIssuer({ version }: TokenIssuer, draft: IssuerDraft): Promise<TokenIssuer> {
  return answer(api.PUT('/api/v1/token-issuer', { params: { header: ifMatch(version) }, body: draft }));
}

/** Devices that speak in clear. */
export function fetchExceptions(cursor: string | undefined): Promise<Page<TenantDevice>> {
  return answer(api.GET('/api/v1/devices', { params: { query: { keying: 'clear', cursor, limit: 50 } } }));
}

/** Devices that may sign in by MD5. */
export function fetchOldDigests(cursor: string | undefined): Promise<Page<TenantDevice>> {
  return answer(api.GET('/api/v1/devices', { params: { query: { digestFloor: 'md5', cursor, limit: 50 } } }));
}
