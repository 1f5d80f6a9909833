import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { z } from 'zod';
import type { SandboxConfig } from '../config/readSandboxConfig';
import { SandboxThread } from '../worker/SandboxThread';

const STATUS_TIMEOUT_MS = 5_000;

const statusSchema = z.object({
  startedAt: z.string(),
  uptimeSeconds: z.number(),
  models: z.number(),
  versions: z.number(),
  prompts: z.number(),
});

/**
 * How the sandbox stands, for people and for tests.
 */
export type SandboxReport =
  | { enabled: false; running: false }
  | { enabled: true; running: false; url: string; reason: string }
  | ({ enabled: true; running: true; url: string } & z.infer<
      typeof statusSchema
    >);

interface Connection {
  url: string;
  token: string;
  thread?: SandboxThread;
}

/**
 * Runs the sandbox, or knows the one that runs elsewhere.
 */
export class SandboxService {
  readonly #connection: Connection | undefined;

  static async start(options: {
    config: SandboxConfig | undefined;
    logger: LoggerService;
  }): Promise<SandboxService> {
    const { config, logger } = options;
    if (!config) {
      return new SandboxService(undefined);
    }
    if (config.kind === 'remote') {
      logger.info(`Using the sandbox at ${config.url}`);
      return new SandboxService({ url: config.url, token: config.token });
    }
    const thread = await SandboxThread.start(config.options).catch(error => {
      throw new Error(
        `The sandbox could not start on port ${config.options.port} (sandbox.port): ${error.message}`,
      );
    });
    thread.onFailure(error =>
      logger.error('The sandbox stopped with an error', error),
    );
    const url = `http://127.0.0.1:${thread.port}`;
    logger.info(`The sandbox serves simulated systems at ${url}`);
    return new SandboxService({ url, token: config.options.token, thread });
  }

  private constructor(connection: Connection | undefined) {
    this.#connection = connection;
  }

  async report(): Promise<SandboxReport> {
    if (!this.#connection) {
      return { enabled: false, running: false };
    }
    const { url, token } = this.#connection;
    try {
      const response = await fetch(`${url}/sandbox/v1/status`, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(STATUS_TIMEOUT_MS),
      });
      if (!response.ok) {
        throw new ServiceUnavailableError(
          response.status === 401
            ? 'it refuses the token in sandbox.token'
            : `it answers with status ${response.status}`,
        );
      }
      const status = statusSchema.parse(await response.json());
      return { enabled: true, running: true, url, ...status };
    } catch (error) {
      return {
        enabled: true,
        running: false,
        url,
        reason:
          error instanceof ServiceUnavailableError
            ? error.message
            : 'it does not answer as a sandbox',
      };
    }
  }

  async stop(): Promise<void> {
    await this.#connection?.thread?.stop();
  }
}
