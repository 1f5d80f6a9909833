import { useApi } from '@backstage/frontend-plugin-api';
import {
  useLoad,
  type Loaded,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { ExplainedControl } from '@platform-ops/backstage-plugin-scorecards-common';
import { scorecardsApiRef, type ControlQuery } from '../api';

/**
 * What a control says of an entity and all that it rests on. Its value is
 * undefined where it is not asked of the entity.
 *
 * @public
 */
export function useControlExplanation(
  query: ControlQuery,
): Loaded<ExplainedControl | undefined> {
  const api = useApi(scorecardsApiRef);
  const { entityRef, frameworkId, controlId } = query;
  return useLoad(`${entityRef} ${frameworkId} ${controlId}`, () =>
    api.explainControl({ entityRef, frameworkId, controlId }),
  );
}
