import type { AddressInfo } from 'node:net';
import { NewVersions } from '../content/NewVersions';
import { SandboxClock } from '../content/SandboxClock';
import { seedRegistry } from '../content/seedRegistry';
import { VersionFactory } from '../content/VersionFactory';
import { KfpApi } from '../kfp/KfpApi';
import { KfpStore } from '../kfp/KfpStore';
import { RunTracking } from '../kfp/RunTracking';
import { MlflowApi } from '../mlflow/MlflowApi';
import { RegistryStore } from '../mlflow/RegistryStore';
import { TrackingStore } from '../mlflow/TrackingStore';
import { Random } from '../random';
import { createSandboxServer } from '../server/createSandboxServer';
import { TlsEndpoints } from '../tls/TlsEndpoints';
import type { SandboxOptions, SandboxStatus } from '../types';
import { FaultsApi } from '../workloads/faults/FaultsApi';
import { KubernetesApi } from '../workloads/kubernetes/KubernetesApi';
import { MetricsApi } from '../workloads/metrics/MetricsApi';
import { Platform } from '../workloads/Platform';
import { SandboxPast } from './SandboxPast';

/**
 * A sandbox that runs in this thread.
 */
export interface RunningSandbox {
  port: number;
  close(): Promise<void>;
}

/**
 * Starts the simulated platform on a loopback port.
 */
export async function startSandbox(
  options: SandboxOptions,
): Promise<RunningSandbox> {
  const launchedAt = Date.now();
  const past = SandboxPast.open(options.stateFile, launchedAt);
  const { startedAt } = past;
  const clock = SandboxClock.create();
  clock.set(startedAt);
  const ids = Random.fromSeed(`${options.seed}/ids`);
  const random = Random.fromSeed(`${options.seed}/content`);
  const registry = RegistryStore.create({ now: clock.now });
  const tracking = TrackingStore.create({
    now: clock.now,
    createId: () => ids.hex(32),
  });
  const factory = VersionFactory.create({ registry, tracking, random });
  seedRegistry({ registry, factory, clock, startedAt });
  const newVersions = NewVersions.create({
    registry,
    factory,
    random,
    now: clock.now,
  });
  const platform = Platform.create({
    seed: options.seed,
    now: Date.now,
    registry,
    faults: past.faults,
    keepFaults: faults => past.setFaults(faults),
    objects: past.objects,
    keepObjects: objects => past.setObjects(objects),
  });
  platform.rollouts.observe(startedAt);
  const pipelines = new KfpStore({
    seed: options.seed,
    now: Date.now,
    records: past.pipelines,
    keep: records => past.setPipelines(records),
  });
  const runTracking = new RunTracking({
    store: pipelines,
    registry,
    tracking,
    clock,
    onChange: time => platform.rollouts.observe(time),
  });
  const addVersion = (time: number) => {
    runTracking.advance(time);
    clock.set(time);
    newVersions.addOne();
    clock.release();
    platform.rollouts.observe(time);
  };
  past.newVersionsAt.forEach(addVersion);
  runTracking.advance(launchedAt);

  const status = (): SandboxStatus => {
    const models = registry.models.filter(
      model => !RegistryStore.isPrompt(model),
    );
    return {
      startedAt: new Date(launchedAt).toISOString(),
      uptimeSeconds: Math.round((Date.now() - launchedAt) / 1000),
      models: models.length,
      versions: models.reduce((sum, { versions }) => sum + versions.size, 0),
      prompts: registry.models.length - models.length,
    };
  };

  const server = createSandboxServer({
    token: options.token,
    mlflow: MlflowApi.create({ registry, tracking }),
    systems: {
      '/metrics/': MetricsApi.create(platform),
      '/sandbox/v1/faults': FaultsApi.create(platform),
      '/k8s/': KubernetesApi.create(platform),
      '/kfp/': new KfpApi(pipelines, runTracking),
    },
    status,
    onRequest: () => runTracking.advance(Date.now()),
    onRegistryWrite: () => platform.rollouts.observe(Date.now()),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const endpoints = options.tls && (await TlsEndpoints.start(options.tls));
  // Their past is added up once; the first scrape need not wait for that.
  for (const simulation of platform.simulations) {
    setImmediate(() => simulation.momentAt(Date.now()));
  }
  const timer = setInterval(() => {
    const time = Date.now();
    if (past.add(time)) {
      addVersion(time);
    }
  }, options.newVersionEveryMs);

  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      clearInterval(timer);
      await endpoints?.close();
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
