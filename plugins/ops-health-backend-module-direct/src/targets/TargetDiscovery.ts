import { isError } from '@backstage/errors';
import { describeUrl, type TargetClient } from '../client/TargetClient';
import { TargetError } from '../client/TargetError';
import type {
  DirectSourceConfig,
  ServiceDiscoveryConfig,
} from '../config/readDirectSourceConfig';
import { LIMITS } from '../limits';
import { readDiscovered, type Discovered } from './readDiscovered';
import { createTarget, type Target } from './Target';

const LONGEST_ANSWER = 1024 * 1024;
const MOST_REFUSED_TOLD = 3;

/**
 * Knows which targets there are: those of the configuration and those that
 * lists name. A list that cannot be read stays as it was.
 */
export class TargetDiscovery {
  readonly #config: DirectSourceConfig;
  readonly #client: Pick<TargetClient, 'get'>;
  readonly #fixed: Target[];
  readonly #found = new Map<ServiceDiscoveryConfig, Discovered>();
  readonly #failures = new Map<ServiceDiscoveryConfig, TargetError>();

  constructor(options: {
    config: DirectSourceConfig;
    client: Pick<TargetClient, 'get'>;
  }) {
    this.#config = options.config;
    this.#client = options.client;
    this.#fixed = options.config.targets.map(target =>
      createTarget({ ...target, sourceId: options.config.id }),
    );
  }

  /** Why lists could not be read. */
  get failures(): TargetError[] {
    return [...this.#failures.values()];
  }

  /** Reads all lists anew. */
  async refresh(signal: AbortSignal): Promise<void> {
    await Promise.all(
      this.#config.serviceDiscovery.map(async discovery => {
        try {
          this.#found.set(discovery, await this.#read(discovery, signal));
          this.#failures.delete(discovery);
        } catch (error) {
          signal.throwIfAborted();
          if (!(error instanceof TargetError)) {
            throw error;
          }
          this.#failures.set(discovery, error);
        }
      }),
    );
  }

  /** Each target once, and what people should know about the others. */
  list(): { targets: Target[]; warnings: string[] } {
    const found = [...this.#found.values()];
    const targets = new Map<string, Target>();
    let alike = 0;
    for (const target of [
      ...this.#fixed,
      ...found.flatMap(discovered => discovered.targets),
    ]) {
      if (targets.has(target.id)) {
        alike++;
      } else {
        targets.set(target.id, target);
      }
    }
    const refused = found.flatMap(discovered => discovered.refused);
    const warnings = [
      ...this.failures.map(
        ({ message }) => `A list of targets could not be read: ${message}`,
      ),
      ...refused
        .slice(0, MOST_REFUSED_TOLD)
        .map(reason => `A target is left out: ${reason}`),
    ];
    if (refused.length > MOST_REFUSED_TOLD) {
      warnings.push(
        `${refused.length - MOST_REFUSED_TOLD} more targets are left out`,
      );
    }
    if (alike > 0) {
      warnings.push(
        `${alike} targets have the same labels as others and are left out: give them different ones`,
      );
    }
    if (targets.size > LIMITS.targets) {
      warnings.push(
        `There are ${targets.size} targets, of which ${LIMITS.targets} are scraped${LIMITS.advice}.`,
      );
    }
    return {
      targets: [...targets.values()].slice(0, LIMITS.targets),
      warnings,
    };
  }

  async #read(
    discovery: ServiceDiscoveryConfig,
    signal: AbortSignal,
  ): Promise<Discovered> {
    const text = await this.#client.get(
      {
        ...discovery,
        accept: 'application/json',
        timeoutMs: this.#config.timeoutMs,
        signal,
      },
      async ({ body }) => readText(body, discovery.url),
    );
    try {
      return readDiscovered(JSON.parse(text), {
        sourceId: this.#config.id,
        discovery,
        allowedHosts: this.#config.allowedHosts,
        headers: this.#config.headers,
      });
    } catch (error) {
      throw new TargetError(
        `${describeUrl(
          discovery.url,
        )} answered with something that is not a list of targets (${
          isError(error) ? error.name : error
        }): expected is [{ "targets": ["host:port"], "labels": { … } }]`,
        { cause: error },
      );
    }
  }
}

async function readText(
  body: AsyncIterable<Uint8Array>,
  url: URL,
): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body) {
    length += piece.length;
    if (length > LONGEST_ANSWER) {
      throw new TargetError(
        `${describeUrl(
          url,
        )} answered with more than ${LONGEST_ANSWER} bytes, which is what is allowed for a list`,
      );
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
