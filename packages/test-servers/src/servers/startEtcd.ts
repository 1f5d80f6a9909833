import { join } from 'node:path';
import { findServer } from '../findServer';
import { freePort } from '../process/freePort';
import type { RunningServer } from '../process/RunningServer';
import { startServer } from '../process/startServer';

/** Starts one etcd, empty and not durable, for an API server. */
export async function startEtcd(): Promise<RunningServer> {
  const server = findServer('etcd');
  let peerUrl = '';
  return startServer({
    server,
    timeoutMilliseconds: 30_000,
    prepare: async () => {
      peerUrl = `http://127.0.0.1:${await freePort()}`;
    },
    command: ({ directory, port }) => {
      const url = `http://127.0.0.1:${port}`;
      return {
        command: server.found ? server.path : '',
        args: [
          ...['--data-dir', join(directory, 'data'), '--unsafe-no-fsync'],
          ...['--listen-client-urls', url, '--advertise-client-urls', url],
          ...['--listen-peer-urls', peerUrl],
          ...['--initial-advertise-peer-urls', peerUrl],
          ...['--initial-cluster', `default=${peerUrl}`],
          ...['--log-level', 'warn'],
        ],
      };
    },
    isReady: async url => (await fetch(`${url}/health`)).ok,
  });
}
