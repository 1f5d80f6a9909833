import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { RepositoryUrls } from '@platform-ops/backstage-plugin-golden-paths-node';
import type { CatalogAccess } from '@platform-ops/backstage-plugin-platform-ops-node';

const CATALOG_FILE = 'catalog-info.yaml';
const ANNOTATIONS = [ANNOTATION_LOCATION, ANNOTATION_ORIGIN_LOCATION];
const PAGE = 500;

/**
 * The entities that repositories describe.
 */
export class DescribedEntities {
  readonly #access: CatalogAccess;
  readonly #catalog: CatalogService;
  readonly #urls: RepositoryUrls;

  constructor(options: {
    repositoryAccess: CatalogAccess;
    catalog: CatalogService;
    urls: RepositoryUrls;
  }) {
    this.#access = options.repositoryAccess;
    this.#catalog = options.catalog;
    this.#urls = options.urls;
  }

  /** Those that the caller may see, by the name of the repository. */
  async find(
    repositories: string[],
    credentials: BackstageCredentials,
  ): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>(
      repositories.map(name => [name, []]),
    );
    if (repositories.length === 0) {
      return found;
    }
    const values = repositories.map(
      name => `url:${this.#urls.file(name, CATALOG_FILE)}`,
    );
    const pages = this.#catalog.streamEntities(
      {
        filter: ANNOTATIONS.map(annotation => ({
          [`metadata.annotations.${annotation}`]: values,
        })),
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
        ],
        pageSize: PAGE,
      },
      { credentials: await this.#access.lookUpAs(credentials) },
    );
    for await (const page of pages) {
      for (const entity of page) {
        const name = this.#repositoryOf(entity);
        // Locations are how the catalog comes to the others.
        if (name && entity.kind !== 'Location') {
          found.get(name)?.push(stringifyEntityRef(entity));
        }
      }
    }
    found.forEach(refs => refs.sort());
    return found;
  }

  #repositoryOf(entity: Entity): string | undefined {
    return ANNOTATIONS.map(annotation =>
      entity.metadata.annotations?.[annotation]?.replace(/^url:/, ''),
    )
      .map(url => url && this.#urls.parse(url)?.repository)
      .find(name => name);
  }
}
