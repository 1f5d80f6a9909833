import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { FactType } from '@platform-ops/scorecards';

/**
 * A type of facts, and how long one of them holds.
 *
 * @public
 */
export interface CollectedFactType extends FactType {
  /** Then it expires, and what rests on it is not evaluated any more. */
  validForMs: number;
}

/**
 * What was found out about an entity, and how.
 *
 * @public
 */
export interface CollectedFact {
  entityRef: string;
  /** Id of one of {@link FactSource.factTypes}. */
  type: string;
  /** As the type says; wrong ones are refused and told. */
  value: Record<string, unknown>;
  /** When the source said so; when it was collected unless given. */
  observedAt?: Date;
  /** The system that was asked, for people. */
  source: string;
  /** Exactly what it was asked; holds no secret. */
  query: string;
  /** How many things were looked at, e.g. role bindings of a namespace. */
  population: number;
}

/**
 * Something that could not be found out. Facts of before stay until they
 * expire.
 *
 * @public
 */
export interface CollectFailure {
  /** What it concerns, e.g. `cluster eu-1`. */
  subject: string;
  /** In words; holds no secret. */
  message: string;
}

/**
 * A part of what a collector found.
 *
 * @public
 */
export interface CollectedBatch {
  facts: CollectedFact[];
  failures?: CollectFailure[];
}

/** @public */
export interface CollectOptions {
  /** All entities of the kinds that it wants, as the catalog has them. */
  entities: Entity[];
  signal: AbortSignal;
}

/** @public */
export interface PreviewOptions {
  /**
   * One that the catalog does not have, or has otherwise, with the relations
   * that it would have there.
   */
  entity: Entity;
  /** On whose behalf: what these may not see is not known. */
  credentials: BackstageCredentials;
  signal: AbortSignal;
}

/**
 * What facts come from, and how they look.
 *
 * @public
 */
export interface FactSource {
  /** Before the dot in the ids of its facts, e.g. `catalog`. */
  readonly id: string;
  /** Changes with what it finds out, e.g. `1.2.0`. */
  readonly version: string;
  readonly title: string;
  readonly factTypes: CollectedFactType[];
  /** Kinds of entities that it tells of. */
  readonly kinds: string[];
}

/**
 * What finds facts out. It only reads and translates; it decides nothing.
 *
 * @public
 */
export interface FactCollector extends FactSource {
  /** How often it is asked. */
  readonly everyMs: number;
  /**
   * All that there is now, in parts of a bounded size. An entity of which a
   * complete run told nothing has no facts of it any more once those of before
   * expire.
   *
   * @throws Where nothing at all could be found out.
   */
  collect(options: CollectOptions): AsyncIterable<CollectedBatch>;
  /**
   * All that there would be of an entity, where that can be told from the entity
   * itself. Without this, facts of the entity of the same ref count, if there is
   * one. Nothing of it is kept.
   */
  preview?(options: PreviewOptions): Promise<CollectedFact[]>;
}
