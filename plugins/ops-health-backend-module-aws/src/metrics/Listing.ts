import type { MetricSelector } from '@platform-ops/backstage-plugin-ops-health-node';
import { matches } from './labels';
import type { Stream } from './Stream';

/** The packs ask for quantiles by this name. */
const BUCKETS = '_bucket';

/** The streams of one namespace. */
export class Listing {
  readonly #namespace: string;
  readonly #streams = new Map<string, Stream[]>();

  static create(namespace: string, streams: Stream[]): Listing {
    return new Listing(namespace, streams);
  }

  private constructor(namespace: string, streams: Stream[]) {
    this.#namespace = namespace;
    const known = new Set<string>();
    for (const stream of streams) {
      if (!known.has(stream.key)) {
        known.add(stream.key);
        this.#streams.set(stream.name, [
          ...(this.#streams.get(stream.name) ?? []),
          stream,
        ]);
      }
    }
  }

  /**
   * As packs name them. Any metric may have quantiles, so that each is listed
   * as a histogram, too.
   */
  get names(): string[] {
    return [...this.#streams.keys()]
      .map(name => `${this.#namespace}/${name}`)
      .flatMap(name => [name, `${name}${BUCKETS}`]);
  }

  /** The streams behind such a name. */
  streamsOf(name: string): Stream[] {
    const metric = name.slice(this.#namespace.length + 1);
    return (
      this.#streams.get(metric) ??
      (metric.endsWith(BUCKETS)
        ? this.#streams.get(metric.slice(0, -BUCKETS.length)) ?? []
        : [])
    );
  }

  select({ metric, matchers = [] }: MetricSelector): Stream[] {
    return this.streamsOf(metric).filter(({ labels }) =>
      matchers.every(matcher => matches(matcher, labels)),
    );
  }
}
