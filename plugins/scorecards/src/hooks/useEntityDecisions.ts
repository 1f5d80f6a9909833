import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useLoad } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Decision } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  scorecardsApiRef,
  useScorecardsSignal,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { useMemo } from 'react';

const MOST_DECISIONS = 200;

/** What is in force, or was asked for, for the controls of the entity of this page. */
export interface EntityDecisions {
  of: (frameworkId: string, controlId: string) => readonly Decision[];
  reload: () => void;
}

/** Read again when verdicts change; none until they are there. */
export function useEntityDecisions(): EntityDecisions {
  const { entity } = useEntity();
  const api = useApi(scorecardsApiRef);
  const entityRef = stringifyEntityRef(entity);
  const { value, reload } = useLoad(entityRef, () =>
    api.listDecisions({
      entityRef,
      state: ['approved', 'requested'],
      limit: MOST_DECISIONS,
    }),
  );
  useScorecardsSignal(reload);
  return useMemo(() => {
    const items = value?.items ?? [];
    return {
      of: (frameworkId, controlId) =>
        items.filter(
          decision =>
            decision.frameworkId === frameworkId &&
            decision.controlId === controlId,
        ),
      reload,
    };
  }, [value, reload]);
}
