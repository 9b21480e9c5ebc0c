import { describe, expect, it } from 'vitest';
import { callEndToEnd, callSecure, soundSecure } from './security';
import type { LegSecurity } from '~/api/model';

function leg(keying: string): LegSecurity {
  return {
    transport: 'TLS',
    tlsVersion: 'TLSv1.3',
    tlsCipher: '',
    tlsGroup: '',
    tlsClient: '',
    legacyZone: '',
    keying,
    profile: '',
  };
}

describe('what protects a call', () => {
  it('is end to end where both phones agreed on keys with each other', () => {
    expect(soundSecure(leg('ZRTP'))).toBe(true);
    expect(callSecure([leg('ZRTP'), leg('ZRTP')])).toBe(true);
    expect(callEndToEnd([leg('ZRTP'), leg('ZRTP')])).toBe(true);
  });

  it('is no more than encrypted where anybody else has keys, or nothing is known of the other phone', () => {
    expect(callEndToEnd([leg('SDES'), leg('DTLS')])).toBe(false);
    expect(callEndToEnd([leg('ZRTP'), leg('')])).toBe(false);
    expect(callEndToEnd([leg('ZRTP')])).toBe(false);
  });
});
