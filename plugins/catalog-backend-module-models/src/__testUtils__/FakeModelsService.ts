import type {
  CatalogChange,
  ListChangesQuery,
  ListChangesResponse,
  ListModelsQuery,
  ListModelsResponse,
  Model,
} from '@platform-ops/backstage-plugin-models-common';
import type { ModelsService } from '@platform-ops/backstage-plugin-models-node';

/** A model as the models backend would tell it. */
export function fakeModel(overrides: Partial<Model> = {}): Model {
  const nativeName = overrides.nativeName ?? 'churn';
  return {
    id: '6f1c1f0e-5c3c-4a46-9d1b-0b5a7a1f2a11',
    registryId: 'mlflow',
    nativeName,
    entityRef: `model:mlflow/${nativeName}`,
    title: nativeName,
    dataClassification: [],
    stagedVersions: [],
    aliases: [],
    versionCount: 1,
    firstSeenAt: '2026-11-01T00:00:00Z',
    lastSyncedAt: '2026-11-02T00:00:00Z',
    stale: false,
    claim: { state: 'none' },
    revision: 1,
    tags: {},
    modality: [],
    baseModels: [],
    derivedFrom: [],
    trainedOn: [],
    problems: [],
    ...overrides,
  };
}

/**
 * Answers from memory, by the contract in models-common: the feed in the order
 * of revisions, everything present after 0, and in pages; models by ref.
 */
export class FakeModelsService implements ModelsService {
  /** All that there are, by their refs in the registry. */
  readonly #models = new Map<string, Model>();
  readonly #changes = new Map<string, CatalogChange>();
  #revision = 0;
  complete = true;
  error?: Error;
  pageSize = 2;
  readonly queries: ListChangesQuery[] = [];

  put(model: Partial<Model>, etag = 'e1'): void {
    const full = fakeModel(model);
    this.#models.set(`${full.registryId}/${full.nativeName}`, full);
    this.#set({
      kind: 'model',
      revision: 0,
      registryId: full.registryId,
      nativeName: full.nativeName,
      generatedRef: `model:${full.registryId}/${full.nativeName}`,
      present: true,
      etag,
      model: full,
    });
  }

  putDataset(name: string): void {
    this.#set({
      kind: 'dataset',
      revision: 0,
      registryId: 'mlflow',
      generatedRef: `dataset:mlflow/${name}`,
      present: true,
      etag: 'd1',
      dataset: {
        registryId: 'mlflow',
        nativeName: name,
        entityRef: `dataset:mlflow/${name}`,
        title: name,
        source: `s3://data/${name}`,
        sourceType: 's3',
        dataClassification: ['phi'],
        firstSeenAt: '2026-11-01T00:00:00Z',
      },
    });
  }

  /** As the models backend does once the claim of an entity counts. */
  claim(model: Partial<Model> & { entityRef: string }): void {
    const full = fakeModel({
      ...model,
      claim: { state: 'claimed', claimedBy: model.entityRef },
    });
    this.#models.set(`${full.registryId}/${full.nativeName}`, full);
    this.withdraw(`model:${full.registryId}/${full.nativeName}`);
  }

  withdraw(generatedRef: string): void {
    this.#set({
      kind: 'model',
      revision: 0,
      registryId: 'mlflow',
      nativeName: generatedRef.split('/')[1],
      generatedRef,
      present: false,
      etag: '',
    });
  }

  /** As if it had never been there, e.g. withdrawn before a restart. */
  forget(generatedRef: string): void {
    this.#changes.delete(generatedRef);
  }

  async listChanges(query: ListChangesQuery): Promise<ListChangesResponse> {
    this.queries.push(query);
    if (this.error) {
      throw this.error;
    }
    const after = Number(query.after ?? 0);
    const matching = [...this.#changes.values()]
      .filter(
        change =>
          change.registryId === query.registry &&
          change.revision > after &&
          (after > 0 || change.present),
      )
      .sort((left, right) => left.revision - right.revision);
    const items = matching.slice(0, this.pageSize);
    const hasMore = matching.length > items.length;
    return {
      items,
      revision: hasMore ? items[items.length - 1].revision : this.#revision,
      hasMore,
      complete: this.complete,
    };
  }

  listRegistries(): never {
    throw new Error('Not part of this test');
  }

  async listModels(query: ListModelsQuery): Promise<ListModelsResponse> {
    if (this.error) {
      throw this.error;
    }
    const { entityRef, registryRef } = query as Record<string, string[]>;
    const items = [...this.#models]
      .filter(
        ([ref, model]) =>
          entityRef?.includes(model.entityRef) || registryRef?.includes(ref),
      )
      .map(([, model]) => model);
    return { items, totalItems: items.length };
  }

  getModelsByRefs(): never {
    throw new Error('Not part of this test');
  }

  listVersions(): never {
    throw new Error('Not part of this test');
  }

  listHistory(): never {
    throw new Error('Not part of this test');
  }

  findVersionsByArtifacts(): never {
    throw new Error('Not part of this test');
  }

  #set(change: CatalogChange): void {
    this.#revision += 1;
    this.#changes.delete(change.generatedRef);
    this.#changes.set(change.generatedRef, {
      ...change,
      revision: this.#revision,
    });
  }
}
