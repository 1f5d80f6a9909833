import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { EntityHealth } from '@platform-ops/backstage-plugin-ops-health-common';
import { useHealth } from '@platform-ops/backstage-plugin-ops-health-react';
import {
  Panel,
  isLiveTimeRange,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo, useState } from 'react';
import { useHistoryView } from '../../hooks/useHistoryView';
import { useLive } from '../../hooks/useLive';
import { headlineEnvironment, readingsOf, serversOf } from '../../readings';
import {
  EntityHealthBoundary,
  HealthHeadline,
  HealthProblems,
  HealthStaleness,
} from '../EntityHealth';
import { Evidence } from './Evidence';
import { History } from './History';
import { NoIndicators } from './NoIndicators';
import { Objectives } from './Objectives';
import { ReasonList } from './ReasonList';
import styles from './HealthContent.module.css';

/** The one that decides comes first. */
function environmentsOf(health: EntityHealth): string[] {
  const names = new Set([
    ...health.environments.map(({ environment }) => environment),
    ...health.readings.map(({ environment }) => environment),
  ]);
  const first = headlineEnvironment(health);
  return [...names].sort(
    (one, other) =>
      Number(other === first) - Number(one === first) ||
      one.localeCompare(other, 'en'),
  );
}

function HealthHistory(props: {
  health: EntityHealth;
  paused: boolean;
  onPause: (paused: boolean) => void;
}) {
  const { health, paused, onPause } = props;
  const environments = useMemo(() => environmentsOf(health), [health]);
  const view = useHistoryView(environments);
  const readings = readingsOf(health.readings, view.environment);
  return (
    <div className={styles.page}>
      <Panel title="Now" action={<HealthStaleness health={health} />}>
        <div className={styles.now}>
          {health.reasons.length > 0 ? (
            <ReasonList
              reasons={health.reasons}
              headlineEnvironment={environments[0]}
            />
          ) : (
            <HealthHeadline health={health} />
          )}
          <HealthProblems problems={health.problems} />
        </div>
      </Panel>
      <Evidence alerts={health.alerts} resources={health.resources} />
      <Objectives entityRef={health.entityRef} live={!paused} />
      {readings.length === 0 ? (
        <NoIndicators servers={serversOf(health)} />
      ) : (
        <History
          entityRef={health.entityRef}
          readings={readings}
          environments={environments}
          view={view}
          live={isLiveTimeRange(view.range)}
          paused={paused}
          onPause={onPause}
        />
      )}
    </div>
  );
}

/** How the indicators of an entity have moved, and why it is as it is. */
export function HealthContent() {
  const { entity } = useEntity();
  const loaded = useHealth(stringifyEntityRef(entity));
  const [paused, setPaused] = useState(false);
  useLive(loaded.reload, !paused);
  return (
    <EntityHealthBoundary loaded={loaded} lines={12}>
      {health => (
        <HealthHistory health={health} paused={paused} onPause={setPaused} />
      )}
    </EntityHealthBoundary>
  );
}
