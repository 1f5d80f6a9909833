const HOSTS: Array<[prefix: string, host: string | undefined]> = [
  ['cn-', 'console.amazonaws.cn'],
  ['us-gov-', 'console.amazonaws-us-gov.com'],
  // Closed networks, whose consoles have addresses that we do not know.
  ['us-iso', undefined],
  ['eu-iso', undefined],
  ['eusc-', undefined],
  ['', 'console.aws.amazon.com'],
];

/** Where a person opens things of one region. */
export class ConsoleLinks {
  readonly #region: string;
  readonly #host: string | undefined;

  static create(region: string): ConsoleLinks {
    return new ConsoleLinks(region);
  }

  private constructor(region: string) {
    this.#region = region;
    this.#host = HOSTS.find(([prefix]) => region.startsWith(prefix))?.[1];
  }

  get cloudWatch(): string | undefined {
    return this.#link('cloudwatch/home');
  }

  alarm(name: string): string | undefined {
    return this.#link(
      'cloudwatch/home',
      `alarmsV2:alarm/${encodeURIComponent(name)}`,
    );
  }

  endpoint(name: string): string | undefined {
    return this.#link(
      'sagemaker/home',
      `/endpoints/${encodeURIComponent(name)}`,
    );
  }

  cluster(name: string): string | undefined {
    return this.#link(`eks/clusters/${encodeURIComponent(name)}`);
  }

  nodegroup(cluster: string, name: string): string | undefined {
    return this.#link(
      `eks/clusters/${encodeURIComponent(
        cluster,
      )}/nodegroups/${encodeURIComponent(name)}`,
    );
  }

  #link(path: string, fragment?: string): string | undefined {
    return (
      this.#host &&
      `https://${this.#region}.${this.#host}/${path}?region=${this.#region}${
        fragment === undefined ? '' : `#${fragment}`
      }`
    );
  }
}
