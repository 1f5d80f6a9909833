import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  useScorecards,
  useScorecardsSignal,
} from '@platform-ops/backstage-plugin-scorecards-react';

/** The scorecards of the entity of this page, read again when verdicts change. */
export function useEntityScorecards() {
  const { entity } = useEntity();
  const loaded = useScorecards(stringifyEntityRef(entity));
  useScorecardsSignal(loaded.reload);
  return loaded;
}
