import type {
  HealthState,
  JoinState,
  QualityIndicatorId,
  SloState,
} from '@platform-ops/backstage-plugin-ops-health-common';

/**
 * Which entities to list.
 *
 * @public
 */
export interface HealthQuery {
  state?: readonly HealthState[];
  /** Refs of systems. */
  system?: readonly string[];
  /** Refs of owners. */
  owner?: readonly string[];
  kind?: readonly string[];
  /** Part of the title or name. */
  text?: string;
  /** `state`: worst first, then the most important, then the longest. */
  sort?: 'state' | 'title';
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

/**
 * Which values of an entity to read.
 *
 * @public
 */
export interface SeriesQuery {
  entityRef: string;
  /** All that the entity has unless told; at most 12. */
  indicator?: readonly string[];
  /** Production unless told. */
  environment?: string;
  /** RFC 3339, inclusive. */
  from: string;
  /** RFC 3339, exclusive. */
  to: string;
  /** About how many points per series. */
  points?: number;
  /** Gives the same span so many seconds earlier too. */
  compareOffsetSeconds?: number;
}

/**
 * Which changes to list.
 *
 * @public
 */
export interface ChangesQuery {
  /** All that one may see, unless told. */
  entityRef?: string;
  /** RFC 3339, inclusive. */
  from?: string;
  /** RFC 3339, exclusive. */
  to?: string;
  limit?: number;
}

/**
 * Which objectives to list.
 *
 * @public
 */
export interface SlosQuery {
  entityRef?: readonly string[];
  state?: readonly SloState[];
  /** Part of the title or name, or of the entity's title. */
  text?: string;
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

/**
 * Which label sets of a source to list.
 *
 * @public
 */
export interface JoinsQuery {
  state?: JoinState;
  text?: string;
  limit?: number;
  cursor?: string;
}

/**
 * Which measurements of quality to list.
 *
 * @public
 */
export interface QualityQuery {
  entityRef: string;
  /** All unless told. */
  environment?: string;
  indicator?: readonly QualityIndicatorId[];
  /** How many measurements of each series, the newest. */
  points?: number;
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

/**
 * Which idle GPUs to list.
 *
 * @public
 */
export interface IdleGpusQuery {
  /** Refs of owners. */
  owner?: readonly string[];
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}
