import type {
  AuditEvent,
  CallRecord,
  Conference,
  LegScore,
  LiveCall,
  Mailbox,
  Registration,
} from '~/api/model';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

/** What became of a registration: "bound", "refreshed", or why it ended. */
export interface RegistrationNews {
  kind: string;
  bound: boolean;
  registration: Registration;
}

/** A leg of a live call that is heard otherwise than before; null: it is not judged any more. */
export interface ScoredLeg {
  callId: string;
  legId: string;
  score: LegScore | null;
}

/** What the server pushes; each carries the same row as the list of its kind, where there is one. */
export interface LiveRows {
  call: LiveCall;
  /** Of many calls together. */
  scores: ScoredLeg[];
  /** Without participants where the last has left. */
  conference: Conference;
  registration: RegistrationNews;
  mailbox: Mailbox;
  record: CallRecord;
  audit: AuditEvent;
}

export type LiveKind = keyof LiveRows;

export type LiveState = 'off' | 'connecting' | 'live' | 'lost';

type Listener = (row: unknown) => void;

const kinds: readonly LiveKind[] = [
  'call',
  'scores',
  'conference',
  'registration',
  'mailbox',
  'record',
  'audit',
];
const listeners = new Map<LiveKind, Set<Listener>>();
const resumed = new Set<() => void>();
const watchers = new Set<() => void>();
let state: LiveState = 'off';

function become(next: LiveState): void {
  if (next !== state) {
    state = next;
    watchers.forEach((watch) => watch());
  }
}

/**
 * Opens the one stream of the console and hands each event to who listens. Comes back by itself, slower each time;
 * whoever asked for it is told after a gap, because events in a gap are lost and lists must be read again.
 *
 * @returns closes it
 */
export function openLive(address: string, onRefused: () => void): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let gap = false;
  let closed = false;

  const open = () => {
    become(gap ? 'lost' : 'connecting');
    source = new EventSource(address);
    source.onopen = () => {
      failures = 0;
      become('live');
      if (gap) {
        gap = false;
        resumed.forEach((tell) => tell());
      }
    };
    source.onerror = () => {
      gap = true;
      become('lost');
      if (source?.readyState === EventSource.CLOSED && !closed) {
        // The browser gave up: refused, perhaps signed out.
        failures += 1;
        onRefused();
        const pause = Math.min(30_000, 1_000 * 2 ** failures) * (0.75 + Math.random() / 2);
        retry = setTimeout(open, pause);
      }
    };
    for (const kind of kinds) {
      source.addEventListener(kind, (event: MessageEvent<string>) => hand(kind, event));
    }
  };
  open();
  return () => {
    closed = true;
    clearTimeout(retry);
    source?.close();
    become('off');
  };
}

function hand(kind: LiveKind, event: MessageEvent<string>): void {
  let row: unknown;
  try {
    row = JSON.parse(event.data);
  } catch {
    return; // not ours: the next event stands on its own
  }
  listeners.get(kind)?.forEach((listener) => listener(row));
}

/** Calls back with each row of a kind that the server pushes, while the component is there. */
export function useLive<Kind extends LiveKind>(kind: Kind, onRow: (row: LiveRows[Kind]) => void): void {
  const callback = useEffectEvent((row: unknown) => onRow(row as LiveRows[Kind]));
  useEffect(() => {
    const listener: Listener = (row) => callback(row);
    const set = listeners.get(kind) ?? new Set();
    listeners.set(kind, set.add(listener));
    return () => {
      set.delete(listener);
    };
  }, [kind]);
}

/** Calls back when the stream is whole again after a gap. */
export function useLiveResumed(onResumed: () => void): void {
  const callback = useEffectEvent(onResumed);
  useEffect(() => {
    const tell = () => callback();
    resumed.add(tell);
    return () => {
      resumed.delete(tell);
    };
  }, []);
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (watch) => {
      watchers.add(watch);
      return () => watchers.delete(watch);
    },
    () => state,
  );
}
