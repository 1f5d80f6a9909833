import type {
  Asking,
  Cluster,
  ClusterChange,
  KubernetesClient,
} from './KubernetesClient';

/**
 * One cluster, while it is read or written once.
 *
 * @public
 */
export class ClusterConnection {
  readonly #client: KubernetesClient;
  readonly #cluster: Cluster;
  readonly #asking: Asking;

  static create(
    client: KubernetesClient,
    cluster: Cluster,
    asking: Asking,
  ): ClusterConnection {
    return new ClusterConnection(client, cluster, asking);
  }

  private constructor(
    client: KubernetesClient,
    cluster: Cluster,
    asking: Asking,
  ) {
    this.#client = client;
    this.#cluster = cluster;
    this.#asking = asking;
  }

  /** @throws ClusterError */
  async get(
    path: string,
    options: { query?: Record<string, string>; maxBytes: number },
  ): Promise<unknown> {
    return this.#client.ask({
      ...this.#asking,
      ...options,
      cluster: this.#cluster,
      path,
    });
  }

  /**
   * Server-side apply, see {@link KubernetesClient.apply}.
   *
   * @throws ClusterError
   */
  async apply(
    path: string,
    options: Omit<ClusterChange, keyof Asking | 'cluster' | 'path'>,
  ): Promise<unknown> {
    return this.#client.apply({
      ...this.#asking,
      ...options,
      cluster: this.#cluster,
      path,
    });
  }
}
