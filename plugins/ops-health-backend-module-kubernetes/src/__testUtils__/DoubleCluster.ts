import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface DoubleAnswer {
  status?: number;
  /** Text as it is, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Never answers. */
  silent?: boolean;
}

export interface DoubleKind {
  group: string;
  version: string;
  /** E.g. `deployments`. */
  name: string;
  kind: string;
}

/** @param name - Of the kind, e.g. `deployments`. */
type Answering = (query: URLSearchParams, name: string) => DoubleAnswer;

/**
 * A cluster for what a real API server does not do on demand. It answers as
 * kubernetes.io/docs/reference/using-api/api-concepts says; what real ones do
 * is tested in contract.test.ts.
 */
export class DoubleCluster {
  readonly asked: Array<{ url: URL; headers: IncomingMessage['headers'] }> = [];
  readonly #server: Server;
  readonly #kinds: DoubleKind[];
  #list: Answering = () => ({ body: { items: [] } });

  static async start(kinds: DoubleKind[]): Promise<DoubleCluster> {
    const double = new DoubleCluster(kinds);
    await new Promise<void>(resolve => {
      double.#server.listen(0, '127.0.0.1', resolve);
    });
    return double;
  }

  private constructor(kinds: DoubleKind[]) {
    this.#kinds = kinds;
    this.#server = createServer((request, response) => {
      const url = new URL(request.url!, 'http://double');
      this.asked.push({ url, headers: request.headers });
      const { status = 200, body, headers, silent } = this.#answer(url);
      if (silent) {
        return;
      }
      response.writeHead(status, {
        'content-type': 'application/json',
        ...headers,
      });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How lists are answered from now on. */
  list(answering: Answering): void {
    this.asked.length = 0;
    this.#list = answering;
  }

  /** The queries of the lists that were asked for. */
  get queries(): Array<Record<string, string>> {
    return this.asked
      .filter(({ url }) => this.#nameOf(url.pathname))
      .map(({ url }) => Object.fromEntries(url.searchParams));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  #answer({ pathname, searchParams }: URL): DoubleAnswer {
    const listed = this.#nameOf(pathname);
    if (listed) {
      return this.#list(searchParams, listed);
    }
    return pathname === '/apis'
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
              .filter(kind => pathname === rootOf(kind))
              .map(({ name, kind }) => ({ name, kind, namespaced: true })),
          },
        };
  }

  #nameOf(pathname: string): string | undefined {
    return this.#kinds.find(kind => pathname === `${rootOf(kind)}/${kind.name}`)
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
