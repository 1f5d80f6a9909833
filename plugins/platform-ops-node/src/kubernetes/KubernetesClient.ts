import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  isPassingStatus,
  readRetryAfter,
  retry,
  RetryableError,
} from '../http';
import { shorten } from '../shorten';
import { ClusterError } from './ClusterError';
import { describeRefusal } from './describeRefusal';
import { readBody, TooLargeError } from './readBody';

/**
 * A cluster as the Kubernetes plugin lists it.
 *
 * @public
 */
export interface Cluster {
  name: string;
  /** E.g. `serviceAccount`. */
  authProvider: string;
}

/**
 * What asking came to so far.
 *
 * @public
 */
export interface AskingCost {
  queries: number;
  bytes: number;
  milliseconds: number;
}

/**
 * On whose behalf something is asked.
 *
 * @public
 */
export interface Asking {
  signal: AbortSignal;
  /** Grows with each request. */
  cost: AskingCost;
}

/** @public */
export interface ClusterQuestion extends Asking {
  cluster: Cluster;
  /** E.g. `/apis/apps/v1/deployments`. */
  path: string;
  query?: Record<string, string>;
  maxBytes: number;
}

/**
 * An object as it shall be, for server-side apply: what it says is from now on
 * this manager's, and what others said stays.
 *
 * @public
 */
export interface ClusterChange extends Asking {
  cluster: Cluster;
  /** Of the object, e.g. `/api/v1/namespaces/shop/services/checkout`. */
  path: string;
  object: unknown;
  /** In whose name. */
  fieldManager: string;
  /** The cluster does everything but keep it. */
  dryRun?: boolean;
  /** Takes fields over that another manager has. */
  force?: boolean;
  maxBytes: number;
}

interface Message {
  method: 'GET' | 'PATCH';
  contentType?: string;
  body?: string;
}

const PLUGIN_ID = 'kubernetes';
/** JSON is YAML. */
const APPLY_TYPE = 'application/apply-patch+yaml';
const MAX_LIST_BYTES = 4 * 1024 * 1024;
const MAX_ERROR_BYTES = 64 * 1024;
/** The next refresh is near, and many clusters wait for theirs. */
const PATIENCE = { retries: 2, longestRetryAfterMilliseconds: 5_000 };
/**
 * Signs in to nothing: the plugin would hand on our own token. An empty header
 * takes its place.
 */
const ANONYMOUS_PROVIDER = 'localKubectlProxy';

/**
 * Asks clusters through the portal's Kubernetes plugin, which knows where they
 * are and has the credentials. Nothing else is called.
 *
 * @public
 */
export class KubernetesClient {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #key: string;
  readonly #timeoutMilliseconds: number;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    /** Where the configuration stands. */
    key: string;
    timeoutMilliseconds: number;
  }): KubernetesClient {
    return new KubernetesClient(options);
  }

  private constructor(options: Parameters<typeof KubernetesClient.create>[0]) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#key = options.key;
    this.#timeoutMilliseconds = options.timeoutMilliseconds;
  }

  /**
   * The clusters that the Kubernetes plugin knows. Of two with the same name it
   * reaches the first only.
   *
   * @throws ClusterError where the plugin refuses; Error where it knows none or
   * could not be asked.
   */
  async listClusters(asking: Asking): Promise<Cluster[]> {
    const { response, text } = await this.#fetchClusters(asking).catch(
      error => {
        asking.signal.throwIfAborted();
        throw new Error(
          `The portal's Kubernetes plugin could not be asked for its clusters: ${describeCause(
            error,
          )}`,
          { cause: error },
        );
      },
    );
    if (response.status === 404) {
      throw new Error(
        "The portal's Kubernetes plugin is not there: it runs once kubernetes.clusterLocatorMethods is configured",
      );
    }
    if (!response.ok) {
      const { kind, message } = describeRefusal(response.status, text);
      throw new ClusterError(kind, `The list of clusters ${message}`);
    }
    const { items } = JSON.parse(text) as { items: Cluster[] };
    if (items.length === 0) {
      throw new Error(
        "The portal's Kubernetes plugin knows no cluster: add one to kubernetes.clusterLocatorMethods",
      );
    }
    return [
      ...new Map(
        [...items].reverse().map(cluster => [cluster.name, cluster]),
      ).values(),
    ].reverse();
  }

  /**
   * What a cluster answers, parsed.
   *
   * @throws ClusterError
   */
  async ask(question: ClusterQuestion): Promise<unknown> {
    return this.#askPatiently(question, { method: 'GET' });
  }

  /**
   * Makes or changes an object by server-side apply, which may be repeated.
   * Fields that the cluster does not know are refused.
   *
   * @returns the object as the cluster has it then.
   * @throws ClusterError
   */
  async apply(change: ClusterChange): Promise<unknown> {
    const { object, fieldManager, dryRun, force, ...question } = change;
    return this.#askPatiently(
      {
        ...question,
        query: {
          fieldManager,
          fieldValidation: 'Strict',
          ...(force && { force: 'true' }),
          ...(dryRun && { dryRun: 'All' }),
        },
      },
      {
        method: 'PATCH',
        contentType: APPLY_TYPE,
        body: JSON.stringify(object),
      },
    );
  }

  async #askPatiently(
    question: ClusterQuestion,
    message: Message,
  ): Promise<unknown> {
    const { signal } = question;
    return retry(
      async () => {
        try {
          return await this.#ask(question, message);
        } catch (error) {
          signal.throwIfAborted();
          throw error;
        }
      },
      { ...PATIENCE, signal },
    );
  }

  async #fetchClusters({ signal, cost }: Asking) {
    const startedAt = performance.now();
    cost.queries++;
    try {
      const response = await this.#fetch(
        '/clusters',
        {},
        {
          signal: AbortSignal.any([
            signal,
            AbortSignal.timeout(this.#timeoutMilliseconds),
          ]),
        },
      );
      const { text, bytes } = await readBody(response, MAX_LIST_BYTES);
      cost.bytes += bytes;
      return { response, text };
    } finally {
      cost.milliseconds += performance.now() - startedAt;
    }
  }

  async #ask(question: ClusterQuestion, message: Message): Promise<unknown> {
    const { cluster, path, query, maxBytes, cost } = question;
    const timeout = AbortSignal.timeout(this.#timeoutMilliseconds);
    const signal = AbortSignal.any([question.signal, timeout]);
    const startedAt = performance.now();
    cost.queries++;
    try {
      const response = await this.#fetch(
        `/proxy${path}${query ? `?${new URLSearchParams(query)}` : ''}`,
        {
          'backstage-kubernetes-cluster': cluster.name,
          ...(cluster.authProvider === ANONYMOUS_PROVIDER && {
            'backstage-kubernetes-authorization': '',
          }),
          ...(message.contentType && { 'content-type': message.contentType }),
        },
        { signal, method: message.method, body: message.body },
      );
      if (!response.ok) {
        const { text } = await readBody(response, MAX_ERROR_BYTES);
        throw this.#refused(response, text);
      }
      const { text, bytes } = await readBody(response, maxBytes);
      cost.bytes += bytes;
      return await parseAnswer(text);
    } catch (error) {
      throw this.#failed(`${message.method} ${path}`, error, timeout.aborted);
    } finally {
      cost.milliseconds += performance.now() - startedAt;
    }
  }

  async #fetch(
    path: string,
    headers: Record<string, string>,
    init: Pick<RequestInit, 'signal' | 'method' | 'body'>,
  ): Promise<Response> {
    const baseUrl = await this.#discovery.getBaseUrl(PLUGIN_ID);
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: PLUGIN_ID,
    });
    return fetch(`${baseUrl}${path}`, {
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...headers,
      },
      redirect: 'manual',
      ...init,
    });
  }

  #refused(response: Response, text: string): Error {
    const error = describeRefusal(response.status, text);
    return isPassingStatus(response.status)
      ? new RetryableError(
          error,
          readRetryAfter(response.headers.get('retry-after'), Date.now()),
        )
      : error;
  }

  #failed(asked: string, cause: unknown, timedOut: boolean): Error {
    if (cause instanceof ClusterError || cause instanceof RetryableError) {
      return cause;
    }
    if (cause instanceof TooLargeError) {
      return new ClusterError('too-large', cause.message, cause);
    }
    if (timedOut) {
      return new ClusterError(
        'unreachable',
        `did not answer ${asked} within ${
          this.#timeoutMilliseconds / 1000
        } s (${this.#key}.timeout)`,
        cause,
      );
    }
    return new ClusterError(
      'unreachable',
      `could not be asked through the portal's Kubernetes plugin: ${describeCause(
        cause,
      )}`,
      cause,
    );
  }
}

/** Others get their turn before and after what may take some milliseconds. */
async function parseAnswer(text: string): Promise<unknown> {
  await nextTurn();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ClusterError(
      'failed',
      `answered with something that is not JSON: ${shorten(text.slice(0, 80))}`,
      error,
    );
  } finally {
    await nextTurn();
  }
}

/** `fetch` says only that it failed; why stands behind it. */
function describeCause(error: unknown): string {
  const reason = isError(error) && isError(error.cause) ? error.cause : error;
  return shorten(isError(reason) ? reason.message : String(reason));
}
