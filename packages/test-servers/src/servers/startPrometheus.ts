import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findServer } from '../findServer';
import type { RunningServer } from '../process/RunningServer';
import { startServer } from '../process/startServer';

/**
 * @public
 */
export interface StartPrometheusOptions {
  /** The text of prometheus.yml. Without it nothing is scraped. */
  config?: string;
}

/**
 * Starts Prometheus with an empty database.
 *
 * @public
 */
export async function startPrometheus(
  options: StartPrometheusOptions = {},
): Promise<RunningServer> {
  const server = findServer('prometheus');
  return startServer({
    server,
    timeoutMilliseconds: 30_000,
    prepare: ({ directory }) =>
      writeFileSync(
        join(directory, 'prometheus.yml'),
        options.config ?? 'scrape_configs: []\n',
      ),
    command: ({ directory, port }) => ({
      command: server.found ? server.path : '',
      args: [
        `--config.file=${join(directory, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(directory, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--web.enable-remote-write-receiver',
      ],
    }),
    isReady: async url => (await fetch(`${url}/-/ready`)).ok,
  });
}
