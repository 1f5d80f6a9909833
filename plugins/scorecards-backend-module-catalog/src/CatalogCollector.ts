import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  RELATION_HAS_MEMBER,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  CollectedBatch,
  CollectedFact,
  CollectOptions,
  FactCollector,
  PreviewOptions,
} from '@platform-ops/backstage-plugin-scorecards-node';
import { CATALOG_FACT_TYPES } from './factTypes';
import { findFacts } from './findFacts';
import { Landscape, ownerOf, targetsOf } from './Landscape';
import { readSurroundings } from './readSurroundings';

const OWNERS_AT_ONCE = 200;
const ENTITIES_AT_ONCE = 200;

/**
 * What the software catalog says of entities.
 *
 * @public
 */
export class CatalogCollector implements FactCollector {
  readonly id = 'catalog';
  readonly version = '1.0.0';
  readonly title = 'Software catalog';
  readonly factTypes = CATALOG_FACT_TYPES;
  readonly kinds = [
    'Model',
    'Dataset',
    'Component',
    'API',
    'Resource',
    'System',
    'Domain',
    'Group',
  ];
  readonly everyMs = 10 * 60_000;
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
  }): CatalogCollector {
    return new CatalogCollector(options);
  }

  private constructor(options: Parameters<typeof CatalogCollector.create>[0]) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
  }

  async *collect({
    entities,
    signal,
  }: CollectOptions): AsyncIterable<CollectedBatch> {
    const landscape = Landscape.of(entities);
    const credentials = await this.#auth.getOwnServiceCredentials();
    const peopleBehind = await this.#readOwners(entities, credentials, signal);
    for (const chunk of inChunks(entities, ENTITIES_AT_ONCE)) {
      signal.throwIfAborted();
      yield {
        facts: chunk.flatMap(entity =>
          describe(entity, landscape, peopleBehind),
        ),
      };
    }
  }

  async preview({
    entity,
    credentials,
    signal,
  }: PreviewOptions): Promise<CollectedFact[]> {
    const surroundings = await readSurroundings(entity, {
      catalog: this.#catalog,
      credentials,
      signal,
    });
    return describe(
      entity,
      Landscape.of([entity, ...surroundings]),
      await this.#readOwners([entity], credentials, signal),
    );
  }

  /** How many people stand behind each owner that the catalog has. */
  async #readOwners(
    entities: Entity[],
    credentials: BackstageCredentials,
    signal: AbortSignal,
  ): Promise<Map<string, number>> {
    const refs = [
      ...new Set(entities.flatMap(entity => ownerOf(entity) ?? [])),
    ];
    const people = new Map<string, number>();
    for (const entityRefs of inChunks(refs, OWNERS_AT_ONCE)) {
      signal.throwIfAborted();
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs, fields: ['kind', 'metadata.name', 'relations'] },
        { credentials },
      );
      items.forEach((owner, position) => {
        if (owner) {
          people.set(entityRefs[position], countPeople(owner));
        }
      });
    }
    return people;
  }
}

function describe(
  entity: Entity,
  landscape: Landscape,
  peopleBehind: ReadonlyMap<string, number>,
): CollectedFact[] {
  const entityRef = stringifyEntityRef(entity);
  return findFacts(entity, landscape, peopleBehind).map(
    ({ type, value, fields, population }) => ({
      entityRef,
      type,
      value,
      source: 'Software catalog',
      query: `GET ${pathOf(entityRef)}: ${fields}`,
      population,
    }),
  );
}

function countPeople(owner: Entity): number {
  return owner.kind === 'User'
    ? 1
    : targetsOf(owner, RELATION_HAS_MEMBER).length;
}

function pathOf(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/api/catalog/entities/by-name/${kind}/${namespace}/${name}`;
}
