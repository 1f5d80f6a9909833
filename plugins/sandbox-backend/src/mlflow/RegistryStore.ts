import { MlflowError } from './MlflowError';
import {
  LEGACY_STAGES,
  type LegacyStage,
  type ModelRecord,
  type VersionRecord,
} from './types';

const MAX_TAG_KEY_LENGTH = 250;
const PROMPT_TAG = 'mlflow.prompt.is_prompt';

function checkName(name: string) {
  if (!name.trim()) {
    throw MlflowError.invalid("Missing value for required parameter 'name'.");
  }
  if (/[/:]/.test(name)) {
    throw MlflowError.invalid(
      `Invalid model name '${name}'. Names cannot contain '/' or ':'.`,
    );
  }
}

function checkAlias(alias: string) {
  if (!/^[\w-]*$/.test(alias)) {
    throw MlflowError.invalid(
      `Invalid alias name: '${alias}'. Names may only contain alphanumerics, underscores (_), and dashes (-).`,
    );
  }
}

function checkTag(key: string) {
  if (!/^[/\w.\- :]*$/u.test(key)) {
    throw MlflowError.invalid(
      `Invalid value ${JSON.stringify(
        key,
      )} for parameter 'key' supplied: Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).`,
    );
  }
  if (key.length > MAX_TAG_KEY_LENGTH) {
    throw MlflowError.invalid(
      `'key' exceeds the maximum length of ${MAX_TAG_KEY_LENGTH} characters`,
    );
  }
}

function checkVersion(version: string): number {
  if (!/^-?\d+$/.test(version.trim())) {
    throw MlflowError.invalid(
      `Parameter 'version' must be an integer, got '${version}'.`,
    );
  }
  return Number(version);
}

function canonicalStage(stage: string): LegacyStage {
  const canonical = LEGACY_STAGES.find(
    known =>
      known.toLocaleLowerCase('en-US') === stage.toLocaleLowerCase('en-US'),
  );
  if (!canonical) {
    throw MlflowError.invalid(
      `Invalid Model Version stage: ${stage}. Value must be one of ${LEGACY_STAGES.join(
        ', ',
      )}.`,
    );
  }
  return canonical;
}

/**
 * Registered models and their versions, in memory, with MLflow's rules.
 */
export class RegistryStore {
  readonly #models = new Map<string, ModelRecord>();
  readonly #now: () => number;

  static create(options: { now: () => number }): RegistryStore {
    return new RegistryStore(options.now);
  }

  private constructor(now: () => number) {
    this.#now = now;
  }

  get models(): ModelRecord[] {
    return [...this.#models.values()];
  }

  static isPrompt(model: ModelRecord): boolean {
    return model.tags.get(PROMPT_TAG)?.toLocaleLowerCase('en-US') === 'true';
  }

  createModel(options: {
    name: string;
    description?: string;
    tags?: Map<string, string>;
  }): ModelRecord {
    checkName(options.name);
    if (this.#models.has(options.name)) {
      throw MlflowError.exists(
        `Registered Model (name=${options.name}) already exists.`,
      );
    }
    const now = this.#now();
    const model: ModelRecord = {
      name: options.name,
      createdAt: now,
      updatedAt: now,
      description: options.description || undefined,
      tags: new Map(options.tags),
      aliases: new Map(),
      versions: new Map(),
      highestVersion: 0,
    };
    this.#models.set(model.name, model);
    return model;
  }

  getModel(name: string): ModelRecord {
    checkName(name);
    const model = this.#models.get(name);
    if (!model) {
      throw MlflowError.missing(`Registered Model with name=${name} not found`);
    }
    return model;
  }

  updateModel(name: string, description: string): ModelRecord {
    const model = this.getModel(name);
    model.description = description || undefined;
    model.updatedAt = this.#now();
    return model;
  }

  renameModel(name: string, newName: string): ModelRecord {
    checkName(newName);
    const model = this.getModel(name);
    if (name !== newName && this.#models.has(newName)) {
      throw MlflowError.exists(
        `Registered Model (name=${newName}) already exists. Error: the name is taken`,
      );
    }
    this.#models.delete(name);
    model.name = newName;
    model.updatedAt = this.#now();
    for (const version of model.versions.values()) {
      version.updatedAt = model.updatedAt;
    }
    this.#models.set(newName, model);
    return model;
  }

  deleteModel(name: string): void {
    this.getModel(name);
    this.#models.delete(name);
  }

  setModelTag(name: string, key: string, value: string): void {
    checkTag(key);
    this.getModel(name).tags.set(key, value);
  }

  setVersionTag(
    name: string,
    number: string,
    key: string,
    value: string,
  ): void {
    checkTag(key);
    this.getVersion(name, number).version.tags.set(key, value);
  }

  createVersion(options: {
    name: string;
    source: string;
    runId?: string;
    runLink?: string;
    description?: string;
    tags?: Map<string, string>;
  }): VersionRecord {
    const model = this.getModel(options.name);
    const now = this.#now();
    const version: VersionRecord = {
      version: model.highestVersion + 1,
      createdAt: now,
      updatedAt: now,
      stage: 'None',
      description: options.description ?? '',
      source: options.source,
      runId: options.runId ?? '',
      runLink: options.runLink ?? '',
      status: 'READY',
      tags: new Map(options.tags),
    };
    model.highestVersion = version.version;
    model.versions.set(version.version, version);
    model.updatedAt = now;
    return version;
  }

  getVersion(
    name: string,
    number: string,
  ): { model: ModelRecord; version: VersionRecord } {
    checkName(name);
    const wanted = checkVersion(number);
    const model = this.#models.get(name);
    const version = model?.versions.get(wanted);
    if (!model || !version) {
      throw MlflowError.missing(
        `Model Version (name=${name}, version=${wanted}) not found`,
      );
    }
    return { model, version };
  }

  updateVersion(name: string, number: string, description: string) {
    const found = this.getVersion(name, number);
    found.version.description = description;
    found.version.updatedAt = this.#now();
    return found;
  }

  deleteVersion(name: string, number: string): void {
    const { model, version } = this.getVersion(name, number);
    model.versions.delete(version.version);
    for (const [alias, target] of model.aliases) {
      if (target === version.version) {
        model.aliases.delete(alias);
      }
    }
    model.updatedAt = this.#now();
  }

  transitionStage(options: {
    name: string;
    version: string;
    stage: string;
    archiveExisting: boolean;
  }) {
    const stage = canonicalStage(options.stage);
    if (
      options.archiveExisting &&
      stage !== 'Staging' &&
      stage !== 'Production'
    ) {
      throw new MlflowError(
        'INTERNAL_ERROR',
        `Model version transition cannot archive existing model versions because '${options.stage}' is not an Active stage. Valid stages are ['Staging', 'Production']`,
      );
    }
    const found = this.getVersion(options.name, options.version);
    const now = this.#now();
    for (const other of found.model.versions.values()) {
      if (
        options.archiveExisting &&
        other !== found.version &&
        other.stage === stage
      ) {
        other.stage = 'Archived';
        other.updatedAt = now;
      }
    }
    found.version.stage = stage;
    found.version.updatedAt = now;
    found.model.updatedAt = now;
    return found;
  }

  setAlias(name: string, alias: string, number: string): void {
    checkName(name);
    checkAlias(alias);
    if (alias.toLocaleLowerCase('en-US') === 'latest') {
      throw MlflowError.invalid(
        "'latest' alias name (case insensitive) is reserved.",
      );
    }
    if (/^[vV]\d+$/.test(alias)) {
      throw MlflowError.invalid(`Version alias name '${alias}' is reserved.`);
    }
    const { model, version } = this.getVersion(name, number);
    model.aliases.set(alias, version.version);
  }

  deleteAlias(name: string, alias: string): void {
    checkName(name);
    checkAlias(alias);
    this.getModel(name).aliases.delete(alias);
  }

  getVersionByAlias(name: string, alias: string) {
    checkName(name);
    checkAlias(alias);
    const model = this.getModel(name);
    if (alias.toLocaleLowerCase('en-US') === 'latest') {
      const newest = [...model.versions.values()].at(-1);
      if (!newest) {
        throw MlflowError.missing(
          `Latest version not found for model ${name}.`,
        );
      }
      return { model, version: newest };
    }
    const number = model.aliases.get(alias);
    if (number === undefined) {
      throw MlflowError.invalid(`Registered model alias ${alias} not found.`);
    }
    return this.getVersion(name, String(number));
  }

  /**
   * The newest version in each legacy stage, or in the given ones.
   */
  latestVersions(model: ModelRecord, stages?: string[]): VersionRecord[] {
    const wanted = stages?.length ? stages.map(canonicalStage) : LEGACY_STAGES;
    const latest = new Map<LegacyStage, VersionRecord>();
    for (const version of model.versions.values()) {
      latest.set(version.stage, version);
    }
    return [...latest.values()].filter(({ stage }) => wanted.includes(stage));
  }
}
