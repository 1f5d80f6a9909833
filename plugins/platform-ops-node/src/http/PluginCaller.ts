import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';

const TIMEOUT_MS = 60_000;

/**
 * Whom a call is made for, and what goes with it.
 *
 * @public
 */
export interface PluginCallOptions {
  /** What these may not see is not in the answer. */
  credentials: BackstageCredentials;
  /** Lists are repeated, what is undefined is left out. */
  query?: object;
  /** Sent as JSON; makes the call a POST. */
  body?: unknown;
  /** Ends the call early; a minute at most anyway. */
  signal?: AbortSignal;
}

/**
 * Calls the backend of another plugin over HTTP, wherever it runs.
 *
 * @public
 */
export class PluginCaller {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #pluginId: string;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    pluginId: string;
  }): PluginCaller {
    return new PluginCaller(options);
  }

  private constructor(options: Parameters<typeof PluginCaller.create>[0]) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#pluginId = options.pluginId;
  }

  /**
   * @param path - Of the route, below that of the plugin, e.g. `/models`.
   * @throws The errors of `@backstage/errors`, by the status of the answer.
   */
  async call<T>(path: string, options: PluginCallOptions): Promise<T> {
    const { credentials, query, body, signal } = options;
    const baseUrl = await this.#discovery.getBaseUrl(this.#pluginId);
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: this.#pluginId,
    });
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`${baseUrl}${path}${toSearch(query)}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return (await response.json()) as T;
  }
}

function toSearch(query: object = {}): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) {
        parameters.append(key, String(item));
      }
    }
  }
  return parameters.size ? `?${parameters}` : '';
}
