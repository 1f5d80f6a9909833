import { mockServices } from '@backstage/backend-test-utils';
import { readConnections } from '@platform-ops/backstage-plugin-golden-paths-node';
import { ConnectedClients } from '../connections/ConnectedClients';

/**
 * Clients by what stands in `goldenPaths.connections`.
 *
 * @param onPause - Happens instead of each waiting.
 */
export function connect(
  connections: object,
  onPause: () => void = () => {},
): ConnectedClients {
  let now = Date.UTC(2026, 0);
  return ConnectedClients.create(
    readConnections(
      mockServices.rootConfig({
        data: { goldenPaths: { connections } } as any,
      }),
    ),
    {
      timer: {
        now: () => now,
        pause: async (milliseconds, signal) => {
          signal?.throwIfAborted();
          now += milliseconds;
          onPause();
          signal?.throwIfAborted();
        },
      },
    },
  );
}
