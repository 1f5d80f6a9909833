import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const MODELS = 30;
const MODELS_PER_PAGE = 3;

function pageOf(url: URL): number {
  return Number(url.searchParams.get('page_token') ?? 0);
}

/**
 * A registry double whose listing of versions comes page by page, and each page
 * only when the test lets it. Answers follow MLflow's published protos
 * (model_registry.proto).
 */
export class SlowRegistry {
  readonly #server: Server;
  /** Who asked for which page of versions, in order. */
  readonly asked: Array<{ replica: string; page: number }> = [];
  #pagesOpen = 0;
  #waiting: Array<() => void> = [];

  static async start(): Promise<SlowRegistry> {
    const registry = new SlowRegistry();
    await new Promise<void>(resolve => {
      registry.#server.listen(0, '127.0.0.1', resolve);
    });
    return registry;
  }

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const url = new URL(request.url!, 'http://registry');
      if (url.pathname === '/version') {
        response.end('3.17.2');
        return;
      }
      if (url.pathname.endsWith('/model-versions/search')) {
        const page = pageOf(url);
        this.asked.push({
          replica: String(request.headers['x-replica']),
          page,
        });
        await this.#untilOpen(page);
      }
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(this.#answer(url)));
    });
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Which replica asked for versions last. */
  get asker(): string | undefined {
    return this.asked.at(-1)?.replica;
  }

  get names(): string[] {
    return Array.from(
      { length: MODELS },
      (_, index) => `model-${String(index).padStart(2, '0')}`,
    );
  }

  /** Answers the first pages of versions from now on. */
  openPages(count: number): void {
    this.#pagesOpen = count;
    for (const go of this.#waiting.splice(0)) {
      go();
    }
  }

  async stop(): Promise<void> {
    this.openPages(Number.MAX_SAFE_INTEGER);
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  async #untilOpen(page: number): Promise<void> {
    while (page >= this.#pagesOpen) {
      await new Promise<void>(resolve => {
        this.#waiting.push(resolve);
      });
    }
  }

  #answer(url: URL): object {
    if (url.pathname.endsWith('/model-versions/search')) {
      const page = pageOf(url);
      const names = this.names.slice(
        page * MODELS_PER_PAGE,
        (page + 1) * MODELS_PER_PAGE,
      );
      const last = (page + 1) * MODELS_PER_PAGE >= MODELS;
      return {
        model_versions: names.flatMap(name => [
          { name, version: '1', status: 'READY' },
          { name, version: '2', status: 'READY' },
        ]),
        next_page_token: last ? undefined : String(page + 1),
      };
    }
    return url.searchParams.get('filter')
      ? {}
      : {
          registered_models: this.names.map(name => ({
            name,
            aliases: [{ alias: 'champion', version: '2' }],
          })),
        };
  }
}
