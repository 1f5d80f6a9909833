import { Text } from '@backstage/ui';
import { formatDuration } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { CollectorStatus } from '@platform-ops/backstage-plugin-scorecards-common';
import { useId } from 'react';
import styles from './FactTypes.module.css';

/** What a collector finds out, by how long that holds. */
export function FactTypes(props: { factTypes: CollectorStatus['factTypes'] }) {
  const titleId = useId();
  const durations = [
    ...new Set(props.factTypes.map(({ validForSeconds }) => validForSeconds)),
  ].sort((one, other) => one - other);
  if (durations.length === 0) {
    return null;
  }
  return (
    <section className={styles.facts} aria-labelledby={titleId}>
      <Text as="h3" id={titleId} variant="body-small" weight="bold">
        What it finds out
      </Text>
      <ul>
        {durations.map(seconds => (
          <li key={seconds}>
            {props.factTypes
              .filter(({ validForSeconds }) => validForSeconds === seconds)
              .map(({ title }) => title)
              .join('; ')}{' '}
            <span className={styles.holds}>
              holds for {formatDuration(seconds)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
