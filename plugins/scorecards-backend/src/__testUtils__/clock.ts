/** What waits, waits: only the clock is ours. */
const REAL = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

/** Each test of the file begins at this time, and the clock stands still. */
export function stopClockAt(start: Date | string): void {
  beforeEach(() => {
    jest.useFakeTimers({ now: new Date(start), doNotFake: [...REAL] });
  });

  afterEach(() => {
    jest.useRealTimers();
  });
}

export function moveTo(time: Date | string): void {
  jest.setSystemTime(new Date(time));
}
