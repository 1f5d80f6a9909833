import { Text } from '@backstage/ui';
import type { EntityHealth } from '@platform-ops/backstage-plugin-ops-health-common';
import { HealthBadge } from '@platform-ops/backstage-plugin-ops-health-react';
import { ElapsedTime } from '@platform-ops/backstage-plugin-platform-ops-react';
import { HealthStaleness } from './HealthStaleness';
import styles from './HealthHeadline.module.css';

/** The state of an entity and the reason, in one line. */
export function HealthHeadline(props: { health: EntityHealth }) {
  const { health } = props;
  return (
    <div className={styles.headline}>
      <HealthBadge health={health} size="medium" withoutReason />
      <Text as="p" variant="body-medium" className={styles.reason}>
        {health.reason}
      </Text>
      {health.since && (
        <Text as="span" variant="body-small" color="secondary">
          <ElapsedTime since={health.since} prefix="for" />
        </Text>
      )}
      <HealthStaleness health={health} />
    </div>
  );
}
