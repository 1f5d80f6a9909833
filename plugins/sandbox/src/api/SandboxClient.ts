import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  PluginClient,
  toSearch,
} from '@platform-ops/backstage-plugin-platform-ops-react';
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
  readonly #client: PluginClient;

  static create(options: { fetchApi: FetchApi }): SandboxClient {
    return new SandboxClient(
      PluginClient.create({ ...options, pluginId: 'sandbox' }),
    );
  }

  private constructor(client: PluginClient) {
    this.#client = client;
  }

  async listFaults(): Promise<FaultKindStatus[] | undefined> {
    const found = await this.#client.getIfThere<ListFaultsResponse>('/faults');
    // A sandbox that is off has none; one that is not installed does not answer.
    return found?.items.length ? found.items : undefined;
  }

  async injectFault(
    name: FaultName,
    request: InjectFaultRequest,
  ): Promise<InjectedFault> {
    return this.#client.post(`/faults/${name}`, request);
  }

  async stopFault(name: FaultName, query: StopFaultQuery): Promise<void> {
    await this.#client.send(`/faults/${name}${toSearch(query)}`, {
      method: 'DELETE',
    });
  }
}
