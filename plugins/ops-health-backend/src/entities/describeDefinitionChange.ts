import {
  ANNOTATION_SLO,
  formatIndicator,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { OpsHealthConfig } from '../config';
import { readMetricLabels } from '../joins/metricLabelsAnnotation';
import { readHealthDefinition } from './HealthDefinition';
import type { HealthEntity } from './HealthEntity';
import type { SetLimit } from './parseLimits';

const NONE = 'none';

/**
 * What changed in how an entity says that its health is to be read, each in a
 * sentence without its end. What had no effect is no change.
 */
export function describeDefinitionChange(
  before: HealthEntity,
  now: HealthEntity,
  config: OpsHealthConfig,
): string[] {
  // Limits that the configuration sets for many are not its own.
  const ownConfig = { ...config, limits: [] };
  const old = readHealthDefinition(before, ownConfig);
  const own = readHealthDefinition(now, ownConfig);
  const facts: Array<[string, string, string]> = [
    ['tier', String(old.tier), String(own.tier)],
    ['traffic', old.traffic ?? NONE, own.traffic ?? NONE],
    ['metric labels', describeLabels(before), describeLabels(now)],
    [
      'file of objectives',
      before.annotations[ANNOTATION_SLO] ?? NONE,
      now.annotations[ANNOTATION_SLO] ?? NONE,
    ],
  ];
  return [
    ...describeLimits(old.limits, own.limits),
    ...facts
      .filter(([, was, is]) => was !== is)
      .map(([subject, was, is]) => `${subject}: ${was} → ${is}`),
  ];
}

function describeLabels(entity: HealthEntity): string {
  const { labels } = readMetricLabels(entity);
  return labels
    ? Object.entries(labels)
        .map(([name, value]) => `${name}=${value}`)
        .join(',')
    : NONE;
}

function describeLimits(before: SetLimit[], now: SetLimit[]): string[] {
  const indicators = new Set([...before, ...now].map(each => each.indicator));
  return [...indicators].flatMap(indicator => {
    const was = before.filter(each => each.indicator === indicator);
    const is = now.filter(each => each.indicator === indicator);
    const isSameSide =
      new Set([...was, ...is].map(({ operator }) => operator)).size === 1 &&
      was.length === 1 &&
      is.length === 1;
    const words = (limits: SetLimit[]) => describeValues(limits, !isSameSide);
    return words(was) === words(is)
      ? []
      : [`limit of ${indicator}: ${words(was)} → ${words(is)}`];
  });
}

function describeValues(limits: SetLimit[], withOperator: boolean): string {
  return (
    limits
      .map(
        limit =>
          `${withOperator ? `${limit.operator} ` : ''}${formatIndicator(
            limit,
            limit.value,
          )}`,
      )
      .join(', ') || NONE
  );
}
