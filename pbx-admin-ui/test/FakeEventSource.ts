/** A stream of events that the test writes. */
export class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static readonly all: FakeEventSource[] = [];

  readyState = 1;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;

  constructor(readonly url: string) {
    super();
    FakeEventSource.all.push(this);
    queueMicrotask(() => this.onopen?.());
  }

  /** Pushes one event to whoever listens to the streams that are open. */
  static push(kind: string, row: unknown): void {
    for (const source of FakeEventSource.all.filter((each) => each.readyState === 1)) {
      source.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(row) }));
    }
  }

  close(): void {
    this.readyState = FakeEventSource.CLOSED;
  }
}
