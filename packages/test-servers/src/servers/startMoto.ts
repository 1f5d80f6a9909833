import { findServer } from '../findServer';
import type { RunningServer } from '../process/RunningServer';
import { startServer } from '../process/startServer';

/**
 * Starts moto, which answers as AWS does, without an account or a resource. It
 * takes any credentials. `POST /moto-api/reset` empties it.
 *
 * @public
 */
export async function startMoto(): Promise<RunningServer> {
  const server = findServer('moto');
  return startServer({
    server,
    timeoutMilliseconds: 60_000,
    command: ({ port }) => ({
      command: server.found ? server.path : '',
      args: ['--host', '127.0.0.1', '--port', String(port)],
      env: { PYTHONUNBUFFERED: '1' },
    }),
    isReady: async url => (await fetch(`${url}/moto-api/data.json`)).ok,
  });
}
