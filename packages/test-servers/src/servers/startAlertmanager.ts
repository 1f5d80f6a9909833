import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findServer } from '../findServer';
import type { RunningServer } from '../process/RunningServer';
import { startServer } from '../process/startServer';

/**
 * @public
 */
export interface StartAlertmanagerOptions {
  /** The text of alertmanager.yml. Without it nobody is told of an alert. */
  config?: string;
}

const TELL_NOBODY =
  'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n';

/**
 * Starts one Alertmanager without alerts and silences.
 *
 * @public
 */
export async function startAlertmanager(
  options: StartAlertmanagerOptions = {},
): Promise<RunningServer> {
  const server = findServer('alertmanager');
  return startServer({
    server,
    timeoutMilliseconds: 30_000,
    prepare: ({ directory }) =>
      writeFileSync(
        join(directory, 'alertmanager.yml'),
        options.config ?? TELL_NOBODY,
      ),
    command: ({ directory, port }) => ({
      command: server.found ? server.path : '',
      args: [
        `--config.file=${join(directory, 'alertmanager.yml')}`,
        `--storage.path=${join(directory, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        // It is alone: without this it opens another port for its peers.
        '--cluster.listen-address=',
      ],
    }),
    isReady: async url => (await fetch(`${url}/-/ready`)).ok,
  });
}
