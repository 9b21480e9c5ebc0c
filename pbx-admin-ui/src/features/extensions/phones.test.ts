import { describe, expect, it } from 'vitest';
import { baresipFiles, deskFields, linphoneFields, type PhoneFacts } from './phones';

const facts: PhoneFacts = {
  displayName: 'Aoife Brennan',
  username: '101',
  domain: 'kilmore.example',
  authUsername: 'd7x2',
  password: 'Vq7mTz2k9Lxh',
  proxyHost: 'sip.kilmore.example',
  proxyPort: 5061,
  transport: 'tls',
  srtp: 'sdes',
  expiresSeconds: 300,
};

describe('the settings of a phone', () => {
  it('are one line of accounts for baresip, which speaks encrypted or not at all', () => {
    expect(baresipFiles(facts).accounts).toBe(
      '<sip:101@kilmore.example>;auth_user=d7x2;auth_pass=Vq7mTz2k9Lxh' +
        ';outbound="sip:sip.kilmore.example:5061;transport=tls";mediaenc=srtp-mand;regint=60',
    );
    expect(baresipFiles(facts).config).toContain('srtp.so');
    expect(baresipFiles({ ...facts, srtp: 'off' }).accounts).not.toContain('mediaenc');
  });

  it('tell the authentication name and the extension apart, whatever the make calls them', () => {
    const linphone = new Map(linphoneFields(facts));
    expect(linphone.get('Username')).toBe('101');
    expect(linphone.get('User ID (Auth ID)')).toBe('d7x2');
    expect(linphone.get('SIP proxy address')).toBe('<sip:sip.kilmore.example:5061;transport=tls>');
    const desk = new Map(deskFields(facts));
    expect(desk.get('User Name')).toBe('101');
    expect(desk.get('Register Name')).toBe('d7x2');
    expect(desk.get('RTP Encryption (SRTP)')).toBe('Compulsory');
  });

  it('let a phone that agrees on keys with phones alone speak in clear where it calls for help', () => {
    const linphone = new Map(linphoneFields({ ...facts, srtp: 'zrtp' }));
    expect(linphone.get('Media encryption')).toBe('ZRTP');
    expect(linphone.has('Media encryption mandatory')).toBe(false);
  });

  it('say so where a phone is an exception and speaks in clear', () => {
    const clear = { ...facts, srtp: 'off' };
    expect(new Map(deskFields(clear)).get('RTP Encryption (SRTP)')).toBe('Disabled');
    expect(new Map(linphoneFields(clear)).has('Media encryption mandatory')).toBe(false);
  });
});
