import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act, renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { useModelsSignal } from './useModelsSignal';

describe('useModelsSignal', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('calls back once for a burst about its registry', () => {
    const listeners: ((message: object) => void)[] = [];
    const subscribe = jest.fn(
      (_channel: string, listener: (message: never) => void) => {
        listeners.push(listener as (message: object) => void);
        return { unsubscribe: () => {} };
      },
    );
    const onChange = jest.fn();
    renderHook(() => useModelsSignal(onChange, 'main'), {
      wrapper: ({ children }: PropsWithChildren) => (
        <TestApiProvider apis={[[signalApiRef, { subscribe }]]}>
          {children}
        </TestApiProvider>
      ),
    });
    expect(subscribe).toHaveBeenCalledWith(
      'models:registry',
      expect.anything(),
    );
    const send = (ref: string, revision: number) =>
      act(() => listeners.forEach(listener => listener({ ref, revision })));

    send('other', 1);
    act(() => jest.advanceTimersByTime(5_000));
    expect(onChange).not.toHaveBeenCalled();

    send('main', 2);
    send('main', 3);
    act(() => jest.advanceTimersByTime(5_000));
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('does nothing without a signals backend', () => {
    const onChange = jest.fn();
    renderHook(() => useModelsSignal(onChange), {
      wrapper: ({ children }: PropsWithChildren) => (
        <TestApiProvider apis={[]}>{children}</TestApiProvider>
      ),
    });
    act(() => jest.advanceTimersByTime(60_000));
    expect(onChange).not.toHaveBeenCalled();
  });
});
