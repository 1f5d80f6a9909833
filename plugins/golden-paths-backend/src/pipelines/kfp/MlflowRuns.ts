import type {
  Connections,
  RegistryConnection,
} from '@platform-ops/backstage-plugin-golden-paths-node';
import { MlflowClient, type KfpMlflowRun } from '@platform-ops/mlops-clients';
import { pageUrl } from '../../connections/pageUrl';
import { toLink } from '../fields';

/** A run is shown without its metrics rather than late. */
const WITHIN_MS = 3_000;
/** Runs that are over do not change. */
const MOST_REMEMBERED = 500;

/** Where a run is tracked, and what was measured. */
export interface TrackedRun {
  experimentId: string;
  runId: string;
  url?: string;
  metrics: Record<string, number>;
}

/**
 * The MLflow runs that pipelines say they write, in the MLflow that is among
 * the connections.
 */
export class MlflowRuns {
  readonly #registries: RegistryConnection[];
  readonly #metrics = new Map<string, Record<string, number>>();

  constructor(connections: Connections) {
    this.#registries = connections.registries.filter(
      ({ type }) => type === 'mlflow',
    );
  }

  async look(
    { experimentId, runId, url }: KfpMlflowRun,
    options: { withMetrics: boolean; isOver: boolean; signal: AbortSignal },
  ): Promise<TrackedRun> {
    const registry = this.#find(url);
    const page = registry && pageUrl(registry);
    return {
      experimentId,
      runId,
      url: registry
        ? page &&
          `${page}/#/experiments/${encodeURIComponent(
            experimentId,
          )}/runs/${encodeURIComponent(runId)}`
        : toLink(url),
      metrics:
        registry && options.withMetrics
          ? await this.#readMetrics(registry, runId, options)
          : {},
    };
  }

  /** The one at the address that the run names, or the only one that there is. */
  #find(url: string | undefined): RegistryConnection | undefined {
    const origin = toLink(url) && new URL(url!).origin;
    if (!origin) {
      return this.#registries.length === 1 ? this.#registries[0] : undefined;
    }
    return this.#registries.find(registry =>
      [registry.url, registry.uiUrl].some(
        address => new URL(address).origin === origin,
      ),
    );
  }

  /** Without them a run still is worth showing. */
  async #readMetrics(
    registry: RegistryConnection,
    runId: string,
    { isOver, signal }: { isOver: boolean; signal: AbortSignal },
  ): Promise<Record<string, number>> {
    const key = `${registry.id} ${runId}`;
    const known = this.#metrics.get(key);
    if (known) {
      return known;
    }
    try {
      const { url, token, username, password, headers, timeoutSeconds } =
        registry;
      const run = await MlflowClient.create({
        key: `goldenPaths.connections.registries.${registry.id}`,
        url,
        token,
        username,
        password,
        headers,
        timeoutSeconds,
      }).getRun(runId, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)]),
      });
      if (run && isOver) {
        this.#remember(key, run.metrics);
      }
      return run?.metrics ?? {};
    } catch {
      signal.throwIfAborted();
      return {};
    }
  }

  #remember(key: string, metrics: Record<string, number>): void {
    this.#metrics.set(key, metrics);
    if (this.#metrics.size > MOST_REMEMBERED) {
      this.#metrics.delete(this.#metrics.keys().next().value!);
    }
  }
}
