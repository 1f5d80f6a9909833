import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { z } from 'zod';
import {
  injectedFaultSchema,
  listFaultsResponseSchema,
  stopFaultResponseSchema,
  type FaultName,
  type InjectFaultRequest,
  type InjectedFault,
  type ListFaultsResponse,
  type StopFaultQuery,
  type StopFaultResponse,
} from '@platform-ops/backstage-plugin-sandbox-common';
import type { SandboxConfig } from '../config/readSandboxConfig';
import { SandboxThread } from '../worker/SandboxThread';

const TIMEOUT_MS = 5_000;
const FAULTS_PATH = '/sandbox/v1/faults';

const statusSchema = z.object({
  startedAt: z.string(),
  uptimeSeconds: z.number(),
  models: z.number(),
  versions: z.number(),
  prompts: z.number(),
});

const championSchema = z.object({
  model_version: z.object({ version: z.string() }),
});

const refusalSchema = z.object({ message: z.string() });

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
    const { url } = this.#connection;
    try {
      const status = await this.#ask('/sandbox/v1/status', statusSchema);
      return { enabled: true, running: true, url, ...status };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { enabled: true, running: false, url, reason };
    }
  }

  /** The version of a model that the registry has in production. */
  async readChampion(model: string): Promise<string | undefined> {
    const search = new URLSearchParams({ name: model, alias: 'champion' });
    const { model_version: champion } = await this.#ask(
      `/api/2.0/mlflow/registered-models/alias?${search}`,
      championSchema,
    );
    return champion.version;
  }

  async listFaults(): Promise<ListFaultsResponse> {
    return this.#connection
      ? this.#ask(FAULTS_PATH, listFaultsResponseSchema)
      : { items: [] };
  }

  /**
   * @throws InputError, ConflictError saying why it is not possible.
   */
  async injectFault(
    name: FaultName,
    body: InjectFaultRequest,
  ): Promise<InjectedFault> {
    return this.#ask(`${FAULTS_PATH}/${name}`, injectedFaultSchema, {
      method: 'POST',
      body: JSON.stringify(body),
    });
  }

  async stopFault(
    name: FaultName,
    query: StopFaultQuery,
  ): Promise<StopFaultResponse> {
    const search = new URLSearchParams(query);
    return this.#ask(
      `${FAULTS_PATH}/${name}?${search}`,
      stopFaultResponseSchema,
      { method: 'DELETE' },
    );
  }

  async stop(): Promise<void> {
    await this.#connection?.thread?.stop();
  }

  async #ask<T extends z.ZodType>(
    path: string,
    schema: T,
    init: { method?: string; body?: string } = {},
  ): Promise<z.output<T>> {
    if (!this.#connection) {
      throw new NotFoundError('The sandbox is off (sandbox.enabled)');
    }
    const { url, token } = this.#connection;
    let response: Response;
    let body: unknown;
    try {
      response = await fetch(`${url}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      body = response.status === 401 ? undefined : await response.json();
    } catch {
      throw new ServiceUnavailableError('it does not answer as a sandbox');
    }
    if (!response.ok) {
      throw toError(response.status, body);
    }
    const parsed = schema.safeParse(body);
    if (!parsed.success) {
      throw new ServiceUnavailableError('it does not answer as a sandbox');
    }
    return parsed.data;
  }
}

function toError(status: number, body: unknown): Error {
  const message = refusalSchema.safeParse(body).data?.message;
  switch (status) {
    case 400:
      return new InputError(message);
    case 404:
      return new NotFoundError(message);
    case 409:
      return new ConflictError(message);
    case 401:
      return new ServiceUnavailableError(
        'it refuses the token in sandbox.token',
      );
    default:
      return new ServiceUnavailableError(`it answers with status ${status}`);
  }
}
