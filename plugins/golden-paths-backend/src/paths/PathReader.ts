import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  EntitiesBehindResponse,
  EntityPath,
  EntityPathsResponse,
  ListPathsResponse,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import {
  compareKeys,
  pageByKey,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { toMadeEntity } from './catalog/MadeEntity';
import type { PathCatalog, PathsAndMade } from './catalog/PathCatalog';
import { standingOf } from './catalog/standingOf';

/**
 * Tells which golden paths there are, what came from them, and what of it is
 * behind.
 */
export class PathReader {
  readonly #catalog: PathCatalog;

  constructor(options: { pathCatalog: PathCatalog }) {
    this.#catalog = options.pathCatalog;
  }

  async list(credentials: BackstageCredentials): Promise<ListPathsResponse> {
    const found = await this.#catalog.read(credentials);
    const standings = new Map<string, EntityPath[]>(
      found.templates.all.map(({ templateRef }) => [templateRef, []]),
    );
    for (const standing of standingsOf(found)) {
      standings.get(standing.templateRef)?.push(standing);
    }
    return {
      items: found.templates.all.map(
        ({ name: _, isInDefaultNamespace: __, ...path }) => {
          const made = standings.get(path.templateRef) ?? [];
          const unknown = count(made, ({ problem }) => problem !== undefined);
          return {
            ...path,
            entities: made.length,
            behind: count(made, ({ isBehind }) => isBehind),
            ...(unknown > 0 && { unknown }),
          };
        },
      ),
    };
  }

  async ofEntity(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<EntityPathsResponse> {
    const { templates } = await this.#catalog.read(credentials);
    const made = toMadeEntity(
      await this.#catalog.getEntity(entityRef, credentials),
    );
    return { items: made ? [standingOf(made, templates)] : [] };
  }

  async behind(
    query: { limit: number; cursor?: string },
    credentials: BackstageCredentials,
  ): Promise<EntitiesBehindResponse> {
    const behind = standingsOf(await this.#catalog.read(credentials))
      .filter(({ isBehind }) => isBehind)
      .sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
    return {
      ...pageByKey(behind, { list: 'behind', keyOf, ...query }),
      totalItems: behind.length,
    };
  }
}

function standingsOf({ made, templates }: PathsAndMade): EntityPath[] {
  return made.map(entity => standingOf(entity, templates));
}

function keyOf({ title, entityRef }: EntityPath): string[] {
  return [title, entityRef];
}

function count<T>(items: T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length;
}
