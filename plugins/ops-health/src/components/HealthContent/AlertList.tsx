import type { HealthAlert } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  ElapsedTime,
  ExternalLink,
  RelativeTime,
  StateBadge,
  type State,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import styles from './Evidence.module.css';

const LOOKS: Record<HealthAlert['severity'], State> = {
  page: 'bad',
  ticket: 'warning',
  info: 'idle',
};

function Suppression(props: { alert: HealthAlert }) {
  const { suppressed } = props.alert;
  if (!suppressed) {
    return null;
  }
  const { by, until, comment } = suppressed;
  return (
    <span>
      {by === 'silence' ? 'silenced' : 'inhibited by another alert'}
      {until && (
        <>
          , ends <RelativeTime time={until} />
        </>
      )}
      {comment && `: ${comment}`}
    </span>
  );
}

/** The alerts that fire; a suppressed one tells nobody and decides nothing. */
export function AlertList(props: { alerts: readonly HealthAlert[] }) {
  return (
    <ul className={styles.list}>
      {props.alerts.map(alert => (
        <li
          key={`${alert.source} ${alert.name} ${alert.environment} ${alert.startsAt}`}
          className={styles.item}
        >
          <span className={styles.name}>{alert.name}</span>
          <StateBadge
            state={alert.suppressed ? 'idle' : LOOKS[alert.severity]}
            label={alert.suppressed ? 'suppressed' : alert.severity}
          />
          <span className={styles.detail}>
            <span>{alert.summary}</span>
            <ElapsedTime since={alert.startsAt} prefix="for" />
            <span>{alert.environment}</span>
            <Suppression alert={alert} />
            {alert.runbookUrl && (
              <ExternalLink href={alert.runbookUrl}>Runbook</ExternalLink>
            )}
            {alert.url && (
              <ExternalLink href={alert.url}>Open in the source</ExternalLink>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
