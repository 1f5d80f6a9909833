import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  PipelineRun,
  PipelinesResponse,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import type { CatalogAccess } from '@platform-ops/backstage-plugin-platform-ops-node';
import { compareTimes } from './fields';
import type { RunSource } from './RunSource';
import type { RunWatch } from './RunWatch';

const MOST_RUNS = 50;

/**
 * What runs, and ran, for an entity.
 */
export class PipelineReader {
  readonly #access: CatalogAccess;
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #sources: RunSource[];
  readonly #watch: RunWatch;

  constructor(options: {
    access: CatalogAccess;
    auth: AuthService;
    catalog: CatalogService;
    runSources: RunSource[];
    runWatch: RunWatch;
  }) {
    this.#access = options.access;
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#sources = options.runSources;
    this.#watch = options.runWatch;
  }

  /** @throws NotFoundError for an entity that the caller does not see. */
  async read(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<PipelinesResponse> {
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials: await this.#access.lookUpAs(credentials),
    });
    if (!entity) {
      throw new NotFoundError(`There is no entity ${entityRef} for you`);
    }
    const states = await this.#watch.ask(
      this.#sources.flatMap(source => source.feedsOf(entity)),
      {
        entityRef,
        userRef: this.#auth.isPrincipal(credentials, 'user')
          ? credentials.principal.userEntityRef
          : undefined,
      },
    );
    return {
      sources: states.map(({ source }) => source),
      runs: states
        .flatMap(({ runs }) => runs)
        .sort(byNewest)
        .slice(0, MOST_RUNS),
    };
  }
}

function byNewest(a: PipelineRun, b: PipelineRun): number {
  return a.startedAt && b.startedAt
    ? compareTimes(b.startedAt, a.startedAt)
    : compareTimes(a.startedAt, b.startedAt);
}
