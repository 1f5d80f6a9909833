import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import type { EntityHealth } from '@platform-ops/backstage-plugin-ops-health-common';
import { HealthBadge } from '@platform-ops/backstage-plugin-ops-health-react';
import {
  EntityLink,
  Panel,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useEntityHealth } from '../../hooks/useEntityHealth';
import { headlineEnvironment, serversOf } from '../../readings';
import {
  EntityHealthBoundary,
  HealthHeadline,
  HealthProblems,
} from '../EntityHealth';
import { HealthJoins } from './HealthJoins';
import { HealthLinks } from './HealthLinks';
import { IndicatorList } from './IndicatorList';
import { SloBars } from './SloBars';
import styles from './HealthCard.module.css';

/** The other environments; they do not decide the state. */
function OtherEnvironments(props: { health: EntityHealth; shown?: string }) {
  const { environments } = props.health;
  const others = environments.filter(
    ({ environment }) => environment !== props.shown,
  );
  return (
    <>
      {others.map(({ environment, state, reason }) => (
        <div key={environment} className={styles.environment}>
          <Text as="span" variant="body-small" color="secondary">
            {environment}
          </Text>
          <HealthBadge health={{ state, reason, stale: false }} withoutReason />
          <Text as="span" variant="body-small" color="secondary">
            {reason}
          </Text>
        </div>
      ))}
    </>
  );
}

/** What the health is taken from, where it is not the entity's own. */
function ServedBy(props: { health: EntityHealth }) {
  const refs = serversOf(props.health);
  if (refs.length === 0) {
    return null;
  }
  return (
    <Text as="p" variant="body-small" color="secondary">
      {props.health.readings.length > 0
        ? 'As healthy as what serves it: '
        : 'As healthy as what serves it, where its indicators are: '}
      {refs.map((entityRef, index) => (
        <span key={entityRef}>
          {index > 0 && ', '}
          <EntityLink entityRef={entityRef} tab="health" />
        </span>
      ))}
    </Text>
  );
}

function HealthSummaryLines(props: { health: EntityHealth }) {
  const { health } = props;
  const environment = headlineEnvironment(health);
  const unmapped = health.environments.find(
    known => known.environment === environment,
  )?.unmapped;
  return (
    <div className={styles.body}>
      <HealthHeadline health={health} />
      {unmapped && (
        <Text as="p" variant="body-small" color="secondary">
          Its environment is not mapped, so it counts as production.
        </Text>
      )}
      <ServedBy health={health} />
      <HealthProblems problems={health.problems} />
      <IndicatorList health={health} environment={environment} />
      <SloBars health={health} />
      <OtherEnvironments health={health} shown={environment} />
      <HealthLinks links={health.links} />
      <HealthJoins joins={health.joins} />
    </div>
  );
}

/** Whether the entity is healthy, why, and the indicators that say so. */
export function HealthCard() {
  const { entity } = useEntity();
  const loaded = useEntityHealth();
  return (
    <Panel
      title="Health"
      action={
        loaded.value && (
          <EntityLink
            entityRef={stringifyEntityRef(entity)}
            title="Show history"
            tab="health"
          />
        )
      }
    >
      <EntityHealthBoundary loaded={loaded} lines={7}>
        {health => <HealthSummaryLines health={health} />}
      </EntityHealthBoundary>
    </Panel>
  );
}
