import type {
  DecisionKind,
  DecisionState,
  DecisionStep,
  SampleQuery,
} from '@platform-ops/backstage-plugin-scorecards-common';

/**
 * Which scorecards to list.
 *
 * @public
 */
export interface ScorecardsQuery {
  /** Ids of frameworks. */
  framework?: readonly string[];
  /** Kinds of entities. */
  kind?: readonly string[];
  /** Refs of owners; `none` for what nobody owns. */
  owner?: readonly string[];
  /** Refs of systems, themselves included; `none` for what is in no system. */
  system?: readonly string[];
  /** Ids of levels; `none` for those that reach none. */
  level?: readonly string[];
  /** Part of the title or name. */
  text?: string;
  /** `score`, the lowest first, unless told. */
  sort?: 'score' | 'title';
  order?: 'asc' | 'desc';
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

/**
 * Which control of which entity.
 *
 * @public
 */
export interface ControlQuery {
  entityRef: string;
  frameworkId: string;
  controlId: string;
}

/**
 * What the matrix adds up, and by what.
 *
 * @public
 */
export interface MatrixFilter
  extends Pick<
    ScorecardsQuery,
    'framework' | 'kind' | 'owner' | 'system' | 'text' | 'limit' | 'cursor'
  > {
  /** The rows, `system` unless told. */
  by?: 'system' | 'owner' | 'kind';
}

/**
 * From what to draw, and how.
 *
 * @public
 */
export type SampleDraw = Omit<SampleQuery, 'size'> & { size?: number };

/**
 * A page of the entities of a campaign.
 *
 * @public
 */
export interface CampaignEntitiesPage {
  /** `open` leaves out what is met; it does unless told. */
  show?: 'open' | 'all';
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

/**
 * Which decisions to list.
 *
 * @public
 */
export interface DecisionsQuery {
  state?: readonly DecisionState[];
  kind?: readonly DecisionKind[];
  entityRef?: string;
  /** Ids of frameworks. */
  framework?: readonly string[];
  /** Ref of a user. */
  requestedBy?: string;
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

/**
 * What decides or ends a decision.
 *
 * @public
 */
export type DecisionTurn = Exclude<DecisionStep, 'renew'>;
