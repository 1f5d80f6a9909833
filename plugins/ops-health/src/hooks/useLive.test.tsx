import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act, renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { useLive } from './useLive';

describe('useLive', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('reads now and then and on signals, rests while paused, and catches up', () => {
    let signal = (_: object) => {};
    const signals = {
      subscribe: (_: string, listener: (message: never) => void) => {
        signal = listener as typeof signal;
        return { unsubscribe: () => {} };
      },
    };
    const reload = jest.fn();
    const { rerender } = renderHook(({ live }) => useLive(reload, live), {
      initialProps: { live: true },
      wrapper: ({ children }: PropsWithChildren) => (
        <TestApiProvider apis={[[signalApiRef, signals]]}>
          {children}
        </TestApiProvider>
      ),
    });
    act(() => jest.advanceTimersByTime(60_000));
    expect(reload).toHaveBeenCalledTimes(2);
    act(() => signal({ ref: 'fleet', revision: 2 }));
    act(() => jest.advanceTimersByTime(5_000));
    expect(reload).toHaveBeenCalledTimes(3);

    rerender({ live: false });
    act(() => signal({ ref: 'fleet', revision: 3 }));
    act(() => jest.advanceTimersByTime(120_000));
    expect(reload).toHaveBeenCalledTimes(3);

    rerender({ live: true });
    expect(reload).toHaveBeenCalledTimes(4);
  });
});
