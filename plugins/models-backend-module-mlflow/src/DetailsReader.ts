import type {
  RegisteredVersion,
  RegisteredVersionDetails,
} from '@platform-ops/backstage-plugin-models-node';
import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { MlflowClient } from './client/MlflowClient';
import { isNotSupported } from './client/MlflowError';
import type { MlflowLoggedModel, MlflowRun } from './client/schemas';
import { toVersionDetails } from './mapping/toVersionDetails';

/** So few are read one by one, which takes no list of experiments. */
const FEW_RUNS = 5;
/** MLflow takes 1,000 ids in a question and refuses 5,000. */
const IDS_PER_QUESTION = 200;
const EXPERIMENTS_PER_QUESTION = 1000;
const EXPERIMENTS_FRESH_MILLISECONDS = 5 * 60_000;
const ID = /^[\w-]+$/;

/**
 * Reads the runs and logged models behind versions, many at a time.
 */
export class DetailsReader {
  readonly #client: MlflowClient;
  #experiments: { ids: string[]; readAt: number } | undefined;
  #hasLoggedModels = true;

  static create(client: MlflowClient): DetailsReader {
    return new DetailsReader(client);
  }

  private constructor(client: MlflowClient) {
    this.#client = client;
  }

  /** Forgets what it believes about the server, which may be a newer one now. */
  reset(): void {
    this.#hasLoggedModels = true;
  }

  async read(
    versions: RegisteredVersion[],
    signal: AbortSignal,
  ): Promise<Array<RegisteredVersionDetails | undefined>> {
    const runs = await this.#readRuns(
      distinct(versions.map(version => version.runId)),
      signal,
    );
    const models = await this.#readLoggedModels(
      distinct(versions.map(loggedModelId)),
      distinct([...runs.values()].map(run => run.info.experiment_id)),
      signal,
    );
    return versions.map(version =>
      toVersionDetails(
        version,
        runs.get(version.runId ?? ''),
        models.get(loggedModelId(version) ?? ''),
      ),
    );
  }

  async #readRuns(
    runIds: string[],
    signal: AbortSignal,
  ): Promise<Map<string, MlflowRun>> {
    const runs = new Map<string, MlflowRun>();
    const regular = runIds.filter(id => ID.test(id));
    const single =
      regular.length > FEW_RUNS ? runIds.filter(id => !ID.test(id)) : runIds;

    for (const batch of inChunks(single, IDS_PER_QUESTION)) {
      await Promise.all(
        batch.map(async id => {
          const run = await this.#client.getRun(id, signal);
          if (run) {
            runs.set(id, run);
          }
        }),
      );
    }
    if (regular.length > FEW_RUNS) {
      await this.#searchRuns(regular, runs, signal);
    }
    return runs;
  }

  async #searchRuns(
    runIds: string[],
    runs: Map<string, MlflowRun>,
    signal: AbortSignal,
  ): Promise<void> {
    const startedAt = Date.now();
    for (const refresh of [false, true]) {
      const missing = runIds.filter(id => !runs.has(id));
      if (missing.length === 0) {
        return;
      }
      if (
        refresh &&
        this.#experiments &&
        this.#experiments.readAt >= startedAt
      ) {
        // The list is of this very call: these runs are gone.
        return;
      }
      const experimentIds = await this.#experimentIds(refresh, signal);
      await Promise.all(
        inChunks(missing, IDS_PER_QUESTION).map(batch =>
          this.#searchBatch(batch, experimentIds, runs, signal),
        ),
      );
    }
  }

  async #searchBatch(
    runIds: string[],
    experimentIds: string[],
    runs: Map<string, MlflowRun>,
    signal: AbortSignal,
  ): Promise<void> {
    let missing = runIds;
    for (const experiments of inChunks(
      experimentIds,
      EXPERIMENTS_PER_QUESTION,
    )) {
      const found = await this.#client.searchRuns({
        experimentIds: experiments,
        runIds: missing,
        signal,
      });
      for (const run of found) {
        runs.set(run.info.run_id, run);
      }
      missing = missing.filter(id => !runs.has(id));
      if (missing.length === 0) {
        return;
      }
    }
  }

  async #experimentIds(
    refresh: boolean,
    signal: AbortSignal,
  ): Promise<string[]> {
    const known = this.#experiments;
    const now = Date.now();
    if (
      known &&
      !refresh &&
      now - known.readAt < EXPERIMENTS_FRESH_MILLISECONDS
    ) {
      return known.ids;
    }
    const ids = await this.#client.listExperimentIds(signal);
    this.#experiments = { ids, readAt: now };
    return ids;
  }

  async #readLoggedModels(
    modelIds: string[],
    experimentIds: string[],
    signal: AbortSignal,
  ): Promise<Map<string, MlflowLoggedModel>> {
    const models = new Map<string, MlflowLoggedModel>();
    if (!this.#hasLoggedModels || experimentIds.length === 0) {
      return models;
    }
    for (const batch of inChunks(modelIds, IDS_PER_QUESTION)) {
      try {
        const found = await this.#client.searchLoggedModels({
          experimentIds,
          modelIds: batch,
          signal,
        });
        for (const model of found) {
          models.set(model.info.model_id, model);
        }
      } catch (error) {
        if (!isNotSupported(error)) {
          throw error;
        }
        this.#hasLoggedModels = false;
        break;
      }
    }
    return models;
  }
}

function distinct(ids: Array<string | undefined>): string[] {
  return [...new Set(ids.filter(id => id !== undefined))];
}

/** A version that was made of a logged model has it as its source. */
function loggedModelId(version: RegisteredVersion): string | undefined {
  return /^models:\/(m-[\w-]+)$/.exec(version.artifactUri ?? '')?.[1];
}
