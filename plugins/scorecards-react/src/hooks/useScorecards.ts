import { useApi } from '@backstage/frontend-plugin-api';
import {
  useSharedLoad,
  type Loaded,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Scorecard } from '@platform-ops/backstage-plugin-scorecards-common';
import { scorecardsApiRef } from '../api';

/**
 * All scorecards of an entity, with their controls.
 *
 * @public
 */
export function useScorecards(entityRef: string): Loaded<Scorecard[]> {
  const api = useApi(scorecardsApiRef);
  return useSharedLoad(api, `scorecards ${entityRef}`, () =>
    api.getScorecards(entityRef),
  );
}
