import type {
  ModelRegistry,
  RegisteredVersion,
  RegisteredVersionsPage,
} from '@platform-ops/backstage-plugin-models-node';
import {
  inChunks,
  prefetch,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { SweepPlace } from '../database/RegistryStore';
import {
  SyncStore,
  type KnownModel,
  type KnownVersion,
  type VersionWrite,
} from '../database/SyncStore';
import type { VersionWriter } from './VersionWriter';

/** How many models are asked for by name in one question. */
export const NAMES_PER_QUESTION = 200;

/** How many models without versions are concluded at once. */
const EMPTY_MODELS_BATCH = 500;

/** Models by their names in the registry. */
export type NamedModels = Map<string, KnownModel>;

/** What a reading works with. */
export interface VersionReading {
  startedAt: Date;
  signal: AbortSignal;
  /** When a version of the model that is new now was not there yet. */
  lookedBefore: (model: KnownModel) => Date | undefined;
  /** Asked after each step; the rest is then left to a later reading. */
  isTimeUp: () => boolean;
  /**
   * Told of models whose versions have all been read and written, with whether
   * one of them is new, different or gone.
   */
  onComplete(
    models: Array<{ model: KnownModel; changed: boolean }>,
  ): Promise<void>;
}

/** A reading that goes through the versions of all models. */
export interface SweepReading extends VersionReading {
  /** Where an earlier reading came to. */
  place: SweepPlace | undefined;
  /** Whether the model of this name was read since the sweep began. */
  isRead: (modelName: string) => boolean;
  onPlace(place: SweepPlace | undefined): Promise<void>;
}

/** A model whose versions are coming in. */
interface OpenModel {
  name: string;
  model: KnownModel;
  known: Map<string, KnownVersion>;
  seen: Set<string>;
  changed: boolean;
  /** The page on which its versions begin. */
  place: SweepPlace | undefined;
}

/**
 * Copies versions from a registry: reads the rows, tells which models are
 * complete, and notices which versions are gone.
 */
export class VersionReader {
  readonly #registry: ModelRegistry;
  readonly #store: SyncStore;
  readonly #writer: VersionWriter;

  constructor(options: {
    registry: ModelRegistry;
    store: SyncStore;
    writer: VersionWriter;
  }) {
    this.#registry = options.registry;
    this.#store = options.store;
    this.#writer = options.writer;
  }

  /**
   * Reads the versions of these models, a few models at a time.
   *
   * @returns whether all of them were read.
   */
  async readByName(
    models: NamedModels,
    reading: VersionReading,
  ): Promise<boolean> {
    return inSteps([...models], NAMES_PER_QUESTION, reading, async chunk => {
      const open = await this.#open(new Map(chunk));
      await this.#ask(open, reading);
      await this.#close([...open.values()], reading);
    });
  }

  /**
   * Reads the versions of these models by going through those of all models.
   *
   * @returns whether all of them were read.
   */
  async readAll(models: NamedModels, reading: SweepReading): Promise<boolean> {
    const unseen = new Map(models);
    const wanted = new Map(models);
    const open = new Map<string, OpenModel>();
    let isUncertain = reading.place?.isUncertain ?? false;
    let isFirst = true;
    let place: SweepPlace | undefined;
    for await (const page of this.#pages(reading)) {
      reading.signal.throwIfAborted();
      if (isFirst && reading.place) {
        isUncertain ||= haveRowsMoved(page, reading.place, reading.isRead);
        if (isUncertain) {
          // Of the first model, rows may stand before the page.
          wanted.delete(page.versions[0]?.modelName);
        }
      }
      isFirst = false;
      place = page.versions.length ? placeOf(page, isUncertain) : place;
      await this.#take(page.versions, open, wanted, reading, place);
      for (const name of open.keys()) {
        unseen.delete(name);
      }
      // Rows of one model come together, so all but the last are complete.
      const last = page.versions.at(-1)?.modelName;
      const complete = last
        ? [...open.values()].filter(({ name }) => name !== last)
        : [];
      complete.forEach(({ name }) => open.delete(name));
      await this.#close(complete, reading);
      const [unfinished] = open.values();
      await reading.onPlace(unfinished ? unfinished.place : place);
      // After a step that completes nothing, the next reading would be no further.
      if (complete.length && reading.isTimeUp()) {
        return false;
      }
    }
    await this.#close([...open.values()], reading);
    if (isUncertain) {
      return this.readByName(unseen, reading);
    }
    // What is left has no versions.
    return inSteps([...unseen], EMPTY_MODELS_BATCH, reading, async chunk => {
      const empty = await this.#open(new Map(chunk));
      await this.#close([...empty.values()], reading);
    });
  }

  async *#pages(reading: SweepReading): AsyncGenerator<RegisteredVersionsPage> {
    const { place, signal } = reading;
    let answered = false;
    try {
      const pages = this.#registry.listVersions(undefined, {
        signal,
        cursor: place?.cursor,
      });
      for await (const page of prefetch(pages)) {
        answered = true;
        yield page;
      }
    } catch (error) {
      if (place && !answered && !signal.aborted) {
        // The cursor may be what it does not like.
        await reading.onPlace(undefined);
      }
      throw error;
    }
  }

  async #open(
    models: NamedModels,
    place?: SweepPlace,
  ): Promise<Map<string, OpenModel>> {
    const known = await this.#store.loadVersions(
      [...models.values()].map(model => model.id),
    );
    return new Map(
      [...models].map(([name, model]) => [
        name,
        {
          name,
          model,
          known: known.get(model.id)!,
          seen: new Set(),
          changed: false,
          place,
        },
      ]),
    );
  }

  /**
   * Reads a page of rows of the models that are wanted, and opens these.
   */
  async #take(
    rows: RegisteredVersion[],
    open: Map<string, OpenModel>,
    wanted: NamedModels,
    reading: VersionReading,
    place?: SweepPlace,
  ): Promise<void> {
    const begun: NamedModels = new Map();
    for (const { modelName } of rows) {
      const model = wanted.get(modelName);
      if (model && !open.has(modelName)) {
        begun.set(modelName, model);
      }
    }
    for (const [name, item] of await this.#open(begun, place)) {
      open.set(name, item);
    }

    const writes: VersionWrite[] = [];
    const toDescribe: VersionWrite[] = [];
    for (const version of rows) {
      const item = open.get(version.modelName);
      if (
        !item ||
        item.seen.has(version.version) ||
        version.version.length > 255
      ) {
        continue;
      }
      item.seen.add(version.version);
      const before = item.known.get(version.version);
      const lacksDetails = !before || before.lacksDetails;
      if (
        before?.fingerprint === version.fingerprint &&
        !before.deleted &&
        !lacksDetails
      ) {
        continue;
      }
      item.changed = true;
      const write = {
        id: before?.id ?? SyncStore.newId(),
        modelId: item.model.id,
        version,
        lookedBefore: reading.lookedBefore(item.model),
      };
      writes.push(write);
      if (lacksDetails || before.status !== version.status) {
        toDescribe.push(write);
      }
    }
    await this.#writer.write(writes, toDescribe, reading);
  }

  /** Reads the versions of open models by the names of these. */
  async #ask(
    open: Map<string, OpenModel>,
    reading: VersionReading,
  ): Promise<void> {
    const { signal } = reading;
    const pages = this.#registry.listVersions([...open.keys()], { signal });
    for await (const { versions } of prefetch(pages)) {
      signal.throwIfAborted();
      await this.#take(versions, open, new Map(), reading);
    }
  }

  /**
   * Pages by offset can lose rows while the registry changes, so the models
   * that lack versions are asked for again before a version counts as gone.
   */
  async #close(models: OpenModel[], reading: VersionReading): Promise<void> {
    if (!models.length) {
      return;
    }
    const suspects = models.filter(item => missingOf(item).length);
    for (const chunk of inChunks(suspects, NAMES_PER_QUESTION)) {
      await this.#ask(new Map(chunk.map(item => [item.name, item])), reading);
    }
    const gone: string[] = [];
    for (const item of suspects) {
      const missing = missingOf(item);
      item.changed ||= missing.length > 0;
      gone.push(...missing.map(({ id }) => id));
    }
    await this.#store.markVersionsDeleted(gone, reading.startedAt);
    await reading.onComplete(
      models.map(({ model, changed }) => ({ model, changed })),
    );
  }
}

/**
 * @returns whether there was time for all steps; there always is for the first.
 */
async function inSteps<T>(
  items: T[],
  size: number,
  { isTimeUp }: VersionReading,
  step: (chunk: T[]) => Promise<void>,
): Promise<boolean> {
  let done = 0;
  for (const chunk of inChunks(items, size)) {
    if (done && isTimeUp()) {
      return false;
    }
    await step(chunk);
    done += chunk.length;
  }
  return true;
}

function missingOf({ known, seen }: OpenModel): KnownVersion[] {
  return [...known]
    .filter(([version, item]) => !item.deleted && !seen.has(version))
    .map(([, item]) => item);
}

function placeOf(
  page: RegisteredVersionsPage,
  isUncertain: boolean,
): SweepPlace | undefined {
  const { cursor, versions } = page;
  if (!cursor) {
    return undefined;
  }
  const [{ modelName, version }] = versions;
  return { cursor, firstRow: { modelName, version }, isUncertain };
}

/**
 * Whether rows that have not been read may now stand before the page. A page
 * that begins as it did, or with what was read, has all of them behind it.
 */
function haveRowsMoved(
  page: RegisteredVersionsPage,
  { firstRow }: SweepPlace,
  isRead: (modelName: string) => boolean,
): boolean {
  const [first] = page.versions;
  return !(
    first &&
    ((first.modelName === firstRow.modelName &&
      first.version === firstRow.version) ||
      isRead(first.modelName))
  );
}
