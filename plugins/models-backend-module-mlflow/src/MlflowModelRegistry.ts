import type {
  ListVersionsOptions,
  ModelRegistry,
  ModelRegistryConfig,
  RegisteredModelListing,
  RegisteredVersion,
  RegisteredVersionDetails,
  RegisteredVersionsPage,
  RegistryCallOptions,
} from '@platform-ops/backstage-plugin-models-node';
import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import { AliasReader } from './AliasReader';
import { isNotSupported } from './client/MlflowError';
import { MlflowClient, type MlflowPage } from './client/MlflowClient';
import { MlflowHttp, type MlflowHttpOptions } from './client/MlflowHttp';
import type { MlflowModelVersion } from './client/schemas';
import { DetailsReader } from './DetailsReader';
import { MlflowLinks } from './mapping/MlflowLinks';
import { nameFilter } from './mapping/nameFilter';
import { isPrompt, PROMPT_TAG } from './mapping/tags';
import { toRegisteredModel } from './mapping/toRegisteredModel';
import { toRegisteredVersion } from './mapping/toRegisteredVersion';
import {
  readMlflowRegistryConfig,
  type MlflowRegistryConfig,
} from './readMlflowRegistryConfig';

/** MLflow takes 1,000; reading so much at once would hold up everything else. */
const MODELS_PER_PAGE = 500;
/** MLflow takes 200,000, yet a page of that size takes it minutes. */
const VERSIONS_PER_PAGE = 2_000;
const NAMES_AT_ONCE = 20;

/** What tests change. */
interface MlflowModelRegistryOptions extends MlflowHttpOptions {
  modelsPerPage?: number;
  versionsPerPage?: number;
}

/**
 * Reads the models of one MLflow server.
 *
 * @public
 */
export class MlflowModelRegistry implements ModelRegistry {
  readonly type = 'mlflow';
  readonly id: string;
  readonly title: string;
  readonly uiUrl: string;
  readonly #http: MlflowHttp;
  readonly #client: MlflowClient;
  readonly #aliases: AliasReader;
  readonly #details: DetailsReader;
  readonly #links: MlflowLinks;
  readonly #options: MlflowModelRegistryOptions;

  /**
   * @throws InputError for a bad entry.
   */
  static fromConfig(entry: ModelRegistryConfig): MlflowModelRegistry {
    return MlflowModelRegistry.create(readMlflowRegistryConfig(entry));
  }

  /** @internal */
  static create(
    config: MlflowRegistryConfig,
    options: MlflowModelRegistryOptions = {},
  ): MlflowModelRegistry {
    return new MlflowModelRegistry(config, options);
  }

  private constructor(
    config: MlflowRegistryConfig,
    options: MlflowModelRegistryOptions,
  ) {
    this.id = config.id;
    this.title = config.title;
    this.uiUrl = config.uiUrl;
    this.#http = MlflowHttp.create(config, options);
    this.#client = MlflowClient.create(this.#http);
    this.#aliases = AliasReader.create(this.#client);
    this.#details = DetailsReader.create(this.#client);
    this.#links = MlflowLinks.create(config.uiUrl);
    this.#options = options;
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    await this.#http.close();
  }

  async describe({ signal }: RegistryCallOptions): Promise<{
    serverVersion?: string;
    promptCount?: number;
  }> {
    this.#details.reset();
    const [serverVersion, promptCount] = await Promise.all([
      this.#client.getServerVersion(signal),
      this.#countPrompts(signal),
    ]);
    return { serverVersion, promptCount };
  }

  async *listModels({
    signal,
  }: RegistryCallOptions): AsyncGenerator<RegisteredModelListing[]> {
    const pages = this.#client.searchRegisteredModels({
      pageSize: this.#options.modelsPerPage ?? MODELS_PER_PAGE,
      signal,
    });
    for await (const page of pages) {
      const rows = await this.#aliases.complete(
        page.rows.filter(row => !isPrompt(row)),
        signal,
      );
      yield rows.map(row => toRegisteredModel(row, this.#links));
    }
  }

  async getModel(
    name: string,
    { signal }: RegistryCallOptions,
  ): Promise<RegisteredModelListing | undefined> {
    const row = await this.#client.getRegisteredModel(name, signal);
    return row && !isPrompt(row)
      ? toRegisteredModel(row, this.#links)
      : undefined;
  }

  async *listVersions(
    modelNames: string[] | undefined,
    { signal, cursor }: ListVersionsOptions,
  ): AsyncGenerator<RegisteredVersionsPage> {
    if (!modelNames) {
      const pages = this.#searchVersions({ signal, pageToken: cursor });
      for await (const { rows, pageToken } of pages) {
        yield { versions: this.#toVersions(rows), cursor: pageToken };
      }
      return;
    }
    for (const batch of inChunks([...new Set(modelNames)], NAMES_AT_ONCE)) {
      const answers = await Promise.all(
        batch.map(name => this.#listVersionsOf(name, signal)),
      );
      yield { versions: answers.flat() };
    }
  }

  async describeVersions(
    versions: RegisteredVersion[],
    { signal }: RegistryCallOptions,
  ): Promise<Array<RegisteredVersionDetails | undefined>> {
    return this.#details.read(versions, signal);
  }

  async #listVersionsOf(
    name: string,
    signal: AbortSignal,
  ): Promise<RegisteredVersion[]> {
    const versions: RegisteredVersion[] = [];
    const filter = nameFilter(name);
    for await (const { rows } of this.#searchVersions({ filter, signal })) {
      versions.push(...this.#toVersions(rows.filter(row => row.name === name)));
    }
    return versions;
  }

  #searchVersions(options: {
    filter?: string;
    pageToken?: string;
    signal: AbortSignal;
  }): AsyncGenerator<MlflowPage<MlflowModelVersion>> {
    return this.#client.searchModelVersions({
      ...options,
      pageSize: this.#options.versionsPerPage ?? VERSIONS_PER_PAGE,
    });
  }

  #toVersions(rows: MlflowModelVersion[]): RegisteredVersion[] {
    return rows
      .filter(row => !isPrompt(row))
      .map(row => toRegisteredVersion(row, this.#links));
  }

  /** Undefined where the server has no prompts to ask for. */
  async #countPrompts(signal: AbortSignal): Promise<number | undefined> {
    try {
      let count = 0;
      const pages = this.#client.searchRegisteredModels({
        filter: `tags.\`${PROMPT_TAG}\` = 'true'`,
        pageSize: this.#options.modelsPerPage ?? MODELS_PER_PAGE,
        signal,
      });
      for await (const page of pages) {
        // Some servers do not know the filter and answer with all models.
        count += page.rows.filter(isPrompt).length;
      }
      return count;
    } catch (error) {
      if (isNotSupported(error)) {
        return undefined;
      }
      throw error;
    }
  }
}
