import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findServer } from '../findServer';
import type { RunningServer } from '../process/RunningServer';
import { startServer } from '../process/startServer';

/**
 * What Prometheus reads when it starts and when it is told to reload.
 *
 * @public
 */
export interface PrometheusConfiguration {
  /**
   * The text of prometheus.yml. Without it nothing is scraped. It must not have
   * `rule_files` where `rules` are given, nor `alerting` where `alertmanagerUrl` is.
   */
  config?: string;
  /** The text of a rule file. */
  rules?: string;
  /** Where firing alerts go. Prometheus takes 5 s until it sends the first. */
  alertmanagerUrl?: string;
}

/**
 * @public
 */
export interface StartPrometheusOptions extends PrometheusConfiguration {
  /** More of the command line, e.g. `--query.max-samples=100`. */
  flags?: string[];
  /** Puts blocks into its database before it starts. */
  fill?(dataDirectory: string): Promise<void>;
}

/**
 * @public
 */
export interface RunningPrometheus extends RunningServer {
  /**
   * Replaces these parts of the configuration.
   *
   * @throws with Prometheus' words if it refuses the new one; it keeps the old one then.
   */
  reload(changes: PrometheusConfiguration): Promise<void>;
}

/**
 * Starts Prometheus with an empty database.
 *
 * @public
 */
export async function startPrometheus(
  options: StartPrometheusOptions = {},
): Promise<RunningPrometheus> {
  const { flags = [], fill, ...initial } = options;
  let configuration: PrometheusConfiguration = initial;
  const server = findServer('prometheus');
  const running = await startServer({
    server,
    timeoutMilliseconds: 30_000,
    prepare: async ({ directory }) => {
      writeConfiguration(directory, configuration);
      await fill?.(join(directory, 'data'));
    },
    command: ({ directory, port }) => ({
      command: server.found ? server.path : '',
      args: [
        `--config.file=${join(directory, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(directory, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--web.enable-remote-write-receiver',
        '--web.enable-lifecycle',
        // What fires before the Alertmanager is known is lost until it is sent
        // again: after a minute by default.
        '--rules.alert.resend-delay=3s',
        ...flags,
      ],
    }),
    isReady: async url => (await fetch(`${url}/-/ready`)).ok,
  });
  return {
    ...running,
    reload: async changes => {
      const wanted = { ...configuration, ...changes };
      writeConfiguration(running.directory, wanted);
      const response = await fetch(`${running.url}/-/reload`, {
        method: 'POST',
      });
      if (!response.ok) {
        throw new Error(await response.text());
      }
      configuration = wanted;
    },
  };
}

function writeConfiguration(
  directory: string,
  { config, rules, alertmanagerUrl }: PrometheusConfiguration,
): void {
  const parts = [config ?? 'scrape_configs: []'];
  if (rules !== undefined) {
    writeFileSync(join(directory, 'rules.yml'), rules);
    parts.push('rule_files: [rules.yml]');
  }
  if (alertmanagerUrl !== undefined) {
    const { host } = new URL(alertmanagerUrl);
    parts.push(
      `alerting: { alertmanagers: [{ static_configs: [{ targets: ['${host}'] }] }] }`,
    );
  }
  writeFileSync(join(directory, 'prometheus.yml'), `${parts.join('\n')}\n`);
}
