import type { Entity } from '@backstage/catalog-model';
import type {
  PipelineRun,
  PipelineSourceType,
} from '@platform-ops/backstage-plugin-golden-paths-common';

/**
 * The runs of one pipeline, job or repository. Entities that name the same one
 * share it.
 */
export interface RunFeed {
  /** E.g. `kfp:sandbox/chest-xray`. */
  id: string;
  type: PipelineSourceType;
  /** For people. */
  title: string;
  /** What is asked, e.g. `kfp:sandbox`: a slow one holds up no other. */
  system: string;
  /** At least so long between two looks. */
  everyMilliseconds: number;
  /**
   * The newest runs. Rejects with what a person can do about it.
   *
   * @throws NotAskedError where there is nothing to ask with.
   */
  read(signal: AbortSignal): Promise<PipelineRun[]>;
}

/** A kind of system that runs pipelines. */
export interface RunSource {
  /** What an entity names; none where it names nothing of this kind. */
  feedsOf(entity: Entity): RunFeed[];
}

/** Nothing was asked: what it takes is not configured. */
export class NotAskedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotAskedError';
  }
}
