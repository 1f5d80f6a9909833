import { Text } from '@backstage/ui';
import { AppLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Scorecard } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  SHOWN_VERDICTS,
  VerdictBadge,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { countShown } from '../../controls/groupControls';
import { useCompliancePath } from '../../hooks/useCompliancePath';
import { ScorecardHeadline } from '../EntityScorecards';
import { FrameworkMarks } from '../Framework';
import styles from './ScorecardCard.module.css';

/** One framework: level, score, and how many controls are how. */
export function CardFramework(props: { scorecard: Scorecard }) {
  const { scorecard } = props;
  const pathOf = useCompliancePath();
  const counts = countShown(scorecard.controls);
  return (
    <section className={styles.section} aria-label={scorecard.frameworkTitle}>
      <div className={styles.title}>
        <Text as="h3" variant="body-medium" weight="bold">
          {pathOf ? (
            <AppLink to={pathOf(scorecard.entityRef, scorecard.frameworkId)}>
              {scorecard.frameworkTitle}
            </AppLink>
          ) : (
            scorecard.frameworkTitle
          )}
        </Text>
        <FrameworkMarks framework={scorecard} />
      </div>
      <ScorecardHeadline scorecard={scorecard} />
      <ul className={styles.counts} aria-label="How many controls are how">
        {SHOWN_VERDICTS.filter(verdict => counts[verdict]).map(verdict => (
          <li key={verdict}>
            <VerdictBadge verdict={verdict} count={counts[verdict]} />
          </li>
        ))}
      </ul>
    </section>
  );
}
