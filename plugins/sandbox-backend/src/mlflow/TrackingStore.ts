import { MlflowError } from './MlflowError';
import type {
  DatasetInput,
  ExperimentRecord,
  LoggedModelRecord,
  MetricPoint,
  RunRecord,
} from './types';

/**
 * Experiments and runs, in memory, with MLflow's rules.
 */
export class TrackingStore {
  readonly #experiments = new Map<string, ExperimentRecord>();
  readonly #runs = new Map<string, RunRecord>();
  readonly #loggedModels = new Map<string, LoggedModelRecord>();
  readonly #now: () => number;
  readonly #createId: () => string;

  static create(options: {
    now: () => number;
    /** Gives 32 hexadecimal digits. */
    createId: () => string;
  }): TrackingStore {
    return new TrackingStore(options.now, options.createId);
  }

  private constructor(now: () => number, createId: () => string) {
    this.#now = now;
    this.#createId = createId;
    this.createExperiment('Default');
  }

  get experiments(): ExperimentRecord[] {
    return [...this.#experiments.values()];
  }

  get runs(): RunRecord[] {
    return [...this.#runs.values()];
  }

  createExperiment(
    name: string,
    tags: Map<string, string> = new Map(),
  ): ExperimentRecord {
    if (this.findExperimentByName(name)) {
      throw MlflowError.exists(
        `Experiment(name=${name}) already exists. Error: the name is taken`,
      );
    }
    const now = this.#now();
    const experiment: ExperimentRecord = {
      id: String(this.#experiments.size),
      name,
      createdAt: now,
      updatedAt: now,
      tags,
    };
    this.#experiments.set(experiment.id, experiment);
    return experiment;
  }

  getExperiment(id: string): ExperimentRecord {
    const experiment = this.#experiments.get(id);
    if (!experiment) {
      throw MlflowError.missing(`No Experiment with id=${id} exists`);
    }
    return experiment;
  }

  findExperimentByName(name: string): ExperimentRecord | undefined {
    return this.experiments.find(experiment => experiment.name === name);
  }

  createRun(options: {
    /** Made where none is given. */
    id?: string;
    experimentId: string;
    name?: string;
    userId?: string;
    startTime?: number;
    tags?: Map<string, string>;
  }): RunRecord {
    const experiment = this.getExperiment(options.experimentId);
    const id = options.id ?? this.#createId();
    const tags = new Map(options.tags);
    const name =
      options.name || tags.get('mlflow.runName') || `run-${id.slice(0, 6)}`;
    tags.set('mlflow.runName', name);
    const run: RunRecord = {
      id,
      experimentId: experiment.id,
      name,
      userId: options.userId ?? '',
      status: 'RUNNING',
      startTime: options.startTime ?? 0,
      tags,
      params: new Map(),
      metrics: [],
      inputs: [],
    };
    this.#runs.set(id, run);
    return run;
  }

  getRun(id: string): RunRecord {
    const run = this.#runs.get(id);
    if (!run) {
      throw MlflowError.missing(`Run with id=${id} not found`);
    }
    return run;
  }

  logBatch(
    id: string,
    data: {
      metrics: MetricPoint[];
      params: Map<string, string>;
      tags: Map<string, string>;
    },
  ): void {
    const run = this.getRun(id);
    const changed = [...data.params].filter(
      ([key, value]) => (run.params.get(key) ?? value) !== value,
    );
    if (changed.length) {
      const list = changed
        .map(
          ([key, value]) =>
            `{'key': '${key}', 'old_value': '${run.params.get(
              key,
            )}', 'new_value': '${value}'}`,
        )
        .join(', ');
      throw MlflowError.invalid(
        `Changing param values is not allowed. Params were already logged='[${list}]' for run ID='${id}'.`,
      );
    }
    run.metrics.push(...data.metrics);
    data.params.forEach((value, key) => run.params.set(key, value));
    data.tags.forEach((value, key) => run.tags.set(key, value));
  }

  get loggedModels(): LoggedModelRecord[] {
    return [...this.#loggedModels.values()];
  }

  createLoggedModel(options: {
    /** Made where none is given. */
    id?: string;
    experimentId: string;
    name: string;
    sourceRunId: string;
    params?: Map<string, string>;
    tags?: Map<string, string>;
  }): LoggedModelRecord {
    const experiment = this.getExperiment(options.experimentId);
    const now = this.#now();
    const model: LoggedModelRecord = {
      id: options.id ?? `m-${this.#createId()}`,
      experimentId: experiment.id,
      name: options.name,
      createdAt: now,
      updatedAt: now,
      status: 'LOGGED_MODEL_PENDING',
      sourceRunId: options.sourceRunId,
      params: new Map(options.params),
      tags: new Map(options.tags),
    };
    this.#loggedModels.set(model.id, model);
    return model;
  }

  findLoggedModel(id: string): LoggedModelRecord | undefined {
    return this.#loggedModels.get(id);
  }

  /**
   * What was measured of a logged model, in the order of the metrics' names.
   */
  metricsOf(model: LoggedModelRecord): MetricPoint[] {
    const run = this.#runs.get(model.sourceRunId);
    return (run?.metrics ?? [])
      .filter(metric => metric.modelId === model.id)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  logInputs(id: string, inputs: DatasetInput[]): void {
    this.getRun(id).inputs.push(...inputs);
  }
}

/**
 * What MLflow shows as the value of each metric: the point with the highest
 * step, the latest of them.
 */
export function latestMetrics(run: RunRecord): MetricPoint[] {
  const latest = new Map<string, MetricPoint>();
  for (const point of run.metrics) {
    const known = latest.get(point.key);
    if (
      !known ||
      point.step > known.step ||
      (point.step === known.step && point.timestamp >= known.timestamp)
    ) {
      latest.set(point.key, point);
    }
  }
  return [...latest.values()];
}
