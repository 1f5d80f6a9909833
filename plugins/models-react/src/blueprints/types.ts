import type { ApiHolder } from '@backstage/frontend-plugin-api';
import type { ComponentType, ReactNode } from 'react';

/**
 * What the component of a column or a badge is given.
 *
 * @public
 */
export interface ModelDataProps<TData> {
  entityRef: string;
  /** Missing for models that the loader left out. */
  data: TData | undefined;
}

/**
 * Data about many models at once, keyed by the refs of their entities. Models
 * that there is nothing to say about are left out.
 *
 * @public
 */
export type LoadModelData<TData> = (
  entityRefs: readonly string[],
  apis: ApiHolder,
) => Promise<ReadonlyMap<string, TData>>;

/**
 * Something about models that another plugin shows on the pages of the model
 * catalog. Its type parameter is closed over, so that different ones fit into
 * one list.
 *
 * @public
 */
export interface ModelDecoration {
  id: string;
  title: string;
  /** Lower comes first. */
  order: number;
  /** Reads the data of the given models in one go. */
  load(
    entityRefs: readonly string[],
    apis: ApiHolder,
  ): Promise<ModelDecorationData>;
}

/**
 * What a {@link ModelDecoration} has read.
 *
 * @public
 */
export interface ModelDecorationData {
  render(entityRef: string): ReactNode;
}

/**
 * A column or badge as its author describes it.
 *
 * @public
 */
export interface ModelDecorationParams<TData> {
  /** Unique among its like; also the key in the page's settings. */
  id: string;
  title: string;
  /** Lower comes first; 100 when left out. */
  order?: number;
  load: LoadModelData<TData>;
  /** Shown once the data is there. Small: a few words, a badge, a sparkline. */
  component: ComponentType<ModelDataProps<TData>>;
}
