/**
 * A server that a test started.
 *
 * @public
 */
export interface RunningServer {
  /** Without a trailing slash. */
  readonly url: string;
  readonly port: number;
  readonly version: string;
  readonly pid: number;
  /** Its own temporary directory, removed by `stop`. */
  readonly directory: string;
  /** What it printed last. */
  output(): string;
  /** Ends it and its children and removes the directory. May be called twice. */
  stop(): Promise<void>;
}
