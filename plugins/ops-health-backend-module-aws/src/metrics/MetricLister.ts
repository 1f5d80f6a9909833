import {
  type CloudWatchClient,
  ListMetricsCommand,
} from '@aws-sdk/client-cloudwatch';
import type { MetricSelector } from '@platform-ops/backstage-plugin-ops-health-node';
import { allPages } from '../client/allPages';
import type { Asking, AwsSession } from '../client/AwsSession';
import { ExpiringCache } from '../client/ExpiringCache';
import { Listing } from './Listing';
import { toStream } from './Stream';

const REMEMBER_MILLISECONDS = 10 * 60_000;

/** `recent`: what had a value in the last three hours; else in two weeks. */
export type Age = 'recent' | 'all';

/** Lists the metrics of some namespaces, and remembers them for a while. */
export class MetricLister {
  readonly #session: AwsSession;
  readonly #client: CloudWatchClient;
  readonly #namespaces: string[];
  readonly #place: Record<string, string>;
  readonly #listings = ExpiringCache.create<Listing>(REMEMBER_MILLISECONDS);

  /** @param place - Labels that all streams have. */
  static create(options: {
    session: AwsSession;
    client: CloudWatchClient;
    namespaces: string[];
    place: Record<string, string>;
  }): MetricLister {
    return new MetricLister(options);
  }

  private constructor(options: {
    session: AwsSession;
    client: CloudWatchClient;
    namespaces: string[];
    place: Record<string, string>;
  }) {
    this.#session = options.session;
    this.#client = options.client;
    this.#namespaces = options.namespaces;
    this.#place = options.place;
  }

  /** All namespaces, read anew. */
  async listAnew(asking: Asking): Promise<Listing[]> {
    this.#namespaces.forEach(namespace =>
      this.#listings.forget(`recent ${namespace}`),
    );
    return Promise.all(
      this.#namespaces.map(namespace =>
        this.#list(namespace, 'recent', asking),
      ),
    );
  }

  /** The listing of the namespace that a metric is of. */
  async listingOf(
    metric: MetricSelector['metric'],
    age: Age,
    asking: Asking,
  ): Promise<Listing | undefined> {
    // One namespace may begin as another one does.
    const [namespace] = this.#namespaces
      .filter(name => metric.startsWith(`${name}/`))
      .sort((a, b) => b.length - a.length);
    return namespace === undefined
      ? undefined
      : this.#list(namespace, age, asking);
  }

  #list(namespace: string, age: Age, asking: Asking): Promise<Listing> {
    return this.#listings.get(`${age} ${namespace}`, async () => {
      const metrics = await allPages(
        token => {
          asking.log.count({ queries: 1 });
          return this.#session.send(
            this.#client,
            new ListMetricsCommand({
              Namespace: namespace,
              RecentlyActive: age === 'recent' ? 'PT3H' : undefined,
              NextToken: token,
            }),
            asking,
          );
        },
        page => page.Metrics,
        page => page.NextToken,
      );
      asking.log.count({ samples: metrics.length });
      return Listing.create(
        namespace,
        metrics
          .map(metric => toStream(metric, this.#place))
          .filter(stream => stream !== undefined),
      );
    });
  }
}
