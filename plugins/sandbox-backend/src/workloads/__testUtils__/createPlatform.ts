import type { AddressInfo } from 'node:net';
import { SandboxClock } from '../../content/SandboxClock';
import { seedRegistry } from '../../content/seedRegistry';
import { VersionFactory } from '../../content/VersionFactory';
import { KfpApi } from '../../kfp/KfpApi';
import { KfpStore } from '../../kfp/KfpStore';
import type { KfpRecords } from '../../kfp/records';
import { RunTracking } from '../../kfp/RunTracking';
import { MlflowApi } from '../../mlflow/MlflowApi';
import { RegistryStore } from '../../mlflow/RegistryStore';
import { TrackingStore } from '../../mlflow/TrackingStore';
import { Random } from '../../random';
import { createSandboxServer } from '../../server/createSandboxServer';
import type { FaultRecord } from '../faults/FaultRecord';
import { FaultsApi } from '../faults/FaultsApi';
import type { AppliedRecord } from '../kubernetes/applied/AppliedRecord';
import { KubernetesApi } from '../kubernetes/KubernetesApi';
import { MetricsApi } from '../metrics/MetricsApi';
import { Platform } from '../Platform';

/** A Tuesday morning. */
export const TUESDAY = Date.UTC(2026, 5, 16, 10);

/**
 * The sandbox's workloads with a filled registry, at a time that a test sets.
 */
export function createPlatform(
  options: {
    seed?: string;
    now?: () => number;
    faults?: readonly FaultRecord[];
    keepFaults?: (faults: readonly FaultRecord[]) => void;
    objects?: readonly AppliedRecord[];
    keepObjects?: (objects: readonly AppliedRecord[]) => void;
    pipelines?: KfpRecords;
    keepPipelines?: (records: KfpRecords) => void;
  } = {},
) {
  const { now = () => TUESDAY, seed = 'test' } = options;
  const clock = SandboxClock.create({ realTime: () => TUESDAY });
  const ids = Random.fromSeed('ids');
  const registry = RegistryStore.create({ now: clock.now });
  const tracking = TrackingStore.create({
    now: clock.now,
    createId: () => ids.hex(32),
  });
  const random = Random.fromSeed('content');
  const factory = VersionFactory.create({ registry, tracking, random });
  seedRegistry({ registry, factory, clock, startedAt: TUESDAY });
  const platform = Platform.create({ ...options, seed, now, registry });
  platform.rollouts.observe(now());
  const pipelines = new KfpStore({
    seed,
    now,
    records: options.pipelines,
    keep: options.keepPipelines,
  });
  const runTracking = new RunTracking({
    store: pipelines,
    registry,
    tracking,
    clock,
  });
  return { platform, registry, tracking, pipelines, runTracking };
}

/**
 * The same behind the sandbox's server.
 */
export async function startPlatform(
  options: Parameters<typeof createPlatform>[0] = {},
) {
  const { platform, registry, tracking, pipelines, runTracking } =
    createPlatform(options);
  const server = createSandboxServer({
    token: 'sesame',
    mlflow: MlflowApi.create({ registry, tracking }),
    systems: {
      '/metrics/': MetricsApi.create(platform),
      '/sandbox/v1/faults': FaultsApi.create(platform),
      '/k8s/': KubernetesApi.create(platform),
      '/kfp/': new KfpApi(pipelines, runTracking),
    },
    onRequest: () => runTracking.advance(platform.now()),
    status: () => ({
      startedAt: '',
      uptimeSeconds: 0,
      models: 0,
      versions: 0,
      prompts: 0,
    }),
    onRegistryWrite: () => platform.rollouts.observe(platform.now()),
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    platform,
    registry,
    url,
    ask: (
      path: string,
      init: {
        method?: string;
        body?: string | FormData;
        accept?: string;
        contentType?: string;
      } = {},
    ) =>
      fetch(`${url}${path}`, {
        method: init.method,
        body: init.body,
        headers: {
          authorization: 'Bearer sesame',
          ...(init.accept && { accept: init.accept }),
          ...(init.contentType && { 'content-type': init.contentType }),
        },
      }),
    stop: () =>
      new Promise(resolve => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
