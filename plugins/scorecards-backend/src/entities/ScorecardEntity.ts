/**
 * Where controls are met, in the order of evaluation: what others inherit from
 * comes first.
 */
export const RANKS = { organisation: 0, cluster: 1, system: 2, entity: 3 };

/**
 * What scorecards need to know of an entity of the catalog.
 */
export interface ScorecardEntity {
  ref: string;
  kind: string;
  title: string;
  owner?: string;
  system?: string;
  /** Refs of the clusters that it, what serves it, or a part of it runs on. */
  clusters: string[];
  isCluster: boolean;
  rank: number;
}
