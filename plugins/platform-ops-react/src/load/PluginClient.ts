import { ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';

const MOST_REFS = 200;

/**
 * Asks the backend of a plugin.
 *
 * @remarks
 * All of it throws the errors of `@backstage/errors`, by the status of the
 * answer.
 *
 * @public
 */
export class PluginClient {
  readonly #fetchApi: FetchApi;
  readonly #pluginId: string;

  static create(options: {
    fetchApi: FetchApi;
    pluginId: string;
  }): PluginClient {
    return new PluginClient(options.fetchApi, options.pluginId);
  }

  private constructor(fetchApi: FetchApi, pluginId: string) {
    this.#fetchApi = fetchApi;
    this.#pluginId = pluginId;
  }

  async get<T>(path: string): Promise<T> {
    const response = await this.send(path);
    return response.json();
  }

  /** There being none is an answer, not a failure. */
  async getIfThere<T>(path: string): Promise<T | undefined> {
    try {
      return await this.get<T>(path);
    } catch (error) {
      if (error instanceof ResponseError && error.statusCode === 404) {
        return undefined;
      }
      throw error;
    }
  }

  async post<T>(path: string, body: object): Promise<T> {
    const response = await this.send(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.json();
  }

  /**
   * Asks for entities by their refs, as many at once as a backend takes.
   *
   * @returns what the backend has, by ref, without what it has nothing of.
   */
  async getByRefs<T>(
    path: string,
    entityRefs: readonly string[],
  ): Promise<Map<string, T>> {
    const refs = [...new Set(entityRefs)];
    const chunks: string[][] = [];
    for (let start = 0; start < refs.length; start += MOST_REFS) {
      chunks.push(refs.slice(start, start + MOST_REFS));
    }
    const answers = await Promise.all(
      chunks.map(chunk =>
        this.post<{ items: Array<T | null | undefined> }>(path, {
          entityRefs: chunk,
        }),
      ),
    );
    const found = new Map<string, T>();
    chunks.forEach((chunk, chunkIndex) =>
      chunk.forEach((ref, index) => {
        const item = answers[chunkIndex].items[index];
        if (item !== null && item !== undefined) {
          found.set(ref, item);
        }
      }),
    );
    return found;
  }

  async send(path: string, init?: RequestInit): Promise<Response> {
    const response = await this.#fetchApi.fetch(
      `plugin://${this.#pluginId}${path}`,
      init,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}
