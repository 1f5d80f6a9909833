import {
  DescribeClusterCommand,
  DescribeNodegroupCommand,
  EKSClient,
  ListClustersCommand,
  ListNodegroupsCommand,
} from '@aws-sdk/client-eks';
import { NotFoundError } from '@backstage/errors';
import type { ObservedResource } from '@platform-ops/backstage-plugin-ops-health-node';
import { allPages } from '../client/allPages';
import type { Asking, AwsSession } from '../client/AwsSession';
import type { ConsoleLinks } from '../ConsoleLinks';
import { readEach } from './readEach';
import {
  SERVICE_LABEL,
  type ReadResources,
  type ResourceReader,
} from './ResourceReader';
import { toCluster, toNodegroup } from './toCluster';

const PAGE = 100;

interface Nodegroup {
  cluster: string;
  name: string;
}

/** Reads clusters and their managed node groups. */
export class EksReader implements ResourceReader {
  readonly subject = 'EKS clusters';
  readonly labels: Record<string, string>;
  readonly #session: AwsSession;
  readonly #client: EKSClient;
  readonly #links: ConsoleLinks;

  static create(options: {
    session: AwsSession;
    links: ConsoleLinks;
    place: Record<string, string>;
  }): EksReader {
    return new EksReader(options);
  }

  private constructor(options: {
    session: AwsSession;
    links: ConsoleLinks;
    place: Record<string, string>;
  }) {
    const { session, links, place } = options;
    this.#session = session;
    this.#client = new EKSClient(session.clientConfig);
    this.#links = links;
    this.labels = { ...place, [SERVICE_LABEL]: 'eks' };
  }

  close(): void {
    this.#client.destroy();
  }

  async read(asking: Asking): Promise<ReadResources> {
    const names = await allPages(
      token => {
        asking.log.count({ queries: 1 });
        return this.#session.send(
          this.#client,
          new ListClustersCommand({ maxResults: PAGE, nextToken: token }),
          asking,
        );
      },
      page => page.clusters,
      page => page.nextToken,
    );
    const [clusters, listed] = await Promise.all([
      readEach(
        names,
        name => this.#cluster(name, asking),
        name => ({
          subject: `EKS cluster ${name}`,
          labels: { ...this.labels, cluster: name },
        }),
      ),
      readEach(
        names,
        name => this.#listNodegroups(name, asking),
        name => ({
          subject: `node groups of EKS cluster ${name}`,
          labels: { ...this.labels, cluster: name },
        }),
      ),
    ]);
    const nodegroups = await readEach(
      listed.values.flat(),
      nodegroup => this.#nodegroup(nodegroup, asking),
      ({ cluster, name }) => ({
        subject: `node group ${name} of EKS cluster ${cluster}`,
        labels: { ...this.labels, cluster, nodegroup: name },
      }),
    );
    const resources = [...clusters.values, ...nodegroups.values];
    asking.log.count({ samples: resources.length });
    return {
      resources,
      failures: [
        ...clusters.failures,
        ...listed.failures,
        ...nodegroups.failures,
      ],
    };
  }

  async #cluster(
    name: string,
    asking: Asking,
  ): Promise<ObservedResource | undefined> {
    asking.log.count({ queries: 1 });
    const answer = await this.#session
      .send(this.#client, new DescribeClusterCommand({ name }), asking)
      .catch(undefinedIfGone);
    return (
      answer?.cluster &&
      toCluster(answer.cluster, this.labels, this.#links.cluster(name))
    );
  }

  async #listNodegroups(
    cluster: string,
    asking: Asking,
  ): Promise<Nodegroup[] | undefined> {
    const names = await allPages(
      token => {
        asking.log.count({ queries: 1 });
        return this.#session.send(
          this.#client,
          new ListNodegroupsCommand({
            clusterName: cluster,
            maxResults: PAGE,
            nextToken: token,
          }),
          asking,
        );
      },
      page => page.nodegroups,
      page => page.nextToken,
    ).catch(undefinedIfGone);
    return names?.map(name => ({ cluster, name }));
  }

  async #nodegroup(
    { cluster, name }: Nodegroup,
    asking: Asking,
  ): Promise<ObservedResource | undefined> {
    asking.log.count({ queries: 1 });
    const answer = await this.#session
      .send(
        this.#client,
        new DescribeNodegroupCommand({
          clusterName: cluster,
          nodegroupName: name,
        }),
        asking,
      )
      .catch(undefinedIfGone);
    return (
      answer?.nodegroup &&
      toNodegroup(
        answer.nodegroup,
        this.labels,
        this.#links.nodegroup(cluster, name),
      )
    );
  }
}

function undefinedIfGone(error: unknown): undefined {
  if (!(error instanceof NotFoundError)) {
    throw error;
  }
  return undefined;
}
