import { act, renderHook, waitFor } from '@testing-library/react';
import { RefBatcher } from './RefBatcher';
import { toSearch } from './toSearch';
import { useInterval } from './useInterval';
import { useLoad } from './useLoad';

describe('useLoad', () => {
  it('keeps the value while reading again and when that fails', async () => {
    const load = jest.fn<Promise<string>, []>().mockResolvedValueOnce('first');
    const { result } = renderHook(() => useLoad('key', load));
    expect(result.current).toMatchObject({ loading: true, value: undefined });
    await waitFor(() => expect(result.current.value).toBe('first'));

    load.mockRejectedValueOnce(new Error('down'));
    act(() => result.current.reload());
    expect(result.current).toMatchObject({ loading: true, value: 'first' });
    await waitFor(() => expect(result.current.error?.message).toBe('down'));
    expect(result.current.value).toBe('first');
  });

  it('drops an answer to an older question', async () => {
    const answers = new Map<string, (value: string) => void>();
    const { result, rerender } = renderHook(
      ({ id }) =>
        useLoad(
          id,
          () => new Promise<string>(resolve => answers.set(id, resolve)),
        ),
      { initialProps: { id: 'a' } },
    );
    rerender({ id: 'b' });
    await act(async () => answers.get('b')?.('answer b'));
    await act(async () => answers.get('a')?.('answer a'));
    expect(result.current.value).toBe('answer b');
  });
});

describe('useLoad with keepPrevious', () => {
  it('says whether what stays answers an earlier question', async () => {
    const { result, rerender } = renderHook(
      ({ id }) => useLoad(id, async () => id, { keepPrevious: true }),
      { initialProps: { id: 'a' } },
    );
    await waitFor(() => expect(result.current.value).toBe('a'));
    // Read again, the answer is old but not to another question.
    act(() => result.current.reload());
    expect(result.current).toMatchObject({ loading: true, outdated: false });
    await waitFor(() => expect(result.current.loading).toBe(false));

    rerender({ id: 'b' });
    expect(result.current).toMatchObject({ value: 'a', outdated: true });
    await waitFor(() =>
      expect(result.current).toMatchObject({ value: 'b', outdated: false }),
    );
  });
});

describe('RefBatcher', () => {
  it('asks once for what is asked in the same moment', async () => {
    const load = jest.fn(async (refs: string[]) => new Map([[refs[0], 1]]));
    const batcher = new RefBatcher<number>(load);
    await expect(
      Promise.all([batcher.load('a'), batcher.load('b'), batcher.load('a')]),
    ).resolves.toEqual([1, undefined, 1]);
    expect(load.mock.calls).toEqual([[['a', 'b']]]);

    load.mockRejectedValueOnce(new Error('down'));
    await expect(batcher.load('c')).rejects.toThrow('down');
  });
});

describe('toSearch', () => {
  it('repeats lists and leaves out what is not set', () => {
    expect(
      toSearch({
        text: 'a & b',
        state: ['bad', 'warning'],
        limit: 5,
        sort: '',
      }),
    ).toBe('?text=a+%26+b&state=bad&state=warning&limit=5');
    expect(toSearch({ text: undefined })).toBe('');
  });
});

describe('useInterval', () => {
  const hide = (hidden: boolean) => {
    Object.defineProperty(document, 'hidden', {
      configurable: true,
      value: hidden,
    });
    document.dispatchEvent(new Event('visibilitychange'));
  };

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    jest.useRealTimers();
    hide(false);
  });

  it('pauses, and catches up once after the tab was hidden', () => {
    const callback = jest.fn();
    const { rerender } = renderHook(
      ({ every }) => useInterval(callback, every),
      { initialProps: { every: 1_000 as number | undefined } },
    );
    jest.advanceTimersByTime(2_000);
    expect(callback).toHaveBeenCalledTimes(2);

    hide(true);
    jest.advanceTimersByTime(5_000);
    expect(callback).toHaveBeenCalledTimes(2);
    hide(false);
    expect(callback).toHaveBeenCalledTimes(3);

    rerender({ every: undefined });
    jest.advanceTimersByTime(5_000);
    expect(callback).toHaveBeenCalledTimes(3);
  });
});
