import { useApiHolder } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import type { ModelDecoration, ModelDecorationData } from '../blueprints';

/**
 * How the data of one decoration stands.
 *
 * @public
 */
export type ModelDecorationState =
  | { status: 'loading' }
  | { status: 'failed'; error: Error }
  | { status: 'ready'; data: ModelDecorationData };

/**
 * Loads what other plugins show beside the given models. Each one loads for
 * itself, so that a slow or broken one holds up nobody.
 *
 * @public
 */
export function useModelDecorations(
  decorations: readonly ModelDecoration[],
  entityRefs: readonly string[],
): ReadonlyMap<string, ModelDecorationState> {
  const apis = useApiHolder();
  const [states, setStates] = useState<
    ReadonlyMap<string, ModelDecorationState>
  >(new Map());
  const key = entityRefs.join('\n');

  useEffect(() => {
    let current = true;
    const refs = key === '' ? [] : key.split('\n');
    const put = (id: string, state: ModelDecorationState) => {
      if (current) {
        setStates(previous => new Map(previous).set(id, state));
      }
    };
    setStates(new Map());
    if (refs.length > 0) {
      for (const decoration of decorations) {
        decoration.load(refs, apis).then(
          data => put(decoration.id, { status: 'ready', data }),
          error => put(decoration.id, { status: 'failed', error }),
        );
      }
    }
    return () => {
      current = false;
    };
  }, [apis, decorations, key]);

  return states;
}
