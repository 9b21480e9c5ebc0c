import { describe, expect, it } from 'vitest';
import type { TracedMessage } from '~/api/model';
import { label, ladder } from './ladder';

const message = (at: string, sent: boolean, peerAddress: string, text: string): TracedMessage => ({
  at,
  sent,
  peerAddress,
  text,
  edge: 'edge-1',
  edgeAddress: '192.0.2.1:5061',
  transport: 'TLS',
});

describe('label', () => {
  it('is the method of a request, and says where a session is described', () => {
    expect(label('INVITE sip:102@acme.example SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\n')).toBe('INVITE');
    expect(label('INVITE sip:a SIP/2.0\r\nContent-Type: application/sdp\r\n\r\nv=0')).toBe('INVITE (SDP)');
  });

  it('is the status of a response, and what it answers where that is no INVITE', () => {
    expect(label('SIP/2.0 180 Ringing\r\nCSeq: 1 INVITE\r\n\r\n')).toBe('180 Ringing');
    expect(label('SIP/2.0 200 OK\r\nCSeq: 2 BYE\r\n\r\n')).toBe('200 OK · BYE');
  });

  it('is not taken from the body, and nothing breaks it', () => {
    expect(label('SIP/2.0 200 OK\r\n\r\nCSeq: 2 BYE\r\nContent-Type: application/sdp')).toBe('200 OK');
    expect(label('')).toBe('');
  });
});

describe('ladder', () => {
  const drawn = ladder([
    message('2026-11-21T10:00:00.000100Z', false, 'a:1', 'INVITE sip:102 SIP/2.0'),
    message('2026-11-21T10:00:00.002350Z', true, 'b:2', 'INVITE sip:102 SIP/2.0'),
    message('2026-11-21T10:00:01Z', false, 'b:2', 'SIP/2.0 180 Ringing'),
    message('2026-11-21T10:00:01.1Z', true, 'a:1', 'SIP/2.0 180 Ringing'),
  ]);

  it('has who spoke first on the left, the edge beside it, the rest to the right', () => {
    expect(drawn.lanes).toEqual(['a:1', null, 'b:2']);
    expect(drawn.steps.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 2],
      [2, 1],
      [1, 0],
    ]);
  });

  it('counts time from the first message, to the microsecond', () => {
    expect(drawn.steps.map(({ afterMs }) => afterMs)).toEqual([0, 2.25, 999.9, 1099.9]);
  });

  it('of nothing is nothing but the edge', () => {
    expect(ladder([])).toEqual({ lanes: [null], steps: [] });
  });
});
