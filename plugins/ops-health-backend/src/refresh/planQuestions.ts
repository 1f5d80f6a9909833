import {
  metricsNeededBy,
  type IndicatorPack,
  type MetricExpression,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { IndicatorId } from '@platform-ops/backstage-plugin-ops-health-common';

/**
 * One expression that a source is to be asked for.
 */
export interface Question {
  pack: IndicatorPack;
  indicator: IndicatorId;
  expression: MetricExpression;
  /** Which of the indicator's expressions in the pack. */
  position: number;
}

/**
 * What to ask a source that has these metrics, the strongest first.
 */
export function planQuestions(
  packs: IndicatorPack[],
  metricNames: ReadonlySet<string>,
): Question[] {
  return packs.flatMap(pack =>
    pack.indicators.flatMap(({ indicator, expressions }) =>
      expressions
        .map((expression, position) => ({
          pack,
          indicator,
          expression,
          position,
        }))
        .filter(({ expression }) =>
          metricsNeededBy(expression).every(name => metricNames.has(name)),
        ),
    ),
  );
}
