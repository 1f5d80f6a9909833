import type { LoggerService } from '@backstage/backend-plugin-api';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import { GPU_COUNT } from '../packs/dcgm';
import type { SourceRefresh } from '../refresh/SourceRefresh';
import type { ObservedReading } from '../state/ObservedReading';
import { groupingsOf, keyOf } from './groupingsOf';
import { numberOf, type GpuCount } from './Gpus';

const ASK_EVERY_MS = 10 * 60_000;
/** One that knew none may still be reading what it has. */
const ASK_AGAIN_MS = 30_000;
/** In which DCGM's exporter names the product and the machine. */
const PRODUCT_LABEL = 'modelName';
const NODE_LABEL = 'Hostname';

/**
 * Tells of which products GPUs are, and where: readings only count them.
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
      (known &&
        now.getTime() - known.at <
          (known.counts.size > 0 ? ASK_EVERY_MS : ASK_AGAIN_MS))
    ) {
      return;
    }
    const answer = { at: now.getTime(), counts: new Map<string, GpuCount[]>() };
    try {
      const { rows } = await refresh.source.evaluate(
        {
          expression: GPU_COUNT,
          // Not every exporter tells the machine.
          groupings: [
            ...groupingsOf(readings, [PRODUCT_LABEL]),
            ...groupingsOf(readings, [PRODUCT_LABEL, NODE_LABEL]),
          ],
          environments: refresh.environments,
          windowMs: this.#windowMs,
          at: now,
        },
        { signal },
      );
      for (const { labels, environment, value } of rows) {
        const { [PRODUCT_LABEL]: product, [NODE_LABEL]: node, ...own } = labels;
        const key = keyOf({ labels: own, environment });
        answer.counts.set(
          key,
          addCount(answer.counts.get(key) ?? [], {
            product,
            node,
            count: value,
          }),
        );
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

/** Those whose machine is known are among all of their product, told before. */
function addCount(counts: GpuCount[], added: GpuCount): GpuCount[] {
  return [
    ...counts.flatMap(known => {
      const isWhole =
        added.node !== undefined &&
        known.node === undefined &&
        known.product === added.product;
      const rest = isWhole ? known.count - added.count : known.count;
      return rest > 0 ? [{ ...known, count: rest }] : [];
    }),
    added,
  ];
}
