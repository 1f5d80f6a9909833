import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  FaultKindStatus,
  FaultName,
  InjectedFault,
  InjectFaultRequest,
  StopFaultQuery,
} from '@platform-ops/backstage-plugin-sandbox-common';

/** Lists, injects and stops faults. */
export interface SandboxApi {
  /** Undefined where there is no sandbox, or it is off. */
  listFaults(): Promise<FaultKindStatus[] | undefined>;

  injectFault(
    name: FaultName,
    request: InjectFaultRequest,
  ): Promise<InjectedFault>;

  stopFault(name: FaultName, query: StopFaultQuery): Promise<void>;
}

export const sandboxApiRef = createApiRef<SandboxApi>().with({
  id: 'plugin.sandbox.client',
  pluginId: 'sandbox',
});
