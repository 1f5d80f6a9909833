import type { ModelFacetsResponse } from '@platform-ops/backstage-plugin-models-common';
import { RiHistoryLine } from '@remixicon/react';
import type { ModelsQueryState } from '../../hooks/useModelsQuery';
import styles from './StageCounts.module.css';

// What runs comes first: the question is what is in production.
const SHOWN = [
  'production',
  'canary',
  'staging',
  'candidate',
  'draft',
  'archived',
  'rejected',
  'none',
] as const;

const ALWAYS_SHOWN: readonly string[] = SHOWN.slice(0, 4);

/**
 * How many models have a version in each stage. A click filters.
 */
export function StageCounts(props: {
  facets: ModelFacetsResponse | undefined;
  state: ModelsQueryState;
}) {
  const { facets, state } = props;
  const selected = state.filter.stage ?? [];
  const counts = new Map(
    facets?.stage.map(({ value, count }) => [value, count]),
  );
  const stale = facets?.stale.find(({ value }) => value === 'true')?.count ?? 0;
  const staleOnly = state.filter.stale === 'true';
  const shown = SHOWN.filter(
    stage =>
      ALWAYS_SHOWN.includes(stage) ||
      counts.get(stage) ||
      selected.includes(stage),
  );
  return (
    <div className={styles.counts} role="group" aria-label="Models by stage">
      {shown.map(stage => (
        <button
          key={stage}
          type="button"
          className={styles.count}
          data-stage={stage}
          aria-pressed={selected.includes(stage)}
          onClick={() => state.toggle('stage', stage)}
        >
          <span className={styles.number}>
            {facets ? counts.get(stage) ?? 0 : '·'}
          </span>{' '}
          {stage === 'none' ? 'no stage' : stage}
        </button>
      ))}
      {(stale > 0 || staleOnly) && (
        <button
          type="button"
          className={styles.count}
          aria-pressed={staleOnly}
          title="Their registry has not answered for a while; what is shown is the last known state"
          onClick={() => state.setStale(!staleOnly)}
        >
          <RiHistoryLine size={14} aria-hidden />
          <span className={styles.number}>{stale}</span> stale
        </button>
      )}
    </div>
  );
}
