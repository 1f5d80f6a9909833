import { ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import { toSearch } from '@platform-ops/backstage-plugin-platform-ops-react';
import type {
  FaultKindStatus,
  FaultName,
  InjectedFault,
  InjectFaultRequest,
  ListFaultsResponse,
  StopFaultQuery,
} from '@platform-ops/backstage-plugin-sandbox-common';
import type { SandboxApi } from './SandboxApi';

/** Asks the sandbox backend. */
export class SandboxClient implements SandboxApi {
  readonly #fetchApi: FetchApi;

  static create(options: { fetchApi: FetchApi }): SandboxClient {
    return new SandboxClient(options.fetchApi);
  }

  private constructor(fetchApi: FetchApi) {
    this.#fetchApi = fetchApi;
  }

  async listFaults(): Promise<FaultKindStatus[] | undefined> {
    try {
      const response = await this.#request('/faults');
      const { items }: ListFaultsResponse = await response.json();
      // A sandbox that is off has none; one that is not installed does not answer.
      return items.length > 0 ? items : undefined;
    } catch (error) {
      if (error instanceof ResponseError && error.statusCode === 404) {
        return undefined;
      }
      throw error;
    }
  }

  async injectFault(
    name: FaultName,
    request: InjectFaultRequest,
  ): Promise<InjectedFault> {
    const response = await this.#request(`/faults/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
    });
    return response.json();
  }

  async stopFault(name: FaultName, query: StopFaultQuery): Promise<void> {
    await this.#request(`/faults/${name}${toSearch(query)}`, {
      method: 'DELETE',
    });
  }

  async #request(path: string, init?: RequestInit): Promise<Response> {
    const response = await this.#fetchApi.fetch(
      `plugin://sandbox${path}`,
      init,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}
