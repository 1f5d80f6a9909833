import { Text } from '@backstage/ui';
import { AppLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Scorecard } from '@platform-ops/backstage-plugin-scorecards-common';
import { VerdictBadge } from '@platform-ops/backstage-plugin-scorecards-react';
import { plainReason } from '../../controls/plainReason';
import { worstControls } from '../../controls/worstControls';
import { useCompliancePath } from '../../hooks/useCompliancePath';
import styles from './ScorecardCard.module.css';

const SHOWN = 5;

/** What needs somebody first, of all frameworks. */
export function WorstControls(props: { scorecards: readonly Scorecard[] }) {
  const pathOf = useCompliancePath();
  const worst = worstControls(props.scorecards, SHOWN);
  if (worst.length === 0) {
    return null;
  }
  return (
    <section className={styles.section} aria-label="What needs somebody first">
      <Text as="h3" variant="body-medium" weight="bold">
        What needs somebody first
      </Text>
      <ul className={styles.worst}>
        {worst.map(({ scorecard, control }) => (
          <li key={`${scorecard.frameworkId} ${control.id}`}>
            <VerdictBadge verdict={control.verdict} />
            <div>
              {pathOf ? (
                <AppLink
                  to={pathOf(
                    scorecard.entityRef,
                    scorecard.frameworkId,
                    control.id,
                  )}
                  variant="body-small"
                >
                  {control.title}
                </AppLink>
              ) : (
                control.title
              )}
              <Text as="p" variant="body-small" color="secondary">
                {[plainReason(control.reason), scorecard.frameworkTitle]
                  .filter(Boolean)
                  .join('. ')}
              </Text>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
