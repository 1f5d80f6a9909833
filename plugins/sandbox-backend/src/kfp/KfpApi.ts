import { z } from 'zod';
import { json, type Answer, type SandboxRequest } from '../server/Answer';
import { rfc3339 } from '../workloads/kubernetes/metadata';
import { checkParameters } from './checkParameters';
import { KfpError } from './KfpError';
import type { KfpStore } from './KfpStore';
import { pageOf } from './listing';
import { checkPipelineSpec, readPipelineSpec } from './readPipelineSpec';
import { readUpload } from './readUpload';
import type {
  ExperimentRecord,
  PipelineRecord,
  RunRecord,
  VersionRecord,
} from './records';
import type { RunTracking } from './RunTracking';
import { toExperiment, toPipeline, toVersion } from './toPipeline';
import { stateOf, toRun } from './toRun';

const PREFIX = '/kfp/apis/v2beta1/';

const pipelineSchema = z.object({
  name: z.string().default(''),
  display_name: z.string().default(''),
  description: z.string().max(10_000).default(''),
  namespace: z.string().default(''),
  tags: z.record(z.string().max(63), z.string().max(63)).default({}),
});

const experimentSchema = z.object({
  display_name: z.string().min(1).max(200),
  description: z.string().max(10_000).default(''),
  namespace: z.string().default(''),
});

const runSchema = z.object({
  display_name: z.string().min(1).max(200),
  description: z.string().max(10_000).default(''),
  experiment_id: z.string().default(''),
  pipeline_version_reference: z
    .object({
      pipeline_id: z.string(),
      pipeline_version_id: z.string().default(''),
    })
    .optional(),
  pipeline_spec: z.record(z.string(), z.unknown()).optional(),
  runtime_config: z
    .object({
      parameters: z.record(z.string(), z.unknown()).default({}),
      pipeline_root: z.string().optional(),
    })
    .default({ parameters: {} }),
  service_account: z.string().default('pipeline-runner'),
  plugins_input: z.record(z.string(), z.looseObject({})).optional(),
});

function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const { data, error } = schema.safeParse(input);
  if (error) {
    const [{ path, message }] = error.issues;
    throw new KfpError('invalid', `${path.join('.') || 'body'}: ${message}`);
  }
  return data;
}

function readTags(query: URLSearchParams): Record<string, string> {
  const text = query.get('tags');
  if (!text) {
    return {};
  }
  const { data } = z
    .record(z.string().max(63), z.string().max(63))
    .safeParse(parseJson(text));
  if (!data) {
    throw new KfpError(
      'invalid',
      `tags: found '${text}', allowed is a JSON object of texts with at most 63 characters`,
    );
  }
  return data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Handler = (request: SandboxRequest, ...ids: string[]) => unknown;

/**
 * The REST API of Kubeflow Pipelines, v2beta1.
 */
export class KfpApi {
  readonly #store: KfpStore;
  readonly #tracking: RunTracking;
  readonly #routes: Array<{ method: string; path: RegExp; handler: Handler }>;

  constructor(store: KfpStore, tracking: RunTracking) {
    this.#store = store;
    this.#tracking = tracking;
    const route = (text: string, handler: Handler) => {
      const [method, path] = text.split(' ');
      const pattern = path.replace(/\{\}/g, '([^/:]+)');
      return { method, path: new RegExp(`^${pattern}$`), handler };
    };
    this.#routes = [
      route('GET healthz', () => ({
        multi_user: false,
        pipeline_store: 'database',
      })),
      route('POST pipelines/upload', request => this.#upload(request)),
      route('POST pipelines/upload_version', request =>
        this.#uploadVersion(request),
      ),
      route('GET pipelines', ({ query }) => this.#listPipelines(query)),
      route('POST pipelines', ({ body }) => this.#addPipeline(body)),
      route('GET pipelines/names/{}', (_, name) => this.#named(name)),
      route('GET pipelines/{}', (_, id) => toPipeline(store.pipeline(id))),
      route('DELETE pipelines/{}', ({ query }, id) =>
        this.#removePipeline(id, query),
      ),
      route('GET pipelines/{}/versions', ({ query }, id) =>
        this.#listVersions(id, query),
      ),
      route('GET pipelines/{}/versions/{}', (_, pipeline, id) =>
        this.#version(pipeline, store.version(pipeline, id)),
      ),
      route('DELETE pipelines/{}/versions/{}', (_, pipeline, id) => {
        store.removeVersion(pipeline, id);
        return {};
      }),
      route('GET experiments', ({ query }) => this.#listExperiments(query)),
      route('POST experiments', ({ body }) => this.#addExperiment(body)),
      route('GET experiments/{}', (_, id) =>
        toExperiment(store.experiment(id), store.runs),
      ),
      route('GET runs', request => this.#listRuns(request)),
      route('POST runs', request => this.#addRun(request)),
      route('GET runs/{}', ({ host }, id) => this.#run(store.run(id), host)),
      route('DELETE runs/{}', (_, id) => {
        store.removeRun(id);
        return {};
      }),
      route('POST runs/{}:terminate', (_, id) => this.#terminate(id)),
      ...(['archive', 'unarchive'] as const).map(verb =>
        route(`POST runs/{}:${verb}`, (_, id) => {
          store.changeRun(id, { archived: verb === 'archive' });
          return {};
        }),
      ),
    ];
  }

  answer(request: SandboxRequest): Answer {
    try {
      const path = request.path.slice(PREFIX.length).replace(/\/$/, '');
      const isOurs = request.path.startsWith(PREFIX);
      const known = this.#routes.filter(each => isOurs && each.path.test(path));
      const found = known.find(({ method }) => method === request.method);
      if (!found) {
        throw known.length
          ? new KfpError('unimplemented', 'Method Not Allowed')
          : new KfpError('missing', 'Not Found');
      }
      const ids = found.path.exec(path)!.slice(1).map(decodeURIComponent);
      return json(200, found.handler(request, ...ids));
    } catch (error) {
      if (error instanceof KfpError) {
        return error.toAnswer();
      }
      throw error;
    }
  }

  #upload(request: SandboxRequest) {
    const { query } = request;
    const { name: file, content } = readUpload(
      request.contentType,
      request.text,
    );
    const spec = readPipelineSpec(content);
    const displayName = query.get('display_name');
    const name = query.get('name') || displayName || file;
    const pipeline = this.#store.addPipeline(
      {
        name,
        displayName: displayName || name,
        description: query.get('description') ?? '',
        namespace: query.get('namespace') ?? '',
        tags: readTags(query),
      },
      { spec, codeSourceUrl: query.get('code_source_url') ?? undefined },
    );
    return toPipeline(pipeline);
  }

  /** Without a version; those are uploaded afterwards. */
  #addPipeline(body: unknown) {
    const {
      name: given,
      display_name: displayName,
      ...rest
    } = parse(pipelineSchema, body);
    const name = given || displayName;
    if (!name) {
      throw new KfpError('invalid', 'name: found nothing');
    }
    return toPipeline(
      this.#store.addPipeline(
        { name, displayName: displayName || name, ...rest },
        undefined,
      ),
    );
  }

  #uploadVersion(request: SandboxRequest) {
    const { query } = request;
    const pipelineId = query.get('pipelineid');
    if (!pipelineId) {
      throw new KfpError('invalid', 'pipelineid: found nothing');
    }
    const { name: file, content } = readUpload(
      request.contentType,
      request.text,
    );
    const spec = readPipelineSpec(content);
    const displayName = query.get('display_name');
    const name = query.get('name') || displayName || file;
    const version = this.#store.addVersion(
      pipelineId,
      {
        name,
        displayName: displayName || name,
        description: query.get('description') ?? '',
        codeSourceUrl: query.get('code_source_url') ?? undefined,
        tags: readTags(query),
      },
      spec,
    );
    return this.#version(pipelineId, version);
  }

  #version(pipelineId: string, version: VersionRecord) {
    return toVersion(pipelineId, version, this.#store.specOf(version));
  }

  #named(name: string) {
    const found = this.#store.pipelines.find(each => each.name === name);
    if (!found) {
      throw new KfpError('missing', `Pipeline ${name} not found`);
    }
    return toPipeline(found);
  }

  #removePipeline(id: string, query: URLSearchParams) {
    const { versions } = this.#store.pipeline(id);
    if (versions.length && query.get('cascade') !== 'true') {
      throw new KfpError(
        'precondition',
        `Pipeline ${id} has versions; delete them first, or ask with cascade=true`,
      );
    }
    this.#store.removePipeline(id);
    return {};
  }

  #listPipelines(query: URLSearchParams) {
    const { items, ...page } = pageOf(
      this.#store.pipelines,
      query,
      (pipeline: PipelineRecord) => ({
        name: pipeline.name,
        display_name: pipeline.displayName,
        pipeline_id: pipeline.id,
        namespace: pipeline.namespace,
        created_at: rfc3339(pipeline.createdAt),
      }),
    );
    return { pipelines: items.map(toPipeline), ...page };
  }

  #listVersions(pipelineId: string, query: URLSearchParams) {
    const { items, ...page } = pageOf(
      this.#store.pipeline(pipelineId).versions,
      query,
      (version: VersionRecord) => ({
        name: version.name,
        display_name: version.displayName,
        pipeline_version_id: version.id,
        created_at: rfc3339(version.createdAt),
      }),
    );
    const versions = items.map(each => this.#version(pipelineId, each));
    return { pipeline_versions: versions, ...page };
  }

  #listExperiments(query: URLSearchParams) {
    const { items, ...page } = pageOf(
      this.#store.experiments,
      query,
      (experiment: ExperimentRecord) => ({
        name: experiment.displayName,
        display_name: experiment.displayName,
        experiment_id: experiment.id,
        namespace: experiment.namespace,
        created_at: rfc3339(experiment.createdAt),
      }),
    );
    const experiments = items.map(each => toExperiment(each, this.#store.runs));
    return { experiments, ...page };
  }

  #addExperiment(body: unknown) {
    const { display_name: displayName, ...rest } = parse(
      experimentSchema,
      body,
    );
    return toExperiment(
      this.#store.addExperiment({ displayName, ...rest }),
      [],
    );
  }

  #listRuns({ query, host }: SandboxRequest) {
    const experiment = query.get('experiment_id');
    const { items, ...page } = pageOf(
      this.#store.runs.filter(
        ({ experimentId }) => !experiment || experimentId === experiment,
      ),
      query,
      (run: RunRecord) => ({
        name: run.displayName,
        display_name: run.displayName,
        run_id: run.id,
        experiment_id: run.experimentId,
        pipeline_id: run.version?.pipelineId,
        pipeline_version_id: run.version?.versionId,
        state: stateOf(run, this.#store.planOf(run), this.#store.now()),
        storage_state: run.archived ? 'ARCHIVED' : 'AVAILABLE',
        created_at: rfc3339(run.createdAt),
      }),
    );
    return { runs: items.map(run => this.#run(run, host)), ...page };
  }

  #addRun({ body, host }: SandboxRequest) {
    const asked = parse(runSchema, body);
    const reference = asked.pipeline_version_reference;
    if (!reference === !asked.pipeline_spec) {
      throw new KfpError(
        'invalid',
        'body: allowed is either pipeline_version_reference or pipeline_spec',
      );
    }
    const version = reference && this.#referenced(reference);
    const spec = version
      ? this.#store.specOf(version)
      : specOfBody(asked.pipeline_spec!);
    const { parameters, pipeline_root: pipelineRoot } = asked.runtime_config;
    checkParameters(parameters, spec);
    const experimentId = asked.experiment_id || this.#store.experiments[0].id;
    this.#store.experiment(experimentId);
    const run = this.#store.addRun(
      {
        displayName: asked.display_name,
        description: asked.description,
        experimentId,
        version: reference && {
          pipelineId: reference.pipeline_id,
          versionId: version!.id,
        },
        parameters,
        pipelineRoot,
        serviceAccount: asked.service_account,
        pluginsInput: asked.plugins_input,
      },
      version ?? spec,
    );
    this.#tracking.advance(this.#store.now());
    return this.#run(run, host);
  }

  /** The newest version where none is named. */
  #referenced(reference: {
    pipeline_id: string;
    pipeline_version_id: string;
  }): VersionRecord {
    const { pipeline_id: pipelineId, pipeline_version_id: id } = reference;
    const newest = this.#store.pipeline(pipelineId).versions.at(-1);
    if (id || !newest) {
      return this.#store.version(pipelineId, id);
    }
    return newest;
  }

  #terminate(id: string) {
    const run = this.#store.run(id);
    const now = this.#store.now();
    const state = stateOf(run, this.#store.planOf(run), now);
    if (state !== 'PENDING' && state !== 'RUNNING') {
      throw new KfpError(
        'precondition',
        `Failed to terminate run ${id}: it is ${state}`,
      );
    }
    this.#store.changeRun(id, { terminatedAt: now });
    return {};
  }

  #run(run: RunRecord, host: string) {
    return toRun({
      run,
      plan: this.#store.planOf(run),
      spec: this.#store.specOf(run),
      now: this.#store.now(),
      tracking: this.#tracking.of(run),
      host,
    });
  }
}

/** Where a platform has a say both stand side by side. */
function specOfBody(body: Record<string, unknown>) {
  return 'pipeline_spec' in body
    ? checkPipelineSpec(body.pipeline_spec, body.platform_spec)
    : checkPipelineSpec(body);
}
