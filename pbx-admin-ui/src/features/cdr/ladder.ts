import type { TracedMessage } from '~/api/model';

/** Where a message goes: columns of the ladder, counted from the left. */
export interface Step {
  message: TracedMessage;
  from: number;
  to: number;
  /** Method, or status with its phrase. */
  label: string;
  /** Milliseconds after the first. */
  afterMs: number;
}

export interface Ladder {
  /** Titles of the columns: addresses of the other ends, and `null` for the edge. */
  lanes: (string | null)[];
  steps: Step[];
}

/** What a message is, in a few words, read from its first lines. */
export function label(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1);
  const head = text.split(/\r?\n\r?\n/, 1)[0] ?? '';
  const session = /^Content-Type:\s*application\/sdp/im.test(head) ? ' (SDP)' : '';
  if (!first.startsWith('SIP/2.0 ')) {
    const [method = ''] = first.split(' ', 1);
    return method + session;
  }
  const answered = /^CSeq:\s*\d+\s+(\S+)/im.exec(head)?.[1];
  const status = first.slice('SIP/2.0 '.length).trim();
  return status + (answered === undefined || answered === 'INVITE' ? '' : ` · ${answered}`) + session;
}

/** Microseconds since 1970; more than a Date holds. */
function micros(at: string): number {
  const fraction = /\.(\d+)/.exec(at)?.[1] ?? '';
  const whole = Date.parse(at.replace(/\.\d+/, ''));
  return whole * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

/** One column for each end: who spoke first on the left, the edge beside it, everybody else to the right. */
export function ladder(messages: readonly TracedMessage[]): Ladder {
  const ends = [...new Set(messages.map((message) => message.peerAddress))];
  const lanes = [...ends.slice(0, 1), null, ...ends.slice(1)];
  const edge = lanes.indexOf(null);
  const begun = messages[0] ? micros(messages[0].at) : 0;
  return {
    lanes,
    steps: messages.map((message) => {
      const end = lanes.indexOf(message.peerAddress);
      return {
        message,
        from: message.sent ? edge : end,
        to: message.sent ? end : edge,
        label: label(message.text),
        afterMs: (micros(message.at) - begun) / 1000,
      };
    }),
  };
}
