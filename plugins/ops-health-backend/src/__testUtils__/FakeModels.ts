import type {
  Artifact,
  ArtifactMatch,
  ModelSummary,
} from '@platform-ops/backstage-plugin-models-common';
import type {
  ModelsService,
  ModelsServiceCallOptions,
} from '@platform-ops/backstage-plugin-models-node';

/**
 * A models backend whose answers a test sets; it follows the contract of
 * `ModelsService`. What is not of use here is refused.
 */
export class FakeModels implements ModelsService {
  /** By address. */
  readonly artifacts = new Map<string, ArtifactMatch>();
  /** By ref. */
  readonly models = new Map<string, ModelSummary>();
  readonly asked: Artifact[][] = [];
  readonly callers: unknown[] = [];
  failure: Error | undefined;

  /** Registers a version whose artefact lies at `s3://<name>/<version>`. */
  addVersion(name: string, version: string): void {
    this.artifacts.set(`s3://${name}/${version}`, {
      outcome: 'match',
      versions: [
        {
          entityRef: `model:main/${name}`,
          title: name,
          modelId: 'm',
          versionId: `${name}-${version}`,
          version,
          aliases: [],
          matchedBy: 'artifact-uri',
        },
      ],
    });
  }

  /** Declares in which stages versions of a model are. */
  declare(
    name: string,
    stages: Record<string, 'production' | 'canary' | 'archived'>,
  ): void {
    this.models.set(`model:main/${name}`, {
      title: name,
      stagedVersions: Object.entries(stages).map(([version, stage]) => ({
        version,
        stage,
      })),
    } as ModelSummary);
  }

  async findVersionsByArtifacts(
    artifacts: Artifact[],
    { credentials }: ModelsServiceCallOptions,
  ) {
    this.asked.push(artifacts);
    this.callers.push(credentials.principal);
    this.#answer();
    return {
      items: artifacts.map(
        ({ uri = '' }): ArtifactMatch =>
          this.artifacts.get(uri) ?? {
            outcome: 'none',
            versions: [],
            reason: 'no version in the registries has this address',
          },
      ),
    };
  }

  async getModelsByRefs(entityRefs: string[]) {
    this.#answer();
    return { items: entityRefs.map(ref => this.models.get(ref) ?? null) };
  }

  async listRegistries(): Promise<never> {
    throw new Error('not of use here');
  }

  async listModels(): Promise<never> {
    throw new Error('not of use here');
  }

  async listVersions(): Promise<never> {
    throw new Error('not of use here');
  }

  async listHistory(): Promise<never> {
    throw new Error('not of use here');
  }

  async listChanges(): Promise<never> {
    throw new Error('not of use here');
  }

  #answer(): void {
    if (this.failure) {
      throw this.failure;
    }
  }
}
