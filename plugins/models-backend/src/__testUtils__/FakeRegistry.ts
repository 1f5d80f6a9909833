import type {
  ListVersionsOptions,
  ModelRegistry,
  RegisteredModelListing,
  RegisteredVersion,
  RegisteredVersionDetails,
  RegisteredVersionsPage,
} from '@platform-ops/backstage-plugin-models-node';
import { contentHash } from '@platform-ops/backstage-plugin-platform-ops-node';

interface FakeModel {
  tags: Record<string, string>;
  aliases: Record<string, string>;
  description?: string;
  versions: Map<string, FakeVersion>;
}

interface FakeVersion {
  tags: Record<string, string>;
  artifactUri?: string;
  artifactDigest?: string;
  nativeStage?: string;
  runId?: string;
  details?: Partial<RegisteredVersionDetails>;
}

/**
 * A registry in memory, for tests of what the backend decides. It counts what
 * it is asked.
 */
export class FakeRegistry implements ModelRegistry {
  readonly type = 'fake';
  readonly title: string;
  readonly models = new Map<string, FakeModel>();
  readonly asked: string[] = [];
  /** Versions handed out, as `<model>/<version>`. */
  readonly read: string[] = [];
  /** Thrown at the next listing. */
  failure?: Error;
  /** The model at whose versions the next reading breaks off. */
  breakOffAt?: string;
  /** How many versions a page has. */
  versionsPerPage = 2;
  /** Called before each page of versions. */
  onPage?: () => void;
  /** Answers no question that begins in the middle. */
  refusesCursors = false;
  /** Names left out of the next listing, as a page by offset may. */
  hidden = new Set<string>();
  /** Versions, as `<model>/<version>`, left out of the listing of all. */
  hiddenVersions = new Set<string>();

  constructor(readonly id: string = 'prod') {
    this.title = `Registry ${id}`;
  }

  add(
    name: string,
    versions: Record<string, Partial<FakeVersion>> = { 1: {} },
    extra: Partial<Omit<FakeModel, 'versions'>> = {},
  ): void {
    this.models.set(name, {
      tags: {},
      aliases: {},
      ...extra,
      versions: new Map(
        Object.entries(versions).map(([version, item]) => [
          version,
          { tags: {}, ...item },
        ]),
      ),
    });
  }

  async describe() {
    this.asked.push('describe');
    return { serverVersion: '1.0', promptCount: 2 };
  }

  async *listModels(): AsyncIterable<RegisteredModelListing[]> {
    this.asked.push('listModels');
    if (this.failure) {
      throw this.failure;
    }
    const names = [...this.models.keys()].filter(
      name => !this.hidden.has(name),
    );
    for (let start = 0; start < names.length; start += 2) {
      yield names.slice(start, start + 2).map(name => this.#listing(name));
    }
  }

  async getModel(name: string) {
    this.asked.push(`getModel ${name}`);
    return this.models.has(name) ? this.#listing(name) : undefined;
  }

  async *listVersions(
    names: string[] | undefined,
    { cursor }: ListVersionsOptions,
  ): AsyncIterable<RegisteredVersionsPage> {
    this.asked.push(
      `listVersions ${names?.join(',') ?? '*'}${
        cursor ? ` from ${cursor}` : ''
      }`,
    );
    if (cursor && this.refusesCursors) {
      throw new Error('no such cursor');
    }
    const rows = (names ?? [...this.models.keys()])
      .flatMap(name => this.#versions(name))
      .filter(row => names || !this.hiddenVersions.has(idOf(row)));
    let start = Number(cursor ?? 0);
    do {
      this.onPage?.();
      const versions = rows.slice(start, start + this.versionsPerPage);
      const broken = versions.find(row => row.modelName === this.breakOffAt);
      if (broken) {
        throw new Error(`broke off at ${broken.modelName}`);
      }
      this.read.push(...versions.map(idOf));
      yield { versions, cursor: names || !start ? undefined : `${start}` };
      start += this.versionsPerPage;
    } while (start < rows.length);
  }

  async describeVersions(versions: RegisteredVersion[]) {
    this.asked.push(`describeVersions ${versions.length}`);
    return versions.map(version => ({
      parameters: {},
      metrics: [],
      datasets: [],
      ...this.models.get(version.modelName)?.versions.get(version.version)
        ?.details,
    }));
  }

  /** How many versions' runs were asked for, of what `asked` holds. */
  describedVersions(): number {
    return this.asked
      .map(item => /^describeVersions (\d+)$/.exec(item)?.[1] ?? 0)
      .reduce<number>((sum, count) => sum + Number(count), 0);
  }

  #versions(name: string): RegisteredVersion[] {
    const versions = this.models.get(name)?.versions ?? new Map();
    return [...versions].map(([version, item]) => ({
      modelName: name,
      version,
      status: 'ready' as const,
      tags: item.tags,
      nativeStage: item.nativeStage,
      artifactUri: item.artifactUri,
      artifactDigest: item.artifactDigest,
      clientUri: `models:/${name}/${version}`,
      runId: item.runId,
      createdAt: new Date('2026-01-01T00:00:00Z'),
      fingerprint: contentHash([
        item.tags,
        item.nativeStage,
        item.artifactUri,
        item.artifactDigest,
      ]),
    }));
  }

  #listing(name: string): RegisteredModelListing {
    const model = this.models.get(name)!;
    const aliases = Object.entries(model.aliases).map(([alias, version]) => ({
      alias,
      version,
    }));
    return {
      name,
      description: model.description,
      tags: model.tags,
      aliases,
      createdAt: new Date('2026-01-01T00:00:00Z'),
      updatedAt: new Date('2026-01-02T00:00:00Z'),
      fingerprint: contentHash([
        model.description,
        model.tags,
        aliases,
        [...model.versions.keys()],
      ]),
    };
  }
}

function idOf({ modelName, version }: RegisteredVersion): string {
  return `${modelName}/${version}`;
}
