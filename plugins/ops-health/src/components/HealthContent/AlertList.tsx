import type { HealthAlert } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  ElapsedTime,
  EntityLink,
  ExternalLink,
  StaleMark,
  StateBadge,
  formatClockTime,
  type State,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { AlertActions } from './AlertActions';
import styles from './Evidence.module.css';

const LOOKS: Record<HealthAlert['severity'], State> = {
  page: 'bad',
  ticket: 'warning',
  info: 'idle',
};
const USER_REF = /^user:[^\s/]+\/\S+$/;

function Suppression(props: { alert: HealthAlert }) {
  const { suppressed } = props.alert;
  if (!suppressed) {
    return null;
  }
  const { by, until, comment, createdBy } = suppressed;
  return (
    <span>
      {by === 'silence' ? 'silenced' : 'inhibited by another alert'}
      {createdBy && (
        <>
          {' by '}
          {USER_REF.test(createdBy) ? (
            <EntityLink entityRef={createdBy} />
          ) : (
            createdBy
          )}
        </>
      )}
      {until && ` until ${formatClockTime(until)}`}
      {comment && `: ${comment}`}
    </span>
  );
}

function AlertBadge(props: { alert: HealthAlert }) {
  const { severity, suppressed, stale, lapsed } = props.alert;
  if (lapsed) {
    return <StateBadge state="unknown" label="not known" />;
  }
  return (
    <StateBadge
      state={suppressed ? 'idle' : LOOKS[severity]}
      label={suppressed ? 'suppressed' : severity}
      stale={stale}
    />
  );
}

/** The alerts that fire; a suppressed one tells nobody and decides nothing. */
export function AlertList(props: {
  alerts: readonly HealthAlert[];
  entityRef: string;
  onChanged: () => void;
}) {
  const { alerts, entityRef, onChanged } = props;
  return (
    <ul className={styles.list}>
      {alerts.map(alert => (
        <li
          key={`${alert.source} ${alert.fingerprint}`}
          className={styles.item}
        >
          <span className={styles.name}>{alert.name}</span>
          <AlertBadge alert={alert} />
          <span className={styles.detail}>
            <span>{alert.summary}</span>
            <ElapsedTime since={alert.startsAt} prefix="for" />
            <span>{alert.environment}</span>
            {alert.stale && (
              <StaleMark since={alert.seenAt} source={alert.source} />
            )}
            <Suppression alert={alert} />
            {alert.runbookUrl && (
              <ExternalLink href={alert.runbookUrl}>Runbook</ExternalLink>
            )}
            {alert.url && (
              <ExternalLink href={alert.url}>Open in the source</ExternalLink>
            )}
            <AlertActions
              alert={alert}
              entityRef={entityRef}
              onChanged={onChanged}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
