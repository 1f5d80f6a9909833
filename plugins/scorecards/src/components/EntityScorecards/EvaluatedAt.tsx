import { Text } from '@backstage/ui';
import { StaleMark } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Scorecard } from '@platform-ops/backstage-plugin-scorecards-common';
import { Moment } from '../Moment';

/** Facts seldom hold longer, so the evaluation must have stopped. */
const STALE_MILLISECONDS = 48 * 3_600_000;

/** When an entity was last evaluated, and whether that is too long ago. */
export function EvaluatedAt(props: { scorecard: Scorecard }) {
  const { evaluatedAt } = props.scorecard;
  if (Date.now() - Date.parse(evaluatedAt) > STALE_MILLISECONDS) {
    return <StaleMark since={evaluatedAt} source="the last evaluation" />;
  }
  return (
    <Text as="p" variant="body-small" color="secondary">
      <Moment time={evaluatedAt} prefix="Evaluated" />
    </Text>
  );
}
