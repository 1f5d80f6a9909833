import { createHash } from 'node:crypto';
import { TAG_PREFIX } from '@platform-ops/backstage-plugin-models-common';
import { artifactDigestTag } from '../content/artifactDigest';
import type { SandboxClock } from '../content/SandboxClock';
import { STAGE_TAG } from '../content/seedRegistry';
import type { RegistryStore } from '../mlflow/RegistryStore';
import type { TrackingStore } from '../mlflow/TrackingStore';
import type { RunStatus } from '../mlflow/types';
import type { KfpStore } from './KfpStore';
import { parametersOf, type RunPlan } from './planRun';
import type { RunRecord } from './records';
import { canceledAt } from './toRun';

const RUN_TAG = 'pipelines.kubeflow.org/run-id';
/** Examples that a simulated evaluation was made on. */
const EXAMPLES = 5000;

interface Effect {
  at: number;
  apply: () => void;
}

function hexOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/**
 * What runs of pipelines leave in MLflow: a run each, with its parameters and
 * measurements, and a version of the model that it registers.
 */
export class RunTracking {
  readonly #store: KfpStore;
  readonly #registry: RegistryStore;
  readonly #tracking: TrackingStore;
  readonly #clock: SandboxClock;
  readonly #onChange: (time: number) => void;
  /** How many effects of a run were applied, by its id. */
  readonly #applied = new Map<string, number>();

  constructor(options: {
    store: KfpStore;
    registry: RegistryStore;
    tracking: TrackingStore;
    clock: SandboxClock;
    /** Called after each effect on the registry. */
    onChange?: (time: number) => void;
  }) {
    this.#store = options.store;
    this.#registry = options.registry;
    this.#tracking = options.tracking;
    this.#clock = options.clock;
    this.#onChange = options.onChange ?? (() => {});
  }

  /**
   * Lets happen what has come due, in the order of time.
   */
  advance(now: number): void {
    const due = this.#store.runs.flatMap(run =>
      this.#effectsOf(run)
        .slice(this.#applied.get(run.id) ?? 0)
        .filter(({ at }) => at <= now)
        .map(effect => ({ ...effect, run })),
    );
    for (const { at, apply, run } of due.sort((a, b) => a.at - b.at)) {
      this.#applied.set(run.id, (this.#applied.get(run.id) ?? 0) + 1);
      this.#clock.set(at);
      apply();
      this.#clock.release();
      this.#onChange(at);
    }
  }

  /** Where MLflow tracks a run; undefined before it does. */
  of(run: RunRecord) {
    const id = hexOf(run.id);
    const tracked = this.#tracking.runs.find(each => each.id === id);
    return (
      tracked && {
        experimentId: tracked.experimentId,
        experimentName: this.#tracking.getExperiment(tracked.experimentId).name,
        runId: id,
      }
    );
  }

  #effectsOf(run: RunRecord): Effect[] {
    const plan = this.#store.planOf(run);
    const until = canceledAt(run, plan) ?? plan.endsAt;
    const { evaluation, registration } = plan;
    const id = hexOf(run.id);
    const effects: Effect[] = [
      { at: run.createdAt, apply: () => this.#begin(run, id) },
    ];
    if (evaluation && evaluation.at <= until) {
      effects.push({
        at: evaluation.at,
        apply: () => this.#measure(id, evaluation),
      });
    }
    if (registration && registration.at <= until) {
      effects.push({
        at: registration.at,
        apply: () => this.#register(run, id, registration.model),
      });
    }
    const status = until < plan.endsAt ? 'KILLED' : endOf(plan);
    effects.push({ at: until, apply: () => this.#end(id, status) });
    return effects.sort((a, b) => a.at - b.at);
  }

  #begin(run: RunRecord, id: string): void {
    const asked = (run.pluginsInput?.mlflow as { experiment_name?: unknown })
      ?.experiment_name;
    const name = typeof asked === 'string' && asked ? asked : 'Default';
    const experiment =
      this.#tracking.findExperimentByName(name) ??
      this.#tracking.createExperiment(name);
    this.#tracking.createRun({
      id,
      experimentId: experiment.id,
      name: run.displayName,
      startTime: run.createdAt,
      tags: new Map([
        [RUN_TAG, run.id],
        ['mlflow.source.type', 'JOB'],
        ...(run.version
          ? ([
              ['pipelines.kubeflow.org/pipeline-id', run.version.pipelineId],
              [
                'pipelines.kubeflow.org/pipeline-version-id',
                run.version.versionId,
              ],
            ] as const)
          : []),
      ]),
    });
    this.#tracking.logBatch(id, {
      metrics: [],
      params: new Map(
        Object.entries(parametersOf(run, this.#store.specOf(run))).map(
          ([key, value]) => [
            key,
            typeof value === 'string' ? value : JSON.stringify(value),
          ],
        ),
      ),
      tags: new Map(),
    });
  }

  #measure(id: string, { at, metrics }: NonNullable<RunPlan['evaluation']>) {
    this.#tracking.logBatch(id, {
      metrics: Object.entries(metrics).map(([key, value]) => ({
        key,
        value,
        timestamp: at,
        step: 0,
        modelId: `m-${id}`,
      })),
      params: new Map(),
      tags: new Map(
        Object.keys(metrics).map(key => [
          `${TAG_PREFIX}n.${key}`,
          String(EXAMPLES),
        ]),
      ),
    });
  }

  #register(run: RunRecord, id: string, name: string): void {
    const registry = this.#registry;
    const model =
      registry.models.find(each => each.name === name) ??
      registry.createModel({ name, tags: this.#modelTags(run) });
    const { experimentId } = this.#tracking.getRun(id);
    const logged = this.#tracking.createLoggedModel({
      id: `m-${id}`,
      experimentId,
      name,
      sourceRunId: id,
    });
    logged.status = 'LOGGED_MODEL_READY';
    for (const older of model.versions.values()) {
      if (older.tags.get(STAGE_TAG) === 'candidate') {
        older.tags.set(STAGE_TAG, 'archived');
      }
    }
    const version = registry.createVersion({
      name,
      source: `models:/${logged.id}`,
      runId: id,
      description: `Registered by the pipeline run ${run.displayName}.`,
      tags: new Map([
        [STAGE_TAG, 'candidate'],
        [RUN_TAG, run.id],
        artifactDigestTag(logged.id),
      ]),
    });
    model.aliases.set('candidate', version.version);
  }

  /** What the pipeline is told of the model, in the portal's fields. */
  #modelTags(run: RunRecord): Map<string, string> {
    const { owner, dataset } = parametersOf(run, this.#store.specOf(run));
    return new Map(
      Object.entries({ owner, 'trained-on': dataset }).flatMap(
        ([field, value]): Array<[string, string]> =>
          typeof value === 'string' && value
            ? [[`${TAG_PREFIX}${field}`, value]]
            : [],
      ),
    );
  }

  #end(id: string, status: RunStatus): void {
    const tracked = this.#tracking.getRun(id);
    tracked.status = status;
    tracked.endTime = this.#clock.now();
  }
}

function endOf({ outcome }: RunPlan): RunStatus {
  return outcome === 'SUCCEEDED' ? 'FINISHED' : 'FAILED';
}
