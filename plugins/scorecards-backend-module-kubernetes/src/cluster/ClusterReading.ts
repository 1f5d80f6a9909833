import type { ItemOf, ListName } from './lists';

/** A list as it was answered. */
export interface AnsweredList<T> {
  items: T[];
  /** What was asked; missing where the cluster serves no such kind. */
  path: string | undefined;
}

export type AnsweredLists = {
  [N in ListName]?: AnsweredList<ItemOf<N>>;
};

/**
 * What one reading of a cluster brought. A list that is missing could not be
 * read, or not to its end.
 */
export interface ClusterReading {
  cluster: string;
  /** E.g. `v1.34.4`; missing where it did not say. */
  version: string | undefined;
  lists: AnsweredLists;
}
