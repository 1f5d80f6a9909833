import {
  json,
  RefusedError,
  type Answer,
  type SandboxRequest,
} from '../../server/Answer';
import type { Platform } from '../Platform';
import type { WorkloadSimulation } from '../simulation/WorkloadSimulation';
import { CLUSTER } from '../Workload';
import {
  CONTENT_TYPES,
  writeExposition,
  type ExpositionFormat,
} from './writeExposition';
import { writeHistory } from './writeHistory';

const PATH = /^\/metrics\/([^/]+)\/([^/]+)(\/history)?$/;
const MOST_DAYS = 15;
const STEPS = { shortest: 60, longest: 3600 };
const MOST_MOMENTS = 12_000;
const DAY_SECONDS = 24 * 60 * 60;

function readNumber(
  query: URLSearchParams,
  name: string,
  allowed: { fallback: number; lowest: number; highest: number },
): number {
  const text = query.get(name);
  const value = text === null ? allowed.fallback : Number(text);
  if (!(value >= allowed.lowest && value <= allowed.highest)) {
    throw new RefusedError(
      400,
      `${name}: found '${text}', allowed is a number from ${allowed.lowest} to ${allowed.highest}`,
    );
  }
  return value;
}

function formatFor(accept: string): ExpositionFormat {
  return accept.includes('text/plain') && !accept.includes('openmetrics')
    ? 'text'
    : 'openmetrics';
}

/**
 * The metrics endpoints of all workloads, and where to find them.
 */
export class MetricsApi {
  readonly #platform: Platform;

  static create(platform: Platform): MetricsApi {
    return new MetricsApi(platform);
  }

  private constructor(platform: Platform) {
    this.#platform = platform;
  }

  answer(request: SandboxRequest): Answer {
    if (request.method !== 'GET') {
      throw new RefusedError(405, 'Metrics can only be read.');
    }
    if (request.path === '/metrics/sd') {
      return json(200, this.#targets(request.host));
    }
    const [, namespace, name, history] = PATH.exec(request.path) ?? [];
    const simulation = this.#platform.find(name, namespace ?? '');
    if (!simulation) {
      throw new RefusedError(
        404,
        'There is no such metrics endpoint. GET /metrics/sd lists all.',
      );
    }
    return history
      ? this.#history(simulation, request.query)
      : this.#now(simulation, request.accept);
  }

  #now(simulation: WorkloadSimulation, accept: string): Answer {
    const format = formatFor(accept);
    const moment = simulation.momentAt(this.#platform.now());
    return {
      status: 200,
      contentType: CONTENT_TYPES[format],
      body: writeExposition(simulation, moment, format),
    };
  }

  #history(simulation: WorkloadSimulation, query: URLSearchParams): Answer {
    const days = readNumber(query, 'days', {
      fallback: MOST_DAYS,
      lowest: 0,
      highest: MOST_DAYS,
    });
    const step = readNumber(query, 'step', {
      fallback: 300,
      lowest: STEPS.shortest,
      highest: STEPS.longest,
    });
    const moments = Math.floor((days * DAY_SECONDS) / step);
    if (moments > MOST_MOMENTS) {
      throw new RefusedError(
        400,
        `step: found '${step}', which makes ${moments} samples of each series over ${days} days; allowed are ${MOST_MOMENTS}, so ask for fewer days or a longer step`,
      );
    }
    const milliseconds = step * 1000;
    const to = Math.floor(this.#platform.now() / milliseconds) * milliseconds;
    const from = to - moments * milliseconds;
    const deployedAt = simulation.workload.deployed?.at ?? 0;
    return {
      status: 200,
      contentType: CONTENT_TYPES.openmetrics,
      body: writeHistory(simulation, {
        // Of what was not there nothing is told.
        from: Math.max(
          from,
          Math.ceil(deployedAt / milliseconds) * milliseconds,
        ),
        to,
        step: milliseconds,
        names: new Set(query.getAll('name')),
      }),
    };
  }

  /** In the form of Prometheus' HTTP service discovery. */
  #targets(host: string) {
    return this.#platform.simulations.map(({ workload }) => ({
      targets: [host],
      labels: {
        __metrics_path__: pathOf(workload),
        // Read once by the portal's own scraper; others drop it.
        __portal_history_path__: `${pathOf(workload)}/history?days=15&step=300`,
        cluster: CLUSTER,
        namespace: workload.namespace,
        service: workload.name,
        ...(workload.models[0]?.inferenceService && {
          inferenceservice: workload.models[0].inferenceService,
        }),
      },
    }));
  }
}

function pathOf({ namespace, name }: { namespace: string; name: string }) {
  return `/metrics/${namespace}/${name}`;
}
