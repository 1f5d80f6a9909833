import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import {
  HEALTH_STATES,
  stateWord,
  type HealthRollup,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  HealthBadge,
  opsHealthApiRef,
  useHealthSignal,
  type HealthQuery,
} from '@platform-ops/backstage-plugin-ops-health-react';
import {
  AppLink,
  EmptyState,
  LoadFailure,
  Panel,
  SkeletonLines,
  StateBadge,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { fleetRouteRef } from '../../routes';
import { HealthList } from '../HealthList';
import styles from './RollupCard.module.css';

const SHOWN = 5;

/** How the list is narrowed to what belongs to the entity; a domain's cannot. */
function partsQuery(kind: string, entityRef: string): HealthQuery | undefined {
  switch (kind) {
    case 'system':
      return { system: [entityRef] };
    case 'group':
      return { owner: [entityRef] };
    default:
      return undefined;
  }
}

function StateCounts(props: { rollup: HealthRollup; search?: string }) {
  const fleetPath = useRouteRef(fleetRouteRef)?.();
  const { counts } = props.rollup;
  const shown = HEALTH_STATES.filter(state => counts[state]);
  return (
    <ul className={styles.counts} aria-label="How many are in which state">
      {shown.map(state => {
        const badge = (
          <StateBadge
            state={state}
            label={`${counts[state].toLocaleString('en')} ${stateWord(state)}`}
          />
        );
        return (
          <li key={state}>
            {fleetPath && props.search !== undefined ? (
              <AppLink to={`${fleetPath}?${props.search}&state=${state}`}>
                {badge}
              </AppLink>
            ) : (
              badge
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The health of a system, group or domain, by what belongs to it. */
export function RollupCard() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const kind = entity.kind.toLocaleLowerCase('en-US');
  const api = useApi(opsHealthApiRef);
  const query = partsQuery(kind, entityRef);
  const { value, error, loading, reload } = useLoad(entityRef, async () => {
    const [rollup, parts] = await Promise.all([
      api.getRollup(entityRef),
      query && api.listHealth({ ...query, sort: 'state', limit: SHOWN }),
    ]);
    const known = Object.values(rollup?.counts ?? {}).some(count => count > 0);
    return rollup && known ? { rollup, parts } : undefined;
  });
  useHealthSignal(reload);

  // The table of the fleet page filters by owner, the map does not know owners.
  const search =
    query &&
    new URLSearchParams(
      kind === 'group'
        ? { owner: entityRef, view: 'table' }
        : { system: entityRef },
    ).toString();
  return (
    <Panel title="Health">
      {error && !value && (
        <LoadFailure
          what="the health of its parts"
          error={error}
          onRetry={reload}
        />
      )}
      {!error && !value && loading && (
        <SkeletonLines lines={4} label="Loading the health" />
      )}
      {!error && !value && !loading && (
        <EmptyState
          title="Nothing of it has health yet"
          description="The state of what belongs to it would be here. No source tells about any of it."
        />
      )}
      {value && (
        <div className={styles.body}>
          <div className={styles.headline}>
            <HealthBadge
              health={{ ...value.rollup, stale: false }}
              size="medium"
              withoutReason
            />
            <Text as="p" variant="body-medium">
              {value.rollup.reason}
            </Text>
          </div>
          <StateCounts rollup={value.rollup} search={search} />
          {value.parts && <HealthList items={value.parts.items} />}
          <Text as="p" variant="body-small" color="secondary">
            Only what a source tells about is counted.
          </Text>
        </div>
      )}
    </Panel>
  );
}
