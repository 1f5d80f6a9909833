import {
  PRODUCTION,
  type EntityHealth,
  type HealthLimit,
  type HealthSummary,
  type IndicatorReading,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { valueAt } from './courses';
import { minutesAgo } from './time';
import type { ExampleEntity, ExampleIndicator } from './types';

const KEPT: Record<HealthLimit['operator'], (v: number, l: number) => boolean> =
  {
    '<': (value, limit) => value < limit,
    '<=': (value, limit) => value <= limit,
    '>': (value, limit) => value > limit,
    '>=': (value, limit) => value >= limit,
  };

export function exampleSummary(entity: ExampleEntity): HealthSummary {
  return {
    entityRef: entity.entityRef,
    title: entity.title,
    kind: entity.entityRef.split(':')[0],
    type: entity.type,
    system: entity.system,
    domain: entity.domain,
    owner: entity.owner,
    tier: entity.tier,
    state: entity.state,
    since: minutesAgo(entity.since),
    reason: entity.reasons[0].text,
    observedAt: minutesAgo(entity.stale ? entity.since : 0.3),
    stale: entity.stale ?? false,
  };
}

function toReading(
  entity: ExampleEntity,
  example: ExampleIndicator,
  environment: string,
): IndicatorReading {
  const { indicator, definition, limit, note } = example;
  const ageMinutes = entity.stale ? entity.since + 3 : 0.3;
  const value =
    valueAt(entity.entityRef, example, Date.parse(minutesAgo(ageMinutes))) ??
    undefined;
  const kept =
    limit && value !== undefined
      ? KEPT[limit.operator](value, limit.value)
      : undefined;
  return {
    indicator,
    definition,
    environment,
    value,
    note: value === undefined ? note ?? 'no data since' : note,
    observedAt: minutesAgo(ageMinutes),
    stale: entity.stale ?? false,
    source: example.source ?? entity.source,
    pack: example.pack ?? 'http',
    currency: example.currency,
    limit: limit && {
      ...limit,
      origin: 'annotation',
      kept,
      brokenSince: kept === false ? minutesAgo(31) : undefined,
    },
  };
}

export function exampleHealth(entity: ExampleEntity): EntityHealth {
  const environment = entity.environment ?? PRODUCTION;
  const { staging } = entity;
  return {
    ...exampleSummary(entity),
    reasons: entity.reasons.map(({ minutes, ...reason }) => ({
      ...reason,
      since: minutes === undefined ? undefined : minutesAgo(minutes),
    })),
    environments: [
      {
        environment,
        unmapped: entity.unmapped ?? false,
        state: entity.state,
        reason: entity.reasons[0].text,
      },
      ...(staging
        ? [{ environment: 'staging', unmapped: false, ...staging }]
        : []),
    ],
    readings: [
      ...entity.indicators.map(each => toReading(entity, each, environment)),
      ...(staging
        ? entity.indicators.map(each =>
            toReading(
              entity,
              { ...each, usual: each.usual * 0.6, course: 'steady' },
              'staging',
            ),
          )
        : []),
    ],
    resources: entity.resources ?? [],
    alerts: entity.alerts ?? [],
    joins: entity.joins ?? [],
    problems: entity.problems ?? [],
    links: entity.links ?? [],
  };
}
