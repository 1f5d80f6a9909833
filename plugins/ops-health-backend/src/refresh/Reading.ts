import type { OfIndicator } from '@platform-ops/backstage-plugin-ops-health-common';

/**
 * The value of an indicator of an entity, and how it was asked for.
 */
export interface Reading extends OfIndicator {
  /** Missing where nobody mapped it. */
  environment?: string;
  value: number;
  /**
   * Id of the pack, and which of its expressions gave the value; of an indicator
   * that a person defined what defined it.
   */
  pack: string;
  expression: number;
  /** Id of the rule that joined it. */
  rule: string;
  labels: Record<string, string>;
  extract?: Record<string, string>;
  /** By which an indicator is told that a person defined. */
  query?: string;
  /** As in `OwnIndicator`. */
  dimension?: string;
  /** E.g. of how many series it is the highest. */
  note?: string;
  /** Where it is older than the observation, milliseconds since the epoch. */
  observedAt?: number;
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
