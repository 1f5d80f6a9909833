import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  act,
  render,
  renderHook,
  screen,
  waitFor,
} from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { opsHealthApiRef } from '../api';
import { HealthBadge } from '../components';
import { useHealth } from './useHealth';
import { useHealthSignal } from './useHealthSignal';
import { useHealthSummary } from './useHealthSummary';

describe('reading health', () => {
  it('asks once for what many components show', async () => {
    const getHealth = jest.fn(async (entityRef: string) => ({ entityRef }));
    const getHealthByRefs = jest.fn(
      async (refs: readonly string[]) =>
        new Map(refs.slice(1).map(ref => [ref, { entityRef: ref }])),
    );
    const api = { getHealth, getHealthByRefs } as never;
    const wrapper = ({ children }: PropsWithChildren) => (
      <TestApiProvider apis={[[opsHealthApiRef, api]] as const}>
        {children}
      </TestApiProvider>
    );
    const { result } = renderHook(
      () => ({
        one: useHealth('model:main/a'),
        same: useHealth('model:main/a'),
        missing: useHealthSummary('model:main/a'),
        row: useHealthSummary('model:main/b'),
      }),
      { wrapper },
    );
    await waitFor(() => expect(result.current.row.value).toBeDefined());
    expect(result.current.same.value?.entityRef).toBe('model:main/a');
    expect(result.current.missing).toMatchObject({
      loading: false,
      value: undefined,
    });
    expect(getHealth).toHaveBeenCalledTimes(1);
    expect(getHealthByRefs.mock.calls).toEqual([
      [['model:main/a', 'model:main/b']],
    ]);
  });
});

describe('useHealthSignal', () => {
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
    renderHook(() => useHealthSignal(onChange), {
      wrapper: ({ children }: PropsWithChildren) => (
        <TestApiProvider apis={[[signalApiRef, { subscribe }]]}>
          {children}
        </TestApiProvider>
      ),
    });
    renderHook(() => useHealthSignal(onChange), {
      wrapper: ({ children }: PropsWithChildren) => (
        <TestApiProvider apis={[]}>{children}</TestApiProvider>
      ),
    });
    expect(subscribe).toHaveBeenCalledWith(
      'ops-health:fleet',
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

describe('HealthBadge', () => {
  it('says the state and why, and that nothing is known', () => {
    render(
      <>
        <HealthBadge
          health={{ state: 'good', stale: true, reason: 'All limits are kept' }}
        />
        <HealthBadge health={undefined} />
      </>,
    );
    expect(screen.getByTitle('All limits are kept')).toHaveTextContent(
      'healthy, stale: All limits are kept',
    );
    expect(screen.getByTitle('No source tells about it')).toHaveTextContent(
      'unknown',
    );
  });
});
