import type { HealthJoin } from '@platform-ops/backstage-plugin-ops-health-common';
import styles from './HealthCard.module.css';

/** In which source, and as what, the entity was found. */
export function HealthJoins(props: { joins: readonly HealthJoin[] }) {
  if (props.joins.length === 0) {
    return null;
  }
  return (
    <ul className={styles.joins} aria-label="Where this comes from">
      {props.joins.map(({ source, rule, labels }) => {
        const pairs = Object.entries(labels).map(pair => pair.join('='));
        return (
          <li key={`${source} ${rule} ${pairs}`}>
            from {source} as <code>{pairs.join(', ')}</code>
            {rule === 'annotation' ? ', by annotation' : `, by rule ${rule}`}
          </li>
        );
      })}
    </ul>
  );
}
