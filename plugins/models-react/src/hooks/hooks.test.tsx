import { TestApiProvider } from '@backstage/frontend-test-utils';
import { renderHook, waitFor } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { modelsApiRef } from '../api';
import { createModelDecoration } from '../blueprints/createModelDecoration';
import { useModelDecorations } from './useModelDecorations';
import { useModelSummary } from './useModelSummary';

describe('useModelSummary', () => {
  it('asks once for the refs of many components', async () => {
    const getModelsByRefs = jest.fn(
      async (refs: readonly string[]) =>
        new Map(refs.map(ref => [ref, { entityRef: ref }])),
    );
    const wrapper = ({ children }: PropsWithChildren) => (
      <TestApiProvider
        apis={[[modelsApiRef, { getModelsByRefs } as never]] as const}
      >
        {children}
      </TestApiProvider>
    );
    const { result } = renderHook(
      () => [
        useModelSummary('model:main/a'),
        useModelSummary('model:main/b'),
        useModelSummary('model:main/a'),
      ],
      { wrapper },
    );
    await waitFor(() => expect(result.current[2].value).toBeDefined());
    expect(getModelsByRefs.mock.calls).toEqual([
      [['model:main/a', 'model:main/b']],
    ]);
    expect(result.current[1].value?.entityRef).toBe('model:main/b');
  });
});

describe('useModelDecorations', () => {
  it('loads each decoration for all refs, and one failure spoils no other', async () => {
    const load = jest.fn(async () => new Map([['model:main/a', 'silver']]));
    const decorations = [
      createModelDecoration<string>({
        id: 'level',
        title: 'Level',
        load,
        component: ({ data }) => <b>{data ?? 'none'}</b>,
      }),
      createModelDecoration({
        id: 'broken',
        title: 'Broken',
        load: async () => {
          throw new Error('unreachable');
        },
        component: () => null,
      }),
    ];
    const refs = ['model:main/a', 'model:main/b'];
    const wrapper = ({ children }: PropsWithChildren) => (
      <TestApiProvider apis={[]}>{children}</TestApiProvider>
    );
    const { result } = renderHook(
      () => useModelDecorations(decorations, refs),
      { wrapper },
    );
    await waitFor(() => expect(result.current.size).toBe(2));
    expect(load).toHaveBeenCalledTimes(1);
    expect(load).toHaveBeenCalledWith(refs, expect.anything());
    expect(result.current.get('level')?.status).toBe('ready');
    expect(result.current.get('broken')).toMatchObject({ status: 'failed' });
  });
});
