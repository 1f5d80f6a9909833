import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { scorecardsApiRef } from '../api';
import { useControlExplanation } from './useControlExplanation';
import { useScorecards } from './useScorecards';
import { useScorecardsSignal } from './useScorecardsSignal';

describe('reading scorecards', () => {
  it('asks once for what many components show', async () => {
    const getScorecards = jest.fn(async () => [{ frameworkId: 'house' }]);
    const explainControl = jest.fn(async () => undefined);
    const api = { getScorecards, explainControl } as never;
    const wrapper = ({ children }: PropsWithChildren) => (
      <TestApiProvider apis={[[scorecardsApiRef, api]] as const}>
        {children}
      </TestApiProvider>
    );
    const { result } = renderHook(
      () => ({
        one: useScorecards('model:main/a'),
        same: useScorecards('model:main/a'),
        control: useControlExplanation({
          entityRef: 'model:main/a',
          frameworkId: 'house',
          controlId: 'gone',
        }),
      }),
      { wrapper },
    );
    await waitFor(() => expect(result.current.same.value).toHaveLength(1));
    await waitFor(() => expect(result.current.control.loading).toBe(false));
    expect(getScorecards).toHaveBeenCalledTimes(1);
    expect(result.current.control).toMatchObject({
      value: undefined,
      error: undefined,
    });
  });
});

describe('useScorecardsSignal', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('calls back once for a burst, and never without signals', () => {
    const listeners: ((message: object) => void)[] = [];
    const subscribe = jest.fn(
      (_channel: string, listener: (message: never) => void) => {
        listeners.push(listener as (message: object) => void);
        return { unsubscribe: () => {} };
      },
    );
    const onChange = jest.fn();
    renderHook(() => useScorecardsSignal(onChange), {
      wrapper: ({ children }: PropsWithChildren) => (
        <TestApiProvider apis={[[signalApiRef, { subscribe }]]}>
          {children}
        </TestApiProvider>
      ),
    });
    renderHook(() => useScorecardsSignal(onChange), {
      wrapper: ({ children }: PropsWithChildren) => (
        <TestApiProvider apis={[]}>{children}</TestApiProvider>
      ),
    });
    expect(subscribe).toHaveBeenCalledWith(
      'scorecards:verdicts',
      expect.anything(),
    );
    const send = (revision: number) =>
      act(() => listeners.forEach(listener => listener({ revision })));
    send(1);
    send(2);
    act(() => jest.advanceTimersByTime(60_000));
    expect(onChange).toHaveBeenCalledTimes(1);
  });
});
