import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findServer } from '../findServer';
import type { RunningServer } from '../process/RunningServer';
import { startServer } from '../process/startServer';

/**
 * @public
 */
export interface StartVictoriametricsOptions {
  /** What to scrape, as the text of a prometheus.yml. */
  config?: string;
  /** More of the command line, e.g. `-retentionPeriod=13`. */
  flags?: string[];
}

/**
 * Starts a single-node VictoriaMetrics with an empty database.
 *
 * @public
 */
export async function startVictoriametrics(
  options: StartVictoriametricsOptions = {},
): Promise<RunningServer> {
  const server = findServer('victoriametrics');
  return startServer({
    server,
    timeoutMilliseconds: 30_000,
    prepare: ({ directory }) =>
      writeFileSync(
        join(directory, 'scrape.yml'),
        options.config ?? 'scrape_configs: []\n',
      ),
    command: ({ directory, port }) => ({
      command: server.found ? server.path : '',
      args: [
        `-storageDataPath=${join(directory, 'data')}`,
        `-httpListenAddr=127.0.0.1:${port}`,
        `-promscrape.config=${join(directory, 'scrape.yml')}`,
        ...(options.flags ?? []),
      ],
    }),
    isReady: async url => (await fetch(`${url}/health`)).ok,
  });
}
