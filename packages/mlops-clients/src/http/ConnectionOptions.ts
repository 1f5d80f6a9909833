import type { Timer } from './Timer';

/**
 * Where a service is and what it wants to see before it answers.
 *
 * @public
 */
export interface ConnectionOptions {
  /** Its address without a path of the API, e.g. `https://mlflow.example.com`. */
  url: string;
  /**
   * Where this stands in the configuration, e.g.
   * `goldenPaths.connections.registries.prod`; errors name it.
   */
  key?: string;
  /** Sent as bearer token. */
  token?: string;
  /** Basic authentication, with `password`; not beside `token`. */
  username?: string;
  password?: string;
  /** Sent with each request; values count as secret. */
  headers?: Record<string, string>;
  /** For one request with its answer; 30 unless told. */
  timeoutSeconds?: number;
  /** Node's own unless told, e.g. one with certificate authorities. */
  fetch?: typeof fetch;
  /** For tests: what time it is, and how a client waits. */
  timer?: Timer;
}
