import {
  ANNOTATION_METRIC_LABELS,
  type HealthProblem,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { HealthEntity } from '../entities/HealthEntity';

const LABEL_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const MAX_LABELS = 6;

/** The id of the rule that an annotation makes. */
export const ANNOTATION_RULE = 'annotation';

/**
 * The label set that an entity names itself.
 */
export function readMetricLabels(entity: HealthEntity): {
  labels?: Record<string, string>;
  problem?: HealthProblem;
} {
  const text = entity.annotations[ANNOTATION_METRIC_LABELS];
  if (text === undefined) {
    return {};
  }
  const problem = (found: string): { problem: HealthProblem } => ({
    problem: {
      text: `The annotation ${ANNOTATION_METRIC_LABELS} ${found}. Expected are 1 to ${MAX_LABELS} pairs label=value, separated by commas.`,
      annotation: {
        name: ANNOTATION_METRIC_LABELS,
        value:
          entity.kind === 'Model'
            ? `model_name=${entity.name}`
            : `namespace=${entity.namespace},service=${entity.name}`,
      },
    },
  });
  const pairs = text.split(',').map(pair => pair.trim());
  if (pairs.length > MAX_LABELS) {
    return problem(`has ${pairs.length} pairs`);
  }
  const labels: Record<string, string> = {};
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const label = pair.slice(0, equals).trim();
    const value = pair.slice(equals + 1).trim();
    if (equals < 1 || !LABEL_NAME.test(label) || value === '') {
      return problem(`holds '${pair.slice(0, 80)}'`);
    }
    if (label in labels) {
      return problem(`names the label ${label} twice`);
    }
    labels[label] = value;
  }
  return { labels };
}
