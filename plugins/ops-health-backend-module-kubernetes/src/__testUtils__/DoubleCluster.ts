import {
  FakeHttpServer,
  type AskedRequest,
  type FakeAnswer,
} from '@platform-ops/test-servers';

export interface DoubleKind {
  group: string;
  version: string;
  /** E.g. `deployments`. */
  name: string;
  kind: string;
}

/** @param name - Of the kind, e.g. `deployments`. */
type Answering = (query: URLSearchParams, name: string) => FakeAnswer;

/**
 * A cluster for what a real API server does not do on demand. It answers as
 * kubernetes.io/docs/reference/using-api/api-concepts says; what real ones do
 * is tested in contract.test.ts.
 */
export class DoubleCluster {
  readonly #server: FakeHttpServer;
  readonly #kinds: DoubleKind[];

  static async start(kinds: DoubleKind[]): Promise<DoubleCluster> {
    return new DoubleCluster(await FakeHttpServer.start(), kinds);
  }

  private constructor(server: FakeHttpServer, kinds: DoubleKind[]) {
    this.#server = server;
    this.#kinds = kinds;
    this.list(() => ({ body: { items: [] } }));
  }

  get url(): string {
    return this.#server.url;
  }

  get asked(): AskedRequest[] {
    return this.#server.asked;
  }

  /** How lists are answered from now on. */
  list(answering: Answering): void {
    this.#server.answer(({ path, query }) => {
      const listed = this.#nameOf(path);
      return listed ? answering(query, listed) : this.#discover(path);
    });
  }

  /** The queries of the lists that were asked for. */
  get queries(): Array<Record<string, string>> {
    return this.asked
      .filter(({ path }) => this.#nameOf(path))
      .map(({ query }) => Object.fromEntries(query));
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }

  #discover(path: string): FakeAnswer {
    return path === '/apis'
      ? {
          body: {
            groups: this.#kinds.map(({ group, version }) => ({
              name: group,
              versions: [{ version }],
            })),
          },
        }
      : {
          body: {
            resources: this.#kinds
              .filter(kind => path === rootOf(kind))
              .map(({ name, kind }) => ({ name, kind, namespaced: true })),
          },
        };
  }

  #nameOf(path: string): string | undefined {
    return this.#kinds.find(kind => path === `${rootOf(kind)}/${kind.name}`)
      ?.name;
  }
}

function rootOf({ group, version }: DoubleKind): string {
  return `/apis/${group}/${version}`;
}

/** An error as the API server tells it. */
export function refusal(code: number, reason: string, message: string) {
  return {
    status: code,
    body: { kind: 'Status', apiVersion: 'v1', code, reason, message },
  };
}
