import type { IndicatorId } from '@platform-ops/backstage-plugin-ops-health-common';

/**
 * The value of an indicator of an entity, and how it was asked for.
 */
export interface Reading {
  indicator: IndicatorId;
  /** Missing where nobody mapped it. */
  environment?: string;
  value: number;
  /** Id of the pack, and which of its expressions gave the value. */
  pack: string;
  expression: number;
  /** Id of the rule that joined it. */
  rule: string;
  labels: Record<string, string>;
  extract?: Record<string, string>;
}

/**
 * What a source says of an entity.
 */
export interface Observation {
  entityRef: string;
  sourceId: string;
  observedAt: Date;
  readings: Reading[];
}
