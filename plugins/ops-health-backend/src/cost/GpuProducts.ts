import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricGrouping } from '@platform-ops/backstage-plugin-ops-health-node';
import {
  canonicalJson,
  describeFailure,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { GPU_COUNT } from '../packs/dcgm';
import type { SourceRefresh } from '../refresh/SourceRefresh';
import type { ObservedReading } from '../state/ObservedReading';
import { numberOf, type GpuCount } from './Gpus';

const ASK_EVERY_MS = 10 * 60_000;
/** In which DCGM's exporter names the product. */
const PRODUCT_LABEL = 'modelName';

type Subject = Pick<ObservedReading, 'labels' | 'environment'>;

/**
 * Tells of which products GPUs are: readings only count them.
 */
export class GpuProducts {
  readonly #sources: Map<string, SourceRefresh>;
  readonly #windowMs: number;
  readonly #logger: LoggerService;
  /** By source, then by label set and environment. */
  readonly #known = new Map<
    string,
    { at: number; counts: Map<string, GpuCount[]> }
  >();

  constructor(options: {
    sources: Map<string, SourceRefresh>;
    windowMs: number;
    logger: LoggerService;
  }) {
    this.#sources = options.sources;
    this.#windowMs = options.windowMs;
    this.#logger = options.logger;
  }

  /**
   * Asks the sources of these readings again where that was long ago. A source
   * that does not answer keeps what it said.
   *
   * @param readings - Numbers of GPUs.
   */
  async update(
    readings: ObservedReading[],
    now: Date,
    signal: AbortSignal,
  ): Promise<void> {
    const bySource = new Map<string, ObservedReading[]>();
    for (const reading of readings) {
      const own = bySource.get(reading.sourceId) ?? [];
      bySource.set(reading.sourceId, own);
      own.push(reading);
    }
    await Promise.all(
      [...bySource].map(([sourceId, own]) =>
        this.#ask(sourceId, own, now, signal),
      ),
    );
  }

  /** The GPUs behind a number of them; without products where none is known. */
  countsOf(reading: ObservedReading): GpuCount[] {
    const counts =
      this.#known.get(reading.sourceId)?.counts.get(keyOf(reading)) ?? [];
    const rest = reading.value - (numberOf(counts) ?? 0);
    return rest > 0 || counts.length === 0
      ? [...counts, { count: rest }]
      : counts;
  }

  async #ask(
    sourceId: string,
    readings: ObservedReading[],
    now: Date,
    signal: AbortSignal,
  ): Promise<void> {
    const known = this.#known.get(sourceId);
    const refresh = this.#sources.get(sourceId);
    if (
      !refresh ||
      refresh.source.naming !== 'prometheus' ||
      (known && now.getTime() - known.at < ASK_EVERY_MS)
    ) {
      return;
    }
    const answer = { at: now.getTime(), counts: new Map<string, GpuCount[]>() };
    try {
      const { rows } = await refresh.source.evaluate(
        {
          expression: GPU_COUNT,
          groupings: groupingsOf(readings),
          environments: refresh.environments,
          windowMs: this.#windowMs,
          at: now,
        },
        { signal },
      );
      for (const { labels, environment, value } of rows) {
        const { [PRODUCT_LABEL]: product, ...own } = labels;
        const key = keyOf({ labels: own, environment });
        answer.counts.set(key, [
          ...(answer.counts.get(key) ?? []),
          { product, count: value },
        ]);
      }
      this.#known.set(sourceId, answer);
    } catch (error) {
      this.#known.set(sourceId, {
        ...answer,
        counts: known?.counts ?? answer.counts,
      });
      this.#logger.debug(
        `The source '${sourceId}' did not tell the products of GPUs: ${describeFailure(
          error,
        )}`,
      );
    }
  }
}

/** As the readings were grouped, and by product. */
function groupingsOf(readings: ObservedReading[]): MetricGrouping[] {
  const groupings = new Map<string, MetricGrouping>();
  for (const { labels, extract } of readings) {
    const names = Object.keys(labels).sort();
    const key = canonicalJson([names, extract]);
    groupings.set(key, {
      id: key,
      labels: [...names, PRODUCT_LABEL],
      extract,
    });
  }
  return [...groupings.values()];
}

function keyOf({ labels, environment }: Subject): string {
  return canonicalJson([labels, environment ?? '']);
}
