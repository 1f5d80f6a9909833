import type { EntityHealth } from '@platform-ops/backstage-plugin-ops-health-common';
import { ExternalLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import styles from './HealthCard.module.css';

const TITLES: Record<EntityHealth['links'][number]['kind'], string> = {
  runbook: 'Runbook',
  dashboard: 'Dashboard',
  logs: 'Logs',
  traces: 'Traces',
  'on-call': 'On-call',
};

/** Where to go on when something is wrong. */
export function HealthLinks(props: { links: EntityHealth['links'] }) {
  if (props.links.length === 0) {
    return null;
  }
  return (
    <ul className={styles.links} aria-label="Where to look further">
      {props.links.map(({ kind, url }) => (
        <li key={`${kind} ${url}`}>
          <ExternalLink href={url}>{TITLES[kind]}</ExternalLink>
        </li>
      ))}
    </ul>
  );
}
