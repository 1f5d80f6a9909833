import type { TlsOptions } from './tls/TlsEndpoints';

/**
 * What the sandbox says of itself.
 */
export interface SandboxStatus {
  startedAt: string;
  uptimeSeconds: number;
  models: number;
  versions: number;
  prompts: number;
}

/**
 * What a sandbox needs to start.
 */
export interface SandboxOptions {
  /** The loopback port; 0 takes a free one. */
  port: number;
  token: string;
  seed: string;
  /** Milliseconds between two new versions. */
  newVersionEveryMs: number;
  /** Where it keeps what it needs to go on after a restart. */
  stateFile?: string;
  /** Whether there are endpoints with TLS, too. */
  tls?: TlsOptions;
}
