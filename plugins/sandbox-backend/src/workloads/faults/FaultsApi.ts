import { z } from 'zod';
import {
  FAULT_DURATION_SECONDS,
  FAULT_NAMES,
  injectFaultRequestSchema,
  stopFaultQuerySchema,
  type FaultKindStatus,
  type FaultName,
} from '@platform-ops/backstage-plugin-sandbox-common';
import {
  json,
  RefusedError,
  type Answer,
  type SandboxRequest,
} from '../../server/Answer';
import type { Platform } from '../Platform';
import type { WorkloadSimulation } from '../simulation/WorkloadSimulation';
import { faultKinds } from './faultKinds';

const PATH = /^\/sandbox\/v1\/faults(?:\/([^/]+))?$/;
const LAST_ENDED = 5;

function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (!result.success) {
    throw new RefusedError(
      400,
      result.error.issues
        .map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
        .join('. '),
    );
  }
  return result.data;
}

function readName(text: string): FaultName {
  const name = FAULT_NAMES.find(known => known === text);
  if (!name) {
    throw new RefusedError(
      404,
      `There is no fault '${text}'. There are: ${FAULT_NAMES.join(', ')}`,
    );
  }
  return name;
}

/**
 * Lists, injects and stops faults.
 */
export class FaultsApi {
  readonly #platform: Platform;

  static create(platform: Platform): FaultsApi {
    return new FaultsApi(platform);
  }

  private constructor(platform: Platform) {
    this.#platform = platform;
  }

  answer({ method, path, query, body }: SandboxRequest): Answer {
    const text = PATH.exec(path)?.[1];
    if (text === undefined && method === 'GET') {
      return json(200, { items: FAULT_NAMES.map(name => this.#kind(name)) });
    }
    if (text !== undefined && method === 'POST') {
      return this.#inject(readName(text), body);
    }
    if (text !== undefined && method === 'DELETE') {
      return this.#stop(readName(text), query);
    }
    throw new RefusedError(
      405,
      'Allowed are GET /sandbox/v1/faults, and POST and DELETE of /sandbox/v1/faults/<name>',
    );
  }

  #kind(name: FaultName): FaultKindStatus {
    const { faults, simulations } = this.#platform;
    const { title, description, defaultWorkload } = faultKinds[name];
    const injected = faults.named(name).map(record => faults.describe(record));
    return {
      name,
      title,
      description,
      defaultWorkload,
      defaultDurationSeconds: FAULT_DURATION_SECONDS.default,
      workloads: simulations.map(({ workload }) => workload.name),
      injected: [
        ...injected.filter(({ state }) => state === 'active'),
        ...injected
          .filter(({ state }) => state === 'ended')
          .slice(0, LAST_ENDED),
      ],
    };
  }

  #inject(name: FaultName, body: unknown): Answer {
    const { faults, rollouts, now } = this.#platform;
    const request = parse(injectFaultRequestSchema, body ?? {});
    const simulation = this.#find(
      request.workload ?? faultKinds[name].defaultWorkload,
    );
    const { workload } = simulation;
    if (!simulation.momentAt(now()).replica) {
      throw new RefusedError(
        409,
        `workload: ${workload.name} is scaled to zero now, so nobody would notice`,
      );
    }
    const record = faults.inject(name, {
      ...request,
      workload: workload.name,
      served:
        name === 'bad-deployment' ? rollouts.candidateOf(workload) : undefined,
    });
    return json(201, faults.describe(record));
  }

  #stop(name: FaultName, query: URLSearchParams): Answer {
    const { faults } = this.#platform;
    const { workload } = parse(stopFaultQuerySchema, Object.fromEntries(query));
    const found = workload === undefined ? undefined : this.#find(workload);
    const stopped = faults.stop(name, found?.workload.name);
    return json(200, {
      items: stopped.map(record => faults.describe(record)),
    });
  }

  #find(name: string): WorkloadSimulation {
    const simulation = this.#platform.find(name);
    if (!simulation) {
      const names = this.#platform.simulations.map(
        ({ workload }) => workload.name,
      );
      throw new RefusedError(
        400,
        `workload: found '${name}', allowed is one of ${names.join(', ')}`,
      );
    }
    return simulation;
  }
}
