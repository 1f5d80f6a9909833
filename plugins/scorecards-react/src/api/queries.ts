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
  /** Refs of owners. */
  owner?: readonly string[];
  /** Refs of systems. */
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
