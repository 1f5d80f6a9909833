import { createHash } from 'node:crypto';
import { TAG_PREFIX } from '@platform-ops/backstage-plugin-models-common';
import type { RegistryStore } from '../mlflow/RegistryStore';
import type { TrackingStore } from '../mlflow/TrackingStore';
import type { DatasetInput, MetricPoint, VersionRecord } from '../mlflow/types';
import type { Random } from '../random';
import { artifactDigestTag } from './artifactDigest';
import type { DatasetSeed, MetricSeed, ModelSeed } from './ModelSeed';

/** With the name of a metric: how many examples it was measured on. */
const SAMPLES_TAG = `${TAG_PREFIX}n`;
const MINUTE = 60_000;
const TRAINING_MINUTES = 90;

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/**
 * Makes versions of a seed's model, each with the run that trained it.
 */
export class VersionFactory {
  readonly #registry: RegistryStore;
  readonly #tracking: TrackingStore;
  readonly #random: Random;

  static create(options: {
    registry: RegistryStore;
    tracking: TrackingStore;
    random: Random;
  }): VersionFactory {
    return new VersionFactory(
      options.registry,
      options.tracking,
      options.random,
    );
  }

  private constructor(
    registry: RegistryStore,
    tracking: TrackingStore,
    random: Random,
  ) {
    this.#registry = registry;
    this.#tracking = tracking;
    this.#random = random;
  }

  /**
   * @param progress - Between the first version (0) and the last one (1).
   */
  createVersion(
    seed: ModelSeed,
    options: { time: number; progress: number },
  ): VersionRecord {
    const { runId, loggedModelId } = this.#createRun(seed, options);
    return this.#registry.createVersion({
      name: seed.name,
      source: `models:/${loggedModelId}`,
      runId,
      description: this.#random.pick(seed.changes),
      tags: new Map([artifactDigestTag(loggedModelId)]),
    });
  }

  #experimentId(seed: ModelSeed): string {
    const name = seed.system.split('/')[1];
    const known = this.#tracking.findExperimentByName(name);
    return (known ?? this.#tracking.createExperiment(name)).id;
  }

  #createRun(
    seed: ModelSeed,
    { time, progress }: { time: number; progress: number },
  ): { runId: string; loggedModelId: string } {
    const inputs = seed.datasets.map(dataset => this.#input(dataset, progress));
    const measuredOn = seed.datasets.findIndex(
      ({ context }) => context === 'test',
    );
    const startTime = Math.round(time - TRAINING_MINUTES * MINUTE);
    const endTime = Math.round(time - MINUTE);
    const run = this.#tracking.createRun({
      experimentId: this.#experimentId(seed),
      name: `${seed.name}-${this.#random.hex(4)}`,
      userId: seed.author,
      startTime,
      tags: new Map([
        ['mlflow.user', seed.author],
        ['mlflow.source.type', 'JOB'],
        ['mlflow.source.name', `pipelines/${seed.name}`],
        ['mlflow.source.git.commit', this.#random.hex(40)],
      ]),
    });
    const loggedModel = this.#tracking.createLoggedModel({
      experimentId: run.experimentId,
      name: seed.name,
      sourceRunId: run.id,
    });
    loggedModel.status = 'LOGGED_MODEL_READY';
    this.#tracking.logBatch(run.id, {
      metrics: [
        ...this.#trainingCurve(seed, startTime, endTime),
        ...seed.metrics.map(metric => ({
          key: metric.name,
          value: this.#measure(metric, progress),
          timestamp: endTime,
          step: 0,
          modelId: loggedModel.id,
          datasetName: inputs[measuredOn].name,
          datasetDigest: inputs[measuredOn].digest,
        })),
      ],
      params: new Map(
        Object.entries(seed.parameters).map(([name, values]) => [
          name,
          this.#random.pick(values),
        ]),
      ),
      tags: new Map([
        ...seed.metrics.map(({ name }): [string, string] => [
          `${SAMPLES_TAG}.${name}`,
          String(seed.datasets[measuredOn].rows),
        ]),
        [
          'mlflow.log-model.history',
          JSON.stringify([
            {
              run_id: run.id,
              artifact_path: loggedModel.id,
              flavors: { [seed.framework]: {} },
              signature: { inputs: seed.inputs, outputs: seed.outputs },
            },
          ]),
        ],
      ]),
    });
    this.#tracking.logInputs(run.id, inputs);
    run.status = 'FINISHED';
    run.endTime = endTime;
    return { runId: run.id, loggedModelId: loggedModel.id };
  }

  #measure(metric: MetricSeed, progress: number): number {
    const expected = metric.first + (metric.last - metric.first) * progress;
    const noise = this.#random.between(-metric.spread, metric.spread);
    return round(expected + noise, metric.digits ?? 4);
  }

  #trainingCurve(
    { history }: ModelSeed,
    startTime: number,
    endTime: number,
  ): MetricPoint[] {
    return Array.from({ length: history.steps }, (_, step) => {
      const share = step / (history.steps - 1);
      const expected =
        history.last + (history.first - history.last) * Math.exp(-4 * share);
      const noise = this.#random.between(0.985, 1.015);
      return {
        key: history.name,
        value: round(expected * noise, 4),
        timestamp: Math.round(startTime + (endTime - startTime) * share),
        step,
      };
    });
  }

  /**
   * Training data grows; the data that versions are measured on changes once,
   * so that older figures cannot be compared with newer ones.
   */
  #input(dataset: DatasetSeed, progress: number): DatasetInput {
    const edition =
      dataset.context === 'training'
        ? Math.floor(progress * 4)
        : Number(progress > 0.4);
    const training = dataset.context === 'training';
    const rows = training
      ? Math.round(dataset.rows * (0.7 + 0.075 * edition))
      : dataset.rows;
    return {
      tags: new Map([['mlflow.data.context', dataset.context]]),
      name: dataset.name,
      digest: createHash('sha256')
        .update(`${dataset.name}/${edition}`)
        .digest('hex')
        .slice(0, 8),
      sourceType: dataset.sourceType,
      source: JSON.stringify({ uri: dataset.source }),
      profile: JSON.stringify({ num_rows: rows }),
    };
  }
}
