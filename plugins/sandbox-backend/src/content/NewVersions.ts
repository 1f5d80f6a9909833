import type { RegistryStore } from '../mlflow/RegistryStore';
import type { Random } from '../random';
import { modelSeeds } from '.';
import type { ModelSeed } from './ModelSeed';
import { STAGE_TAG } from './seedRegistry';
import type { VersionFactory } from './VersionFactory';

const CHALLENGER_SHARE = 0.35;
const PROMOTION_SHARE = 0.2;

/**
 * Lets the sandbox's teams go on working: new versions, new challengers, and
 * now and then one that takes over production.
 */
export class NewVersions {
  readonly #registry: RegistryStore;
  readonly #factory: VersionFactory;
  readonly #random: Random;
  readonly #now: () => number;

  static create(options: {
    registry: RegistryStore;
    factory: VersionFactory;
    random: Random;
    now: () => number;
  }): NewVersions {
    return new NewVersions(
      options.registry,
      options.factory,
      options.random,
      options.now,
    );
  }

  private constructor(
    registry: RegistryStore,
    factory: VersionFactory,
    random: Random,
    now: () => number,
  ) {
    this.#registry = registry;
    this.#factory = factory;
    this.#random = random;
    this.#now = now;
  }

  /**
   * Adds one version to one of the models that are alive and still there.
   */
  addOne(): void {
    const present = new Set(this.#registry.models.map(({ name }) => name));
    const alive = modelSeeds.filter(
      seed => !seed.standing.allArchived && present.has(seed.name),
    );
    if (alive.length) {
      this.#addVersion(this.#random.pick(alive));
    }
  }

  #addVersion(seed: ModelSeed): void {
    const model = this.#registry.getModel(seed.name);
    const version = this.#factory.createVersion(seed, {
      time: this.#now(),
      progress: 1,
    });
    for (const older of model.versions.values()) {
      if (older.tags.get(STAGE_TAG) === 'candidate') {
        older.tags.set(STAGE_TAG, 'archived');
      }
    }
    const challenger = model.aliases.get('challenger');
    if (
      challenger !== undefined &&
      model.aliases.has('champion') &&
      this.#random.next() < PROMOTION_SHARE
    ) {
      model.aliases.set('champion', challenger);
      model.aliases.delete('challenger');
    }
    if (this.#random.next() < CHALLENGER_SHARE) {
      model.aliases.set('challenger', version.version);
    } else {
      version.tags.set(STAGE_TAG, 'candidate');
    }
  }
}
