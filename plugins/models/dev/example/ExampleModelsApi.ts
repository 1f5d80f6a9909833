import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  Model,
  ModelFilter,
  ModelRegistryStatus,
  ModelVersion,
} from '@platform-ops/backstage-plugin-models-common';
import type {
  ModelsApi,
  ModelsQuery,
  StageHistoryQuery,
  VersionsQuery,
} from '@platform-ops/backstage-plugin-models-react';
import { EXAMPLE_MODELS } from './catalogue';
import { compareVersions } from './compareVersions';
import { countFacets, filterModels, sortModels } from './filterModels';
import { exampleModel } from './models';
import { exampleRegistries } from './registries';
import { exampleHistory, exampleVersions } from './versions';

/** What the example shall look like. */
export type ExampleState = 'full' | 'loading' | 'empty' | 'error' | 'forbidden';

function page<T>(items: T[], query: { limit?: number; cursor?: string }) {
  const start = Number(query.cursor ?? 0);
  const end = start + (query.limit ?? 25);
  return {
    items: items.slice(start, end),
    totalItems: items.length,
    nextCursor: end < items.length ? String(end) : undefined,
  };
}

/** A model catalog in memory. */
export class ExampleModelsApi implements ModelsApi {
  readonly #state: ExampleState;
  readonly #models: Model[];
  #registries: ModelRegistryStatus[];

  constructor(state: ExampleState = 'full') {
    const empty = state === 'empty';
    this.#state = state;
    this.#models = empty ? [] : EXAMPLE_MODELS.map(exampleModel);
    this.#registries = empty ? [] : exampleRegistries();
  }

  async listRegistries() {
    await this.#arrive();
    return { items: this.#registries };
  }

  async syncRegistry(registryId: string) {
    await this.#arrive();
    this.#registries = this.#registries.map(registry =>
      registry.id === registryId
        ? {
            ...registry,
            progress: { startedAt: new Date().toISOString(), done: 0 },
          }
        : registry,
    );
  }

  async listModels(query: ModelsQuery) {
    await this.#arrive();
    const found = sortModels(filterModels(this.#models, query), query);
    return page(found, query);
  }

  async getFacets(filter: ModelFilter) {
    await this.#arrive();
    return countFacets(this.#models, filter);
  }

  async getModelsByRefs(entityRefs: readonly string[]) {
    await this.#arrive();
    return new Map(
      this.#models
        .filter(model => entityRefs.includes(model.entityRef))
        .map(model => [model.entityRef, model]),
    );
  }

  async getModel(modelId: string) {
    await this.#arrive();
    return this.#find(modelId);
  }

  async getModelByRef(entityRef: string) {
    await this.#arrive();
    return this.#models.find(model => model.entityRef === entityRef);
  }

  async listVersions(modelId: string, query: VersionsQuery) {
    await this.#arrive();
    const words = query.query?.toLocaleLowerCase('en-US') ?? '';
    const found = this.#versions(modelId)
      .filter(version =>
        [version.version, ...version.aliases, version.createdBy]
          .join(' ')
          .includes(words),
      )
      .filter(({ version }) => query.version?.includes(version) ?? true);
    return page(query.order === 'asc' ? found.reverse() : found, query);
  }

  async getVersion(modelId: string, versionId: string) {
    await this.#arrive();
    return this.#require(
      this.#versions(modelId).find(({ id }) => id === versionId),
    );
  }

  async compareVersions(modelId: string, versions: readonly string[]) {
    await this.#arrive();
    const all = this.#versions(modelId);
    return compareVersions(
      versions.map(name =>
        this.#require(all.find(({ version }) => version === name)),
      ),
    );
  }

  async listStageHistory(modelId: string, query: StageHistoryQuery) {
    await this.#arrive();
    const at = this.#models.indexOf(this.#find(modelId));
    return page(exampleHistory(EXAMPLE_MODELS[at], at), query);
  }

  #find(modelId: string): Model {
    return this.#require(this.#models.find(({ id }) => id === modelId));
  }

  #versions(modelId: string): ModelVersion[] {
    const at = this.#models.indexOf(this.#find(modelId));
    return exampleVersions(EXAMPLE_MODELS[at], at);
  }

  #require<T>(value: T | undefined): T {
    if (value === undefined) {
      throw new NotFoundError('There is no such thing in the example');
    }
    return value;
  }

  async #arrive(): Promise<void> {
    if (this.#state === 'loading') {
      await new Promise(() => {});
    }
    if (this.#state === 'error') {
      throw new Error('The models backend did not answer within 10 s');
    }
    if (this.#state === 'forbidden') {
      throw new NotAllowedError('Unauthorized');
    }
  }
}
