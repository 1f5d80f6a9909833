import { z } from 'zod';
import type { CallOptions } from '../CallOptions';
import { ensure } from '../ensure';
import type { ConnectionOptions } from '../http/ConnectionOptions';
import type { ServiceError } from '../http/ServiceError';
import { ServiceHttp } from '../http/ServiceHttp';
import {
  modelAnswerSchema,
  runAnswerSchema,
  versionAnswerSchema,
  versionsPageSchema,
  webhookAnswerSchema,
  webhooksPageSchema,
} from './schemas';
import type {
  MlflowModel,
  MlflowRun,
  MlflowVersion,
  MlflowWebhook,
  MlflowWebhookEvent,
} from './types';

const API = ['api', '2.0', 'mlflow'];
const PER_PAGE = 100;
/** A server that pages in circles must not hold anybody for ever. */
const MAX_PAGES = 100;

/**
 * A version that somebody wants to register.
 *
 * @public
 */
export interface MlflowVersionRequest extends CallOptions {
  /** The model's; it must be there. */
  name: string;
  /** Where the artefact is: `runs:/…`, `models:/…`, `s3://…`. */
  source: string;
  runId?: string;
  /** Of a run that another tracking server knows. */
  runLink?: string;
  description?: string;
  tags?: Record<string, string>;
}

/**
 * The part of MLflow's REST API that golden paths take: it writes to the
 * registry, and reads a run. MLflow 2 and 3.
 *
 * @public
 */
export class MlflowClient {
  readonly #http: ServiceHttp;

  /** @throws ServiceError naming the key that is wrong. */
  static create(options: ConnectionOptions): MlflowClient {
    return new MlflowClient(options);
  }

  private constructor(options: ConnectionOptions) {
    this.#http = ServiceHttp.create('MLflow', options);
  }

  async getRegisteredModel(
    name: string,
    options: CallOptions = {},
  ): Promise<MlflowModel | undefined> {
    const answer = await this.#http.find(
      modelAnswerSchema,
      {
        method: 'GET',
        path: [...API, 'registered-models', 'get'],
        query: { name },
        signal: options.signal,
      },
      isAbsent,
    );
    return answer?.registered_model;
  }

  /** As it is where it is there: nothing of it is changed. */
  async ensureRegisteredModel(
    model: CallOptions & {
      name: string;
      description?: string;
      tags?: Record<string, string>;
    },
  ): Promise<{ model: MlflowModel; created: boolean }> {
    const { name, description, tags, signal } = model;
    const { item, created } = await ensure(
      async () => this.getRegisteredModel(name, { signal }),
      async () => {
        const answer = await this.#http.ask(modelAnswerSchema, {
          method: 'POST',
          path: [...API, 'registered-models', 'create'],
          body: { name, description, tags: toTagList(tags) },
          signal,
        });
        return answer.registered_model;
      },
      error => error.code === 'RESOURCE_ALREADY_EXISTS',
    );
    return { model: item, created };
  }

  /** The newest that was registered of this source and, if told, this run. */
  async findVersion(
    wanted: CallOptions &
      Pick<MlflowVersionRequest, 'name' | 'source' | 'runId'>,
  ): Promise<MlflowVersion | undefined> {
    const { name, source, runId, signal } = wanted;
    let pageToken: string | undefined;
    for (let count = 0; count < MAX_PAGES; count++) {
      const page = await this.#http.ask(versionsPageSchema, {
        method: 'GET',
        path: [...API, 'model-versions', 'search'],
        query: {
          filter: `name = ${this.#quote(name)}`,
          max_results: PER_PAGE,
          order_by: 'version_number DESC',
          page_token: pageToken,
        },
        signal,
      });
      const found = page.model_versions.find(
        version =>
          version.source === source &&
          (runId === undefined || version.runId === runId),
      );
      pageToken = page.next_page_token;
      if (found || !pageToken) {
        return found;
      }
    }
    throw this.#http.error(
      `has more than ${MAX_PAGES * PER_PAGE} versions of '${name}'`,
    );
  }

  /** Registers a version: a new one with each call (see `findVersion`). */
  async createVersion(request: MlflowVersionRequest): Promise<MlflowVersion> {
    const { name, source, runId, runLink, description, tags, signal } = request;
    const answer = await this.#http.ask(versionAnswerSchema, {
      method: 'POST',
      path: [...API, 'model-versions', 'create'],
      body: {
        name,
        source,
        run_id: runId,
        run_link: runLink,
        description,
        tags: toTagList(tags),
      },
      signal,
    });
    return answer.model_version;
  }

  async getVersion(
    name: string,
    version: string,
    options: CallOptions = {},
  ): Promise<MlflowVersion | undefined> {
    const answer = await this.#http.find(
      versionAnswerSchema,
      {
        method: 'GET',
        path: [...API, 'model-versions', 'get'],
        query: { name, version },
        signal: options.signal,
      },
      isAbsent,
    );
    return answer?.model_version;
  }

  /** Makes an alias name this version, whatever it named before. */
  async setAlias(
    target: CallOptions & { name: string; alias: string; version: string },
  ): Promise<void> {
    const { name, alias, version, signal } = target;
    await this.#http.ask(z.unknown(), {
      method: 'POST',
      path: [...API, 'registered-models', 'alias'],
      body: { name, alias, version },
      signal,
    });
  }

  /** Sets a tag of a model or, with `version`, of a version of it. */
  async setTag(
    target: CallOptions & {
      name: string;
      version?: string;
      key: string;
      value: string;
    },
  ): Promise<void> {
    const { name, version, key, value, signal } = target;
    const collection =
      version === undefined ? 'registered-models' : 'model-versions';
    await this.#http.ask(z.unknown(), {
      method: 'POST',
      path: [...API, collection, 'set-tag'],
      body: { name, version, key, value },
      signal,
    });
  }

  /**
   * By its name: makes it where there is none, and gives it this address, these
   * events and this secret where there is one. MLflow keeps webhooks only in a
   * database, and takes only https addresses unless told otherwise.
   */
  async ensureWebhook(
    webhook: CallOptions & {
      name: string;
      url: string;
      events: MlflowWebhookEvent[];
      /** MLflow signs with it (HMAC) what it sends. */
      secret?: string;
      description?: string;
    },
  ): Promise<{ webhook: MlflowWebhook; created: boolean }> {
    const { name, url, secret, description, signal } = webhook;
    const found = await this.#findWebhook(name, signal);
    const answer = await this.#http.ask(webhookAnswerSchema, {
      method: found ? 'PATCH' : 'POST',
      path: [...API, 'webhooks', ...(found ? [found.id] : [])],
      body: {
        name,
        url,
        events: webhook.events.map(event => {
          const [entity, action] = event.toUpperCase().split('.');
          return { entity, action };
        }),
        secret,
        description,
      },
      secrets: secret === undefined ? [] : [secret],
      signal,
    });
    return { webhook: answer.webhook, created: !found };
  }

  async getRun(
    id: string,
    options: CallOptions = {},
  ): Promise<MlflowRun | undefined> {
    const answer = await this.#http.find(
      runAnswerSchema,
      {
        method: 'GET',
        path: [...API, 'runs', 'get'],
        query: { run_id: id },
        signal: options.signal,
      },
      isAbsent,
    );
    return answer?.run;
  }

  async #findWebhook(
    name: string,
    signal: AbortSignal | undefined,
  ): Promise<MlflowWebhook | undefined> {
    let pageToken: string | undefined;
    for (let count = 0; count < MAX_PAGES; count++) {
      const page = await this.#http.find(
        webhooksPageSchema,
        {
          method: 'GET',
          path: [...API, 'webhooks'],
          query: { max_results: PER_PAGE, page_token: pageToken },
          signal,
        },
        ({ status }) => status === 404,
      );
      if (!page) {
        throw this.#http.error(
          'knows no webhooks, which takes MLflow 3 with a database',
          { status: 404 },
        );
      }
      const found = page.webhooks.find(webhook => webhook.name === name);
      pageToken = page.next_page_token;
      if (found || !pageToken) {
        return found;
      }
    }
    throw this.#http.error(`has more than ${MAX_PAGES * PER_PAGE} webhooks`);
  }

  /** MLflow's filters know no escape sign. */
  #quote(name: string): string {
    const sign = ["'", '"'].find(quote => !name.includes(quote));
    if (!sign) {
      throw this.#http.error(
        `cannot look for a model whose name has both ' and " in it`,
      );
    }
    return `${sign}${name}${sign}`;
  }
}

/** A 404 without it comes from something that is no MLflow. */
function isAbsent({ code }: ServiceError): boolean {
  return code === 'RESOURCE_DOES_NOT_EXIST';
}

function toTagList(tags: Record<string, string> = {}) {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}
