import type { ModelFacetsResponse } from '@platform-ops/backstage-plugin-models-common';
import { CountFilter } from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiHistoryLine } from '@remixicon/react';
import type { ModelsQueryState } from '../../hooks/useModelsQuery';

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

const STALE = 'stale' as const;

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
    <CountFilter<(typeof SHOWN)[number] | typeof STALE>
      label="Models by stage"
      items={[
        ...shown.map(stage => ({
          value: stage,
          title: stage === 'none' ? 'no stage' : stage,
          count: facets && (counts.get(stage) ?? 0),
        })),
        ...(stale > 0 || staleOnly
          ? [
              {
                value: STALE,
                title: 'stale',
                count: stale,
                icon: <RiHistoryLine size={14} aria-hidden />,
                description:
                  'Their registry has not answered for a while; what is shown is the last known state',
              },
            ]
          : []),
      ]}
      selected={[...selected, ...(staleOnly ? [STALE] : [])]}
      onToggle={value =>
        value === STALE
          ? state.setStale(!staleOnly)
          : state.toggle('stage', value)
      }
    />
  );
}
