import type { AddressInfo } from 'node:net';
import { Random } from '../../random';
import { createSandboxServer } from '../../server/createSandboxServer';
import { MlflowApi } from '../MlflowApi';
import { RegistryStore } from '../RegistryStore';
import { TrackingStore } from '../TrackingStore';

/**
 * The sandbox's registry without its content, for tests.
 */
export async function startEmptyRegistry(token: string) {
  const random = Random.fromSeed('conformance');
  let time = Date.UTC(2026, 0, 1);
  const now = () => {
    time += 1;
    return time;
  };
  const server = createSandboxServer({
    token,
    mlflow: MlflowApi.create({
      registry: RegistryStore.create({ now }),
      tracking: TrackingStore.create({ now, createId: () => random.hex(32) }),
    }),
    status: () => ({
      startedAt: new Date(0).toISOString(),
      uptimeSeconds: 0,
      models: 0,
      versions: 0,
      prompts: 0,
    }),
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise(resolve => server.close(resolve)),
  };
}
