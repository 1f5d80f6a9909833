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
import {
  hasCourse,
  headlineEnvironment,
  isCost,
  readingsOf,
  serversOf,
} from '../../readings';
import { Cost } from '../Cost';
import {
  EntityHealthBoundary,
  HealthHeadline,
  HealthProblems,
  HealthStaleness,
} from '../EntityHealth';
import { Quality } from '../Quality';
import { ChangesAlone } from './ChangesAlone';
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
  onChanged: () => void;
}) {
  const { health, paused, onPause, onChanged } = props;
  const environments = useMemo(() => environmentsOf(health), [health]);
  const view = useHistoryView(environments);
  const readings = readingsOf(health.readings, view.environment);
  const drawn = readings.filter(hasCourse);
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
      <Evidence
        alerts={health.alerts}
        resources={health.resources}
        entityRef={health.entityRef}
        onChanged={onChanged}
      />
      <Objectives entityRef={health.entityRef} live={!paused} />
      <Quality readings={health.readings} />
      {drawn.length === 0 ? (
        <>
          <NoIndicators
            servers={serversOf(health)}
            observed={health.alerts.length + health.resources.length > 0}
          />
          <ChangesAlone
            entityRef={health.entityRef}
            view={view}
            live={isLiveTimeRange(view.range) && !paused}
          />
        </>
      ) : (
        <History
          entityRef={health.entityRef}
          readings={drawn}
          environments={environments}
          view={view}
          live={isLiveTimeRange(view.range)}
          paused={paused}
          onPause={onPause}
        />
      )}
      <Cost readings={readings.filter(isCost)} />
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
    <div className={styles.page}>
      <EntityHealthBoundary loaded={loaded} lines={12}>
        {health => (
          <HealthHistory
            health={health}
            paused={paused}
            onPause={setPaused}
            onChanged={loaded.reload}
          />
        )}
      </EntityHealthBoundary>
      {!loaded.value && !loaded.loading && !loaded.error && <Quality />}
    </div>
  );
}
