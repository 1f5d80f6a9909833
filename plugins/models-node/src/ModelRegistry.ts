/**
 * A registered model as a registry tells it.
 *
 * @public
 */
export interface RegisteredModel {
  /** The name in the registry, exactly. Unique in the registry. */
  name: string;
  /** Markdown. */
  description?: string;
  createdAt?: Date;
  updatedAt?: Date;
  tags: Record<string, string>;
  aliases: Array<{ alias: string; version: string }>;
  /** Opens the model in the registry's own pages. */
  uiUrl?: string;
}

/**
 * One row of a registry's listing.
 *
 * @public
 */
export interface RegisteredModelListing extends RegisteredModel {
  /**
   * Changes whenever anything about the model or its versions changed that the
   * listing can show. Rows whose fingerprint is known are not read further.
   */
  fingerprint: string;
}

/**
 * A version of a registered model as the registry's version listing tells it.
 *
 * @public
 */
export interface RegisteredVersion {
  modelName: string;
  version: string;
  createdAt?: Date;
  updatedAt?: Date;
  createdBy?: string;
  description?: string;
  status: 'ready' | 'pending' | 'failed' | 'unknown';
  statusMessage?: string;
  /** Artefact URI. */
  artifactUri?: string;
  /** Where the registry knows one: `<algorithm>:<hex>`. */
  artifactDigest?: string;
  runId?: string;
  runUrl?: string;
  uiUrl?: string;
  /** How client code names it, e.g. `models:/churn/3`. */
  clientUri?: string;
  tags: Record<string, string>;
  /** A stage as the registry itself has it, in its own words. */
  nativeStage?: string;
  /** Hash of all the above: equal means nothing changed. */
  fingerprint: string;
}

/**
 * What the run behind a version tells: read once, for new versions.
 *
 * @public
 */
export interface RegisteredVersionDetails {
  createdBy?: string;
  /** Where the artefact lies, where `artifactUri` only names it. */
  artifactLocation?: string;
  parameters: Record<string, string>;
  metrics: Array<{
    name: string;
    /** Not given where the registry holds NaN or an infinity. */
    value?: number;
    measuredAt?: Date;
    dataset?: { name: string; digest?: string; split?: string };
    n?: number;
  }>;
  datasets: Array<{
    name: string;
    digest?: string;
    split?: string;
    source?: string;
    sourceType?: string;
  }>;
  signature?: { inputs?: string; outputs?: string };
}

/**
 * @public
 */
export interface RegistryCallOptions {
  signal: AbortSignal;
}

/**
 * @public
 */
export interface ListVersionsOptions extends RegistryCallOptions {
  /** Of a page of an earlier listing of all versions: begins there. */
  cursor?: string;
}

/**
 * One page of a listing of versions.
 *
 * @public
 */
export interface RegisteredVersionsPage {
  versions: RegisteredVersion[];
  /**
   * Begins another listing of all versions at this page, in a later process
   * too. Left out on the first page, and by registries that cannot do so.
   */
  cursor?: string;
}

/**
 * One model registry: a thin reader of an outside system. It decides nothing
 * and keeps nothing; the models backend does.
 *
 * @remarks
 *
 * Methods throw when the registry cannot be reached or answers nonsense; the
 * message is shown to people, so it says what was asked of whom and never
 * holds a secret. Time-outs and retries are the implementation's.
 *
 * @public
 */
export interface ModelRegistry {
  /** The key under `models.registries`; also the namespace of its entities. */
  readonly id: string;
  /** What kind of registry it is, e.g. `mlflow`. */
  readonly type: string;
  readonly title: string;
  /** Where a person opens the registry. */
  readonly uiUrl?: string;

  /**
   * Asks the registry who it is. Cheap; called at the start of each sync.
   */
  describe(options: RegistryCallOptions): Promise<{
    serverVersion?: string;
    promptCount?: number;
  }>;

  /**
   * All registered models, in pages. Prompts and other things that share the
   * registry are left out. A model may come twice when the registry pages by
   * offset and changes meanwhile.
   */
  listModels(
    options: RegistryCallOptions,
  ): AsyncIterable<RegisteredModelListing[]>;

  /**
   * The model, or undefined where the registry says that there is none.
   */
  getModel(
    name: string,
    options: RegistryCallOptions,
  ): Promise<RegisteredModelListing | undefined>;

  /**
   * All versions of the given models, of which there are at most 200, or of all
   * models where none are given, in pages. The rows of one model come together,
   * over page borders too, so that a model is complete when the next begins.
   *
   * Reading all versions of a large registry takes many syncs, so pages should
   * have cursors, and models and versions an order that does not change.
   */
  listVersions(
    modelNames: string[] | undefined,
    options: ListVersionsOptions,
  ): AsyncIterable<RegisteredVersionsPage>;

  /**
   * Details for up to 500 versions, in as few requests as the registry allows,
   * in the order of the question; undefined where it has none.
   */
  describeVersions(
    versions: RegisteredVersion[],
    options: RegistryCallOptions,
  ): Promise<Array<RegisteredVersionDetails | undefined>>;
}
