import type {
  HealthAlert,
  HealthResource,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { Panel } from '@platform-ops/backstage-plugin-platform-ops-react';
import { AlertList } from './AlertList';
import { ResourceList } from './ResourceList';
import styles from './Evidence.module.css';

/** What the state rests on beside indicators. */
export function Evidence(props: {
  alerts: readonly HealthAlert[];
  resources: readonly HealthResource[];
  entityRef: string;
  /** Somebody silenced an alert, or ended a silence. */
  onChanged: () => void;
}) {
  const { alerts, resources, entityRef, onChanged } = props;
  if (alerts.length === 0 && resources.length === 0) {
    return null;
  }
  return (
    <div className={styles.panels}>
      {alerts.length > 0 && (
        <Panel title="Alerts that fire">
          <AlertList
            alerts={alerts}
            entityRef={entityRef}
            onChanged={onChanged}
          />
        </Panel>
      )}
      {resources.length > 0 && (
        <Panel title="What runs">
          <ResourceList resources={resources} />
        </Panel>
      )}
    </div>
  );
}
