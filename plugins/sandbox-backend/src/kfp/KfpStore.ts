import { createHash } from 'node:crypto';
import { KfpError } from './KfpError';
import { planRun, type RunPlan } from './planRun';
import type {
  ExperimentRecord,
  KfpRecords,
  PipelineRecord,
  RunRecord,
  SpecRecord,
  VersionRecord,
} from './records';

const MOST = { pipelines: 200, versions: 50, experiments: 200, runs: 500 };
const MOST_SPEC_BYTES = 5_000_000;

type NewVersion = Omit<VersionRecord, 'id' | 'createdAt' | 'spec'>;

/** What Kubeflow Pipelines has before anybody used it. */
function emptyRecords(now: number): KfpRecords {
  return {
    made: 0,
    pipelines: [],
    experiments: [
      {
        id: uuidOf('experiment/default'),
        displayName: 'Default',
        description:
          'All runs created without specifying an experiment will be grouped here.',
        namespace: '',
        createdAt: now,
      },
    ],
    runs: [],
    specs: {},
  };
}

/**
 * An id in the form of a UUID.
 */
export function uuidOf(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}

/**
 * Pipelines, experiments and runs. How a run goes is not kept: it follows from
 * its pipeline, its parameters and the seed.
 */
export class KfpStore {
  readonly seed: string;
  readonly now: () => number;
  readonly #keep: (records: KfpRecords) => void;
  readonly #records: KfpRecords;
  readonly #plans = new Map<string, RunPlan>();

  constructor(options: {
    seed: string;
    now: () => number;
    records?: KfpRecords;
    /** Called with all after each change. */
    keep?: (records: KfpRecords) => void;
  }) {
    this.seed = options.seed;
    this.now = options.now;
    this.#keep = options.keep ?? (() => {});
    this.#records = options.records ?? emptyRecords(options.now());
  }

  get pipelines(): readonly PipelineRecord[] {
    return this.#records.pipelines;
  }

  get experiments(): readonly ExperimentRecord[] {
    return this.#records.experiments;
  }

  get runs(): readonly RunRecord[] {
    return this.#records.runs;
  }

  pipeline(id: string): PipelineRecord {
    return find(this.pipelines, id, 'Pipeline');
  }

  version(pipelineId: string, id: string): VersionRecord {
    return find(this.pipeline(pipelineId).versions, id, 'PipelineVersion');
  }

  experiment(id: string): ExperimentRecord {
    return find(this.experiments, id, 'Experiment');
  }

  run(id: string): RunRecord {
    return find(this.runs, id, 'Run');
  }

  specOf({ spec }: { spec: string }): SpecRecord {
    return this.#records.specs[spec];
  }

  planOf(run: RunRecord): RunPlan {
    const known = this.#plans.get(run.id);
    if (known) {
      return known;
    }
    const plan = planRun(run, this.specOf(run), this.seed);
    this.#plans.set(run.id, plan);
    return plan;
  }

  /** A pipeline's first version has the pipeline's name. */
  addPipeline(
    pipeline: Omit<PipelineRecord, 'id' | 'createdAt' | 'versions'>,
    version: { spec: SpecRecord; codeSourceUrl?: string } | undefined,
  ): PipelineRecord {
    if (this.pipelines.some(({ name }) => name === pipeline.name)) {
      throw new KfpError(
        'exists',
        `Failed to create a new pipeline. The name ${pipeline.name} already exists`,
      );
    }
    this.#limit('pipelines', this.pipelines.length);
    const record = { ...pipeline, ...this.#made('pipeline'), versions: [] };
    if (version) {
      const { spec, codeSourceUrl } = version;
      const { name, displayName, description, tags } = pipeline;
      this.#addVersion(
        record,
        { name, displayName, description, tags, codeSourceUrl },
        spec,
      );
    }
    this.#records.pipelines.push(record);
    this.#changed();
    return record;
  }

  addVersion(
    pipelineId: string,
    version: NewVersion,
    spec: SpecRecord,
  ): VersionRecord {
    const pipeline = this.pipeline(pipelineId);
    if (pipeline.versions.some(({ name }) => name === version.name)) {
      throw new KfpError(
        'exists',
        `Failed to create a new pipeline version. The name ${version.name} already exists in pipeline ${pipeline.name}`,
      );
    }
    const record = this.#addVersion(pipeline, version, spec);
    this.#changed();
    return record;
  }

  addExperiment(
    experiment: Omit<ExperimentRecord, 'id' | 'createdAt'>,
  ): ExperimentRecord {
    const { displayName } = experiment;
    if (this.experiments.some(other => other.displayName === displayName)) {
      throw new KfpError(
        'exists',
        `Failed to create a new experiment. The name ${displayName} already exists`,
      );
    }
    this.#limit('experiments', this.experiments.length);
    const record = { ...experiment, ...this.#made('experiment') };
    this.#records.experiments.push(record);
    this.#changed();
    return record;
  }

  addRun(
    run: Omit<RunRecord, 'id' | 'createdAt' | 'archived' | 'spec'>,
    spec: SpecRecord | VersionRecord,
  ): RunRecord {
    this.#limit('runs', this.runs.length);
    const record = {
      ...run,
      spec: 'spec' in spec ? spec.spec : this.#keepSpec(spec),
      ...this.#made('run'),
      archived: false,
    };
    this.#records.runs.push(record);
    this.#changed();
    return record;
  }

  changeRun(
    id: string,
    change: Partial<Pick<RunRecord, 'terminatedAt' | 'archived'>>,
  ): void {
    Object.assign(this.run(id), change);
    this.#changed();
  }

  removeRun(id: string): void {
    remove(this.#records.runs, this.run(id));
    this.#plans.delete(id);
    this.#changed();
  }

  removeVersion(pipelineId: string, id: string): void {
    const { versions } = this.pipeline(pipelineId);
    remove(versions, this.version(pipelineId, id));
    this.#changed();
  }

  removePipeline(id: string): void {
    remove(this.#records.pipelines, this.pipeline(id));
    this.#changed();
  }

  #addVersion(
    pipeline: PipelineRecord,
    version: NewVersion,
    spec: SpecRecord,
  ): VersionRecord {
    this.#limit('versions', pipeline.versions.length);
    const record = {
      ...version,
      spec: this.#keepSpec(spec),
      ...this.#made('version'),
    };
    pipeline.versions.push(record);
    return record;
  }

  #made(kind: string): { id: string; createdAt: number } {
    this.#records.made += 1;
    return {
      id: uuidOf(`${this.seed}/${kind}/${this.#records.made}`),
      createdAt: this.now(),
    };
  }

  #keepSpec(spec: SpecRecord): string {
    const text = JSON.stringify(spec);
    const digest = createHash('sha256').update(text).digest('hex');
    const size = JSON.stringify(this.#records.specs).length + text.length;
    if (!this.#records.specs[digest] && size > MOST_SPEC_BYTES) {
      throw new KfpError(
        'exhausted',
        `The sandbox keeps at most ${MOST_SPEC_BYTES} bytes of pipelines; delete some that you do not need`,
      );
    }
    this.#records.specs[digest] = spec;
    return digest;
  }

  #limit(kind: keyof typeof MOST, count: number): void {
    if (count >= MOST[kind]) {
      throw new KfpError(
        'exhausted',
        `The sandbox keeps at most ${MOST[kind]} ${kind}; delete some that you do not need`,
      );
    }
  }

  #changed(): void {
    const { pipelines, runs, specs } = this.#records;
    const used = new Set(
      [...pipelines.flatMap(({ versions }) => versions), ...runs].map(
        ({ spec }) => spec,
      ),
    );
    Object.keys(specs)
      .filter(digest => !used.has(digest))
      .forEach(digest => delete specs[digest]);
    this.#keep(this.#records);
  }
}

function find<T extends { id: string }>(
  items: readonly T[],
  id: string,
  kind: string,
): T {
  const found = items.find(item => item.id === id);
  if (!found) {
    throw new KfpError('missing', `${kind} ${id} not found`);
  }
  return found;
}

function remove<T>(items: T[], item: T): void {
  items.splice(items.indexOf(item), 1);
}
