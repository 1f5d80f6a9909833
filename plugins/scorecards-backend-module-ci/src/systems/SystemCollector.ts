import {
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  CollectedBatch,
  CollectOptions,
  FactCollector,
} from '@platform-ops/backstage-plugin-scorecards-node';
import type { ResultStore } from '../database/ResultStore';
import { SYSTEM_FACT_TYPES } from '../factTypes';
import { toSystemFacts, type Part } from './toSystemFacts';

const MINUTE_MS = 60_000;
const SYSTEMS_AT_ONCE = 50;

/**
 * Adds up for each system what was pushed about its parts. A part about which
 * nothing was pushed is told of: what nobody looked at is not fine.
 */
export class SystemCollector implements FactCollector {
  readonly id = 'ciSystem';
  readonly version = '1.0.0';
  readonly title = 'Results of pipelines, by system';
  readonly kinds = ['System', 'Component', 'Model'];
  readonly everyMs = 10 * MINUTE_MS;
  readonly factTypes = SYSTEM_FACT_TYPES;
  readonly #store: ResultStore;

  constructor(store: ResultStore) {
    this.#store = store;
  }

  async *collect({
    entities,
    signal,
  }: CollectOptions): AsyncIterable<CollectedBatch> {
    const systems = new Map<string, Entity[]>(
      entities
        .filter(({ kind }) => kind === 'System')
        .map(entity => [stringifyEntityRef(entity), []]),
    );
    for (const entity of entities) {
      for (const { type, targetRef } of entity.relations ?? []) {
        if (type === RELATION_PART_OF && entity.kind !== 'System') {
          systems.get(targetRef)?.push(entity);
        }
      }
    }
    const now = new Date();
    for (const chunk of inChunks([...systems], SYSTEMS_AT_ONCE)) {
      signal.throwIfAborted();
      const results = await this.#store.listLast(
        chunk.flatMap(([, parts]) => parts.map(stringifyEntityRef)),
      );
      const toPart = (entity: Entity): Part => {
        const ref = stringifyEntityRef(entity);
        const isModel = entity.kind === 'Model';
        return { ref, isModel, results: results.get(ref) ?? [] };
      };
      yield {
        facts: chunk.flatMap(([ref, parts]) =>
          toSystemFacts(ref, parts.map(toPart).sort(byRef), now),
        ),
      };
    }
  }
}

/** Whatever the order of the catalog, the fact is the same. */
function byRef(a: Part, b: Part): number {
  return a.ref < b.ref ? -1 : 1;
}
