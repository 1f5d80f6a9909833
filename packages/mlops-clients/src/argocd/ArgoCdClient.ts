import type { CallOptions } from '../CallOptions';
import type { ConnectionOptions } from '../http/ConnectionOptions';
import { ServiceHttp } from '../http/ServiceHttp';
import { waitUntil, type WaitOptions } from '../http/waitUntil';
import { applicationSchema } from './schemas';
import type { ArgoCdApplication, ArgoCdManifest, ArgoCdTarget } from './types';

const API = ['api', 'v1', 'applications'];

/**
 * How Argo CD is to deploy.
 *
 * @public
 */
export interface ArgoCdSyncRequest extends CallOptions {
  /** A commit, branch or tag; the one of the application unless told. */
  revision?: string;
  /** Whether to delete what is no longer in Git. */
  prune?: boolean;
  dryRun?: boolean;
  /** E.g. `CreateNamespace=true`. */
  syncOptions?: string[];
}

/**
 * What to wait for.
 *
 * @public
 */
export interface ArgoCdWaitOptions extends WaitOptions<ArgoCdApplication> {
  /**
   * Whether it must be what Git says, too, which it is not after a rollback; it
   * must unless told.
   */
  synced?: boolean;
}

/**
 * Argo CD's API for applications.
 *
 * @public
 */
export class ArgoCdClient {
  readonly #http: ServiceHttp;

  /** @throws ServiceError naming the key that is wrong. */
  static create(options: ConnectionOptions): ArgoCdClient {
    return new ArgoCdClient(options);
  }

  private constructor(options: ConnectionOptions) {
    this.#http = ServiceHttp.create('Argo CD', options);
  }

  async getApplication(
    target: ArgoCdTarget,
    options: CallOptions = {},
  ): Promise<ArgoCdApplication | undefined> {
    return this.#http.find(applicationSchema, {
      method: 'GET',
      path: [...API, target.name],
      query: { appNamespace: target.namespace, project: target.project },
      signal: options.signal,
    });
  }

  /** Makes an application, or gives the one of this name this spec. */
  async upsertApplication(
    manifest: ArgoCdManifest,
    options: CallOptions = {},
  ): Promise<ArgoCdApplication> {
    const { metadata, spec } = manifest;
    return this.#http.ask(applicationSchema, {
      method: 'POST',
      path: API,
      query: { upsert: true, validate: true },
      body: {
        metadata: {
          name: metadata.name,
          namespace: metadata.namespace,
          labels: metadata.labels,
          annotations: metadata.annotations,
          finalizers: metadata.finalizers,
        },
        spec: { ...spec, project: spec.project ?? 'default' },
      },
      signal: options.signal,
    });
  }

  /** Asks Argo CD to deploy; it does so later (see `waitForApplication`). */
  async sync(
    target: ArgoCdTarget,
    request: ArgoCdSyncRequest = {},
  ): Promise<ArgoCdApplication> {
    const { revision, prune, dryRun, syncOptions, signal } = request;
    return this.#http.ask(applicationSchema, {
      method: 'POST',
      path: [...API, target.name, 'sync'],
      body: {
        ...toBody(target),
        revision,
        prune,
        dryRun,
        syncOptions: syncOptions && { items: syncOptions },
      },
      signal,
    });
  }

  /**
   * Asks Argo CD to deploy once more what was deployed before.
   *
   * @remarks
   *
   * Argo CD refuses it for applications that it syncs by itself.
   *
   * @throws ServiceError where nothing was deployed before.
   */
  async rollback(
    target: ArgoCdTarget,
    request: CallOptions & {
      /** Of the history; what was deployed before the last unless told. */
      id?: number;
      prune?: boolean;
    } = {},
  ): Promise<ArgoCdApplication> {
    const { prune, signal } = request;
    const id =
      request.id ?? (await this.previousDeployment(target, { signal }));
    return this.#http.ask(applicationSchema, {
      method: 'POST',
      path: [...API, target.name, 'rollback'],
      body: { ...toBody(target), id, prune },
      signal,
    });
  }

  /**
   * The id of what was deployed before the last. Asked before and after a
   * rollback, these are two.
   *
   * @throws ServiceError where nothing was deployed before.
   */
  async previousDeployment(
    target: ArgoCdTarget,
    { signal }: CallOptions = {},
  ): Promise<number> {
    const { history } = await this.#getExisting(target, signal);
    const previous = history.at(-2);
    if (!previous) {
      throw this.#http.error(
        `cannot roll application '${target.name}' back: ${history.length} deployments are known of it, at least 2 are needed`,
      );
    }
    return previous.id;
  }

  /**
   * Waits until no operation is pending and the application is healthy and, if
   * not told otherwise, what Git says.
   *
   * @throws ServiceError when the operation failed, when the time is over, or
   * where there is no such application.
   */
  async waitForApplication(
    target: ArgoCdTarget,
    options: ArgoCdWaitOptions = {},
  ): Promise<ArgoCdApplication> {
    const { synced = true } = options;
    return waitUntil(this.#http, {
      ...options,
      look: async () => this.#getExisting(target, options.signal),
      isDone: application => {
        if (application.isOperationPending) {
          return false;
        }
        this.#assertNotFailed(application);
        return (
          application.health === 'Healthy' &&
          (!synced || application.sync === 'Synced')
        );
      },
      describe,
    });
  }

  async #getExisting(
    target: ArgoCdTarget,
    signal: AbortSignal | undefined,
  ): Promise<ArgoCdApplication> {
    const application = await this.getApplication(target, { signal });
    if (!application) {
      throw this.#http.error(`knows no application '${target.name}'`, {
        status: 404,
      });
    }
    return application;
  }

  #assertNotFailed({ name, operation }: ArgoCdApplication): void {
    if (operation && ['Failed', 'Error'].includes(operation.phase)) {
      throw this.#http.error(
        `could not deploy application '${name}': ${
          operation.message ?? operation.phase
        }`,
      );
    }
  }
}

function toBody({ name, namespace, project }: ArgoCdTarget) {
  return { name, appNamespace: namespace, project };
}

function describe(application: ArgoCdApplication): string {
  const { name, health, healthMessage, sync, operation } = application;
  const why = healthMessage ? ` (${healthMessage})` : '';
  const running = application.isOperationPending
    ? `, its operation is ${operation?.phase ?? 'asked for'}`
    : '';
  return `application '${name}' is ${health}${why} and ${sync}${running}`;
}
