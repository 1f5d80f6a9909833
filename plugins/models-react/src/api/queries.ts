import type {
  MODEL_SORT_FIELDS,
  ModelFilter,
  ModelStage,
  VERSION_SORT_FIELDS,
} from '@platform-ops/backstage-plugin-models-common';

/**
 * Which part of a list to read, and in which order.
 *
 * @public
 */
export interface PageQuery<TSort extends string> {
  sort?: TSort;
  order?: 'asc' | 'desc';
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

/**
 * Which models to list.
 *
 * @public
 */
export interface ModelsQuery
  extends ModelFilter,
    PageQuery<(typeof MODEL_SORT_FIELDS)[number]> {}

/**
 * Which versions of a model to list.
 *
 * @public
 */
export interface VersionsQuery
  extends PageQuery<(typeof VERSION_SORT_FIELDS)[number]> {
  /** Words in version, alias, description, creator, run or tags. */
  query?: string;
  /** Names that the registry gave them, exactly. */
  version?: string[];
  stage?: (ModelStage | 'none')[];
}

/**
 * Which part of a model's stage history to read.
 *
 * @public
 */
export interface StageHistoryQuery {
  versionId?: string;
  limit?: number;
  cursor?: string;
}
