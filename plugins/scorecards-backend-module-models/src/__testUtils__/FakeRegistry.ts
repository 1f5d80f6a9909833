import type {
  ModelRegistry,
  RegisteredModelListing,
  RegisteredVersion,
  RegisteredVersionDetails,
  RegisteredVersionsPage,
} from '@platform-ops/backstage-plugin-models-node';

interface FakeModel {
  aliases: Record<string, string>;
  versions: Array<
    Partial<RegisteredVersion> & {
      version: string;
      details?: Partial<RegisteredVersionDetails>;
    }
  >;
}

/**
 * A registry in memory that follows the contract of `ModelRegistry`.
 */
export class FakeRegistry implements ModelRegistry {
  readonly id = 'main';
  readonly type = 'fake';
  readonly title = 'Main';
  readonly models = new Map<string, FakeModel>();

  async describe() {
    return { serverVersion: '1.0' };
  }

  async *listModels(): AsyncIterable<RegisteredModelListing[]> {
    yield [...this.models.keys()].map(name => this.#listing(name));
  }

  async getModel(name: string) {
    return this.models.has(name) ? this.#listing(name) : undefined;
  }

  async *listVersions(
    names: string[] = [...this.models.keys()],
  ): AsyncIterable<RegisteredVersionsPage> {
    yield {
      versions: names.flatMap(name =>
        this.models.get(name)!.versions.map(({ details, ...version }) => ({
          modelName: name,
          status: 'ready' as const,
          tags: {},
          fingerprint: JSON.stringify(version),
          ...version,
        })),
      ),
    };
  }

  async describeVersions(versions: RegisteredVersion[]) {
    return versions.map(({ modelName, version }) => ({
      parameters: {},
      metrics: [],
      datasets: [],
      ...this.models
        .get(modelName)
        ?.versions.find(found => found.version === version)?.details,
    }));
  }

  #listing(name: string): RegisteredModelListing {
    const { aliases, versions } = this.models.get(name)!;
    return {
      name,
      tags: {},
      aliases: Object.entries(aliases).map(([alias, version]) => ({
        alias,
        version,
      })),
      fingerprint: JSON.stringify([aliases, versions]),
    };
  }
}
