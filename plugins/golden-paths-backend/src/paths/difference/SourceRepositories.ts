import type {
  BackstageCredentials,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  parseLocationRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import type { ScmIntegrations } from '@backstage/integration';
import { goldenPathsRepositoryReadPermission } from '@platform-ops/backstage-plugin-golden-paths-common';
import type { RepositoryUrls } from '@platform-ops/backstage-plugin-golden-paths-node';
import type { CatalogAccess } from '@platform-ops/backstage-plugin-platform-ops-node';
import { SourceRepository } from './SourceRepository';

/**
 * Reads the repository that an entity is described in, as the catalog does.
 */
export class SourceRepositories {
  readonly #urlReader: UrlReaderService;
  readonly #integrations: ScmIntegrations;
  readonly #urls: RepositoryUrls;
  readonly #access: CatalogAccess;

  constructor(options: {
    urlReader: UrlReaderService;
    integrations: ScmIntegrations;
    repositoryUrls: RepositoryUrls;
    pathAccess: CatalogAccess;
  }) {
    this.#urlReader = options.urlReader;
    this.#integrations = options.integrations;
    this.#urls = options.repositoryUrls;
    this.#access = options.pathAccess;
  }

  /**
   * @throws NotAllowedError where the caller may not read the portal's own
   *   repositories and it is one, ConflictError where it is none at all.
   */
  async open(
    entity: Entity,
    credentials: BackstageCredentials,
  ): Promise<SourceRepository> {
    const {
      [ANNOTATION_SOURCE_LOCATION]: source,
      [ANNOTATION_LOCATION]: file,
    } = entity.metadata.annotations ?? {};
    const { type, target } = parseLocationRef(source ?? file ?? 'none:none');
    if (type !== 'url' || !URL.canParse(target)) {
      throw new ConflictError(
        `${stringifyEntityRef(
          entity,
        )} is described in no repository: its location is of the type ${type}; expected is url`,
      );
    }
    if (this.#urls.has(new URL(target))) {
      await this.#access.require(
        goldenPathsRepositoryReadPermission,
        credentials,
      );
    }
    const resolve = (path: string) =>
      this.#integrations.resolveUrl({ url: path, base: target });
    return new SourceRepository(this.#urlReader, resolve);
  }
}
