import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { SourceRefresh } from '../refresh/SourceRefresh';

const REMEMBER_MS = 10 * 60_000;
const MOST_SHOWN = 12;

/**
 * Knows the bounds of histograms' buckets: events up to a time can be counted
 * only where a bucket ends there.
 */
export class BucketBounds {
  readonly #sources: Map<string, SourceRefresh>;
  readonly #known = new Map<
    string,
    { at: number; bounds: Promise<number[]> }
  >();

  constructor(sources: Map<string, SourceRefresh>) {
    this.#sources = sources;
  }

  /**
   * @returns what is wrong in words, undefined where the bound exists.
   */
  async check(
    sourceId: string,
    bucket: { metric: string; bound: number },
  ): Promise<string | undefined> {
    let bounds: number[];
    try {
      bounds = await this.#bounds(sourceId, bucket.metric);
    } catch (error) {
      return `The buckets of ${
        bucket.metric
      } could not be read: ${describeFailure(error)}`;
    }
    return bounds.includes(bucket.bound)
      ? undefined
      : `Its threshold is ${bucket.bound}, where no bucket of ${
          bucket.metric
        } ends; use one of ${bounds.slice(0, MOST_SHOWN).join(', ')}`;
  }

  #bounds(sourceId: string, metric: string): Promise<number[]> {
    const key = `${sourceId} ${metric}`;
    const known = this.#known.get(key);
    if (known && Date.now() - known.at < REMEMBER_MS) {
      return known.bounds;
    }
    const bounds = this.#read(sourceId, metric);
    this.#known.set(key, { at: Date.now(), bounds });
    bounds.catch(() => this.#known.delete(key));
    return bounds;
  }

  async #read(sourceId: string, metric: string): Promise<number[]> {
    const { labelSets } = await this.#sources
      .get(sourceId)!
      .source.listLabelSets({ metrics: [metric], labels: ['le'] });
    return [...new Set(labelSets.map(({ le }) => Number(le)))]
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
  }
}
