import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_GOLDEN_PATH,
  ANNOTATION_GOLDEN_PATH_VERSION,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import type { CatalogAccess } from '@platform-ops/backstage-plugin-platform-ops-node';
import { toMadeEntity, type MadeEntity } from './MadeEntity';
import { toPathTemplate, type PathTemplate } from './PathTemplate';
import { PathTemplates } from './PathTemplates';

/** How long all entities are remembered. */
const REMEMBER_MS = 10_000;
/** How long a slow catalog is waited for before it is asked again. */
const WAIT_MS = 60_000;
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.description',
  'metadata.annotations',
  'relations',
];

type EntityQuery = NonNullable<
  NonNullable<Parameters<CatalogService['streamEntities']>[0]>['query']
>;

const PATHS: EntityQuery = {
  $all: [
    { kind: 'Template' },
    {
      [`metadata.annotations.${ANNOTATION_GOLDEN_PATH_VERSION}`]: {
        $exists: true,
      },
    },
  ],
};
const MADE: EntityQuery = {
  [`metadata.annotations.${ANNOTATION_GOLDEN_PATH}`]: { $exists: true },
};

/** Of which a caller is told only what the catalog shows to them. */
export interface PathsAndMade {
  templates: PathTemplates;
  made: MadeEntity[];
}

/**
 * The golden paths of the catalog, and what came from them.
 */
export class PathCatalog {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #access: CatalogAccess;
  #remembered?: {
    /** When it was read, or when the reading began. */
    at: number;
    isRead: boolean;
    all: Promise<{ templates: PathTemplate[]; made: MadeEntity[] }>;
  };

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    pathAccess: CatalogAccess;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#access = options.pathAccess;
  }

  /**
   * @throws NotAllowedError where the caller may not see golden paths.
   */
  async read(credentials: BackstageCredentials): Promise<PathsAndMade> {
    const isVisible = await this.#access.visibility(credentials);
    const { templates, made } = await this.#readAll();
    return {
      templates: new PathTemplates(
        templates.filter(({ templateRef }) => isVisible(templateRef)),
      ),
      made: made.filter(({ entityRef }) => isVisible(entityRef)),
    };
  }

  /**
   * @throws NotFoundError where there is none that the caller may see.
   */
  async getEntity(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Entity> {
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials: await this.#access.lookUpAs(credentials),
    });
    if (!entity) {
      throw new NotFoundError(`There is no ${entityRef} that you may see`);
    }
    return entity;
  }

  async #readAll() {
    const known = this.#remembered;
    const isShared =
      known &&
      Math.abs(Date.now() - known.at) < (known.isRead ? REMEMBER_MS : WAIT_MS);
    if (isShared) {
      return known.all;
    }
    const all = Promise.all([
      this.#collect(PATHS, toPathTemplate),
      this.#collect(MADE, toMadeEntity),
    ]).then(([templates, made]) => ({ templates, made }));
    const reading = { at: Date.now(), isRead: false, all };
    this.#remembered = reading;
    all.then(
      () => {
        Object.assign(reading, { at: Date.now(), isRead: true });
      },
      () => {
        reading.at = -Infinity;
      },
    );
    return all;
  }

  async #collect<T>(
    query: EntityQuery,
    map: (entity: Entity) => T | undefined,
  ): Promise<T[]> {
    const found: T[] = [];
    const pages = this.#catalog.streamEntities(
      { query, fields: FIELDS },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      for (const entity of page) {
        const mapped = map(entity);
        if (mapped !== undefined) {
          found.push(mapped);
        }
      }
    }
    return found;
  }
}
