import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CallOptions } from '../CallOptions';
import { ensure } from '../ensure';
import type { ConnectionOptions } from '../http/ConnectionOptions';
import { ServiceHttp } from '../http/ServiceHttp';
import { waitUntil, type WaitOptions } from '../http/waitUntil';
import { toPage, type Page } from '../Page';
import { equalsFilter } from './equalsFilter';
import { toExperiment, toPipeline, toPipelineVersion, toRun } from './mapping';
import {
  experimentSchema,
  experimentsPageSchema,
  pipelineSchema,
  pipelinesPageSchema,
  pipelineVersionSchema,
  pipelineVersionsPageSchema,
  runSchema,
  runsPageSchema,
} from './schemas';
import type {
  KfpExperiment,
  KfpPipeline,
  KfpPipelineVersion,
  KfpRun,
  KfpState,
} from './types';

const API = ['apis', 'v2beta1'];
const FINAL_STATES: KfpState[] = ['SUCCEEDED', 'SKIPPED', 'FAILED', 'CANCELED'];
const DIGEST_CHARACTERS = 12;

/**
 * Where Kubeflow Pipelines is.
 *
 * @public
 */
export interface KfpConnectionOptions extends ConnectionOptions {
  /** Of a profile, where several teams share the installation. */
  namespace?: string;
}

/**
 * A compiled pipeline.
 *
 * @public
 */
export interface KfpUpload extends CallOptions {
  /** The pipeline's; it is made where there is none of this name. */
  name: string;
  /** Of a pipeline that is made. */
  description?: string;
  /** The IR YAML that the kfp compiler wrote. */
  file: string;
  /** What the version's name begins with, e.g. `1.2.0`; the name unless told. */
  version?: string;
  /** Where the code is that it was compiled from. */
  codeSourceUrl?: string;
}

/**
 * What became of an upload.
 *
 * @public
 */
export interface KfpUploaded {
  pipeline: KfpPipeline;
  version: KfpPipelineVersion;
  createdPipeline: boolean;
  /** False where the same file was uploaded before. */
  createdVersion: boolean;
}

/**
 * A run that somebody wants.
 *
 * @public
 */
export interface KfpRunRequest extends CallOptions {
  /** For people; need not be unique. */
  title: string;
  pipelineId: string;
  pipelineVersionId: string;
  /** Kubeflow Pipelines' own default unless told. */
  experimentId?: string;
  parameters?: Record<string, unknown>;
  serviceAccount?: string;
  pipelineRoot?: string;
}

/**
 * Kubeflow Pipelines' API v2beta1.
 *
 * @public
 */
export class KfpClient {
  readonly #http: ServiceHttp;
  readonly #namespace: string | undefined;

  /** @throws ServiceError naming the key that is wrong. */
  static create(options: KfpConnectionOptions): KfpClient {
    return new KfpClient(options);
  }

  private constructor(options: KfpConnectionOptions) {
    this.#http = ServiceHttp.create('Kubeflow Pipelines', options);
    this.#namespace = options.namespace;
  }

  /** Whether the service answers; rejects where it does not. */
  async checkHealth(options: CallOptions = {}): Promise<void> {
    await this.#http.ask(z.object({}), {
      method: 'GET',
      path: [...API, 'healthz'],
      signal: options.signal,
    });
  }

  async getPipelineByName(
    name: string,
    options: CallOptions = {},
  ): Promise<KfpPipeline | undefined> {
    const page = await this.#http.ask(pipelinesPageSchema, {
      method: 'GET',
      path: [...API, 'pipelines'],
      query: { namespace: this.#namespace, filter: equalsFilter({ name }) },
      signal: options.signal,
    });
    return page.pipelines.map(toPipeline).find(found => found.name === name);
  }

  /** The newest first. */
  async listVersions(
    options: CallOptions & {
      pipelineId: string;
      name?: string;
      pageSize?: number;
      pageToken?: string;
    },
  ): Promise<Page<KfpPipelineVersion>> {
    const { pipelineId, name, pageSize, pageToken, signal } = options;
    const page = await this.#http.ask(pipelineVersionsPageSchema, {
      method: 'GET',
      path: [...API, 'pipelines', pipelineId, 'versions'],
      query: {
        filter: equalsFilter({ name }),
        sort_by: 'created_at desc',
        page_size: pageSize,
        page_token: pageToken,
      },
      signal,
    });
    return toPage(page.pipeline_versions.map(toPipelineVersion), page);
  }

  /**
   * Makes sure that a compiled pipeline is there: the pipeline by its name, the
   * version by its content. The same file is never uploaded twice: a version's
   * name ends with the digest of its file.
   */
  async uploadPipeline(upload: KfpUpload): Promise<KfpUploaded> {
    const { pipeline, created } = await this.#ensurePipeline(upload);
    const name = versionName(upload);
    const find = async () => {
      const { items } = await this.listVersions({
        pipelineId: pipeline.id,
        name,
        signal: upload.signal,
      });
      return items.find(version => version.name === name);
    };
    const { item: version, created: createdVersion } = await ensure(
      find,
      async () => this.#uploadVersion(upload, pipeline.id, name),
    );
    return { pipeline, version, createdPipeline: created, createdVersion };
  }

  /** By its name; it is made where there is none. */
  async ensureExperiment(
    name: string,
    options: CallOptions & { description?: string } = {},
  ): Promise<KfpExperiment> {
    const { description, signal } = options;
    const find = async () => {
      const page = await this.#http.ask(experimentsPageSchema, {
        method: 'GET',
        path: [...API, 'experiments'],
        query: {
          namespace: this.#namespace,
          filter: equalsFilter({ display_name: name }),
        },
        signal,
      });
      return page.experiments
        .map(toExperiment)
        .find(experiment => experiment.name === name);
    };
    const { item } = await ensure(find, async () =>
      toExperiment(
        await this.#http.ask(experimentSchema, {
          method: 'POST',
          path: [...API, 'experiments'],
          body: {
            display_name: name,
            description,
            namespace: this.#namespace,
          },
          signal,
        }),
      ),
    );
    return item;
  }

  /** Starts a run: a new one with each call. */
  async createRun(request: KfpRunRequest): Promise<KfpRun> {
    return toRun(
      await this.#http.ask(runSchema, {
        method: 'POST',
        path: [...API, 'runs'],
        body: {
          display_name: request.title,
          experiment_id: request.experimentId,
          pipeline_version_reference: {
            pipeline_id: request.pipelineId,
            pipeline_version_id: request.pipelineVersionId,
          },
          runtime_config: {
            parameters: request.parameters ?? {},
            pipeline_root: request.pipelineRoot,
          },
          service_account: request.serviceAccount,
        },
        signal: request.signal,
      }),
    );
  }

  /** @returns undefined where there is none. */
  async getRun(
    id: string,
    options: CallOptions = {},
  ): Promise<KfpRun | undefined> {
    const run = await this.#http.find(runSchema, {
      method: 'GET',
      path: [...API, 'runs', id],
      signal: options.signal,
    });
    return run && toRun(run);
  }

  /** The newest first. */
  async listRuns(
    options: CallOptions & {
      pipelineId?: string;
      experimentId?: string;
      title?: string;
      pageSize?: number;
      pageToken?: string;
    } = {},
  ): Promise<Page<KfpRun>> {
    const { pipelineId, experimentId, title } = options;
    const page = await this.#http.ask(runsPageSchema, {
      method: 'GET',
      path: [...API, 'runs'],
      query: {
        // The service takes one or the other.
        namespace: experimentId ? undefined : this.#namespace,
        experiment_id: experimentId,
        filter: equalsFilter({ pipeline_id: pipelineId, display_name: title }),
        sort_by: 'created_at desc',
        page_size: options.pageSize,
        page_token: options.pageToken,
      },
      signal: options.signal,
    });
    return toPage(page.runs.map(toRun), page);
  }

  async terminateRun(id: string, options: CallOptions = {}): Promise<void> {
    await this.#http.ask(z.unknown(), {
      method: 'POST',
      path: [...API, 'runs', `${id}:terminate`],
      signal: options.signal,
    });
  }

  /**
   * Waits until a run ended, however it did: look at its state.
   *
   * @throws ServiceError when the time is over, or where there is no such run.
   */
  async waitForRun(
    id: string,
    options: WaitOptions<KfpRun> = {},
  ): Promise<KfpRun> {
    return waitUntil(this.#http, {
      ...options,
      look: async () => {
        const run = await this.getRun(id, options);
        if (!run) {
          throw this.#http.error(`knows no run '${id}'`, { status: 404 });
        }
        return run;
      },
      isDone: run => FINAL_STATES.includes(run.state),
      describe: run => `run '${run.title}' is ${run.state}`,
    });
  }

  async #ensurePipeline({
    name,
    description,
    signal,
  }: KfpUpload): Promise<{ pipeline: KfpPipeline; created: boolean }> {
    const { item, created } = await ensure(
      async () => this.getPipelineByName(name, { signal }),
      async () =>
        toPipeline(
          await this.#http.ask(pipelineSchema, {
            method: 'POST',
            path: [...API, 'pipelines'],
            body: {
              name,
              display_name: name,
              description,
              namespace: this.#namespace,
            },
            signal,
          }),
        ),
    );
    return { pipeline: item, created };
  }

  async #uploadVersion(
    { file, codeSourceUrl, signal }: KfpUpload,
    pipelineId: string,
    name: string,
  ): Promise<KfpPipelineVersion> {
    const form = new FormData();
    form.append(
      'uploadfile',
      new Blob([file], { type: 'application/yaml' }),
      'pipeline.yaml',
    );
    return toPipelineVersion(
      await this.#http.ask(pipelineVersionSchema, {
        method: 'POST',
        path: [...API, 'pipelines', 'upload_version'],
        query: {
          name,
          pipelineid: pipelineId,
          code_source_url: codeSourceUrl,
        },
        form,
        signal,
      }),
    );
  }
}

function versionName({ name, version, file }: KfpUpload): string {
  const digest = createHash('sha256').update(file).digest('hex');
  return `${version ?? name}-${digest.slice(0, DIGEST_CHARACTERS)}`;
}
