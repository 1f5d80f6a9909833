import { Text } from '@backstage/ui';
import { AppLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Scorecard } from '@platform-ops/backstage-plugin-scorecards-common';
import { VerdictBadge } from '@platform-ops/backstage-plugin-scorecards-react';
import { whyDecided } from '../../decisions/whyDecided';
import { useCompliancePath } from '../../hooks/useCompliancePath';
import { useEntityDecisions } from '../../hooks/useEntityDecisions';
import { DecisionNote } from '../Decisions';
import styles from './ScorecardCard.module.css';

/** What is not met and was accepted for a while, with who and until when. */
export function ExemptControls(props: { scorecards: readonly Scorecard[] }) {
  const pathOf = useCompliancePath();
  const decisions = useEntityDecisions();
  const exempt = props.scorecards.flatMap(scorecard =>
    scorecard.controls
      .filter(({ verdict, isUpcoming }) => verdict === 'exempt' && !isUpcoming)
      .map(control => {
        const inForce = decisions
          .of(scorecard.frameworkId, control.id)
          .filter(({ state }) => state === 'approved');
        const reason = whyDecided(control, inForce) ?? control.reason;
        return { scorecard, control, inForce, reason };
      }),
  );
  if (exempt.length === 0) {
    return null;
  }
  return (
    <section className={styles.section} aria-label="Accepted for a while">
      <Text as="h3" variant="body-medium" weight="bold">
        Accepted for a while
      </Text>
      <ul className={styles.worst}>
        {exempt.map(({ scorecard, control, inForce, reason }) => (
          <li key={`${scorecard.frameworkId} ${control.id}`}>
            <VerdictBadge verdict="exempt" />
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
              {inForce.map(decision => (
                <Text key={decision.id} as="p" variant="body-small">
                  <DecisionNote decision={decision} />
                </Text>
              ))}
              {reason && (
                <Text as="p" variant="body-small" color="secondary">
                  {reason}
                </Text>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
