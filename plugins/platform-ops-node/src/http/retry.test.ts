import { readRetryAfter } from './readRetryAfter';
import { retry, RetryableError, type RetryOptions } from './retry';

describe('retry', () => {
  const fail = jest.fn<never, [number]>();
  let waited: number[];

  const run = (error: Error, options: Partial<RetryOptions> = {}) =>
    retry(
      async () => {
        fail(waited.length);
        throw error;
      },
      {
        signal: new AbortController().signal,
        wait: async milliseconds => {
          waited.push(milliseconds);
        },
        random: () => 1,
        ...options,
      },
    );

  beforeEach(() => {
    waited = [];
    fail.mockReset();
  });

  it('tries again after growing pauses, then throws what stands behind', async () => {
    const cause = new Error('busy');
    await expect(run(new RetryableError(cause))).rejects.toBe(cause);
    expect(waited).toEqual([250, 500, 1000]);
    expect(fail).toHaveBeenCalledTimes(4);
  });

  it('waits as long as it is asked to, and no longer than it may', async () => {
    const error = new RetryableError(new Error('busy'), 2_000);
    await expect(run(error, { retries: 1 })).rejects.toThrow('busy');
    expect(waited).toEqual([2_000]);
    await expect(
      run(error, { longestRetryAfterMilliseconds: 1_000 }),
    ).rejects.toThrow('busy');
    expect(waited).toEqual([2_000]);
  });

  it('does not try again what fails otherwise, nor what is no longer wanted', async () => {
    await expect(run(new Error('wrong'))).rejects.toThrow('wrong');
    expect(fail).toHaveBeenCalledTimes(1);
    await expect(
      run(new RetryableError(new Error('busy')), {
        signal: AbortSignal.abort(),
        wait: undefined,
      }),
    ).rejects.toThrow('aborted');
    expect(fail).toHaveBeenCalledTimes(2);
  });
});

it('reads how long a server asks to wait', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const read = (value?: string | string[] | null) => readRetryAfter(value, now);
  expect(read('2')).toBe(2_000);
  expect(read(['3', '4'])).toBe(3_000);
  expect(read('Thu, 01 Jan 2026 00:00:05 GMT')).toBe(5_000);
  expect(read('Wed, 31 Dec 2025 00:00:00 GMT')).toBe(0);
  expect([read('soon'), read(''), read(null), read()]).toEqual(
    Array(4).fill(undefined),
  );
});
