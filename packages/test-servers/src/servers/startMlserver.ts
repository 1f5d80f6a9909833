import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile } from '../find/places';
import { findServer } from '../findServer';
import { freePort } from '../process/freePort';
import type { RunningServer } from '../process/RunningServer';
import { startServer } from '../process/startServer';

/**
 * @public
 */
export interface StartMlserverOptions {
  /** `switchable` unless told. */
  modelName?: string;
  /** A folder or file with a scikit-learn model, served instead of the echo. */
  sklearnModel?: string;
}

/**
 * How the model shall take one request.
 *
 * @public
 */
export interface MlserverRequest {
  /** Ends in status 500, as a model that throws does. */
  fail?: boolean;
  delaySeconds?: number;
}

/**
 * @public
 */
export interface RunningMlserver extends RunningServer {
  readonly modelName: string;
  /** Where Prometheus scrapes it: a port of its own. */
  readonly metricsUrl: string;
  /** Sends the model that echoes one inference request of the V2 protocol. */
  infer(request?: MlserverRequest): Promise<Response>;
}

/**
 * Starts MLServer with one model: a small one that echoes, and fails when told
 * to, or the one that is given.
 *
 * @public
 */
export async function startMlserver(
  options: StartMlserverOptions = {},
): Promise<RunningMlserver> {
  const { modelName = 'switchable', sklearnModel } = options;
  const server = findServer('mlserver');
  let metricsPort = 0;
  const running = await startServer({
    server,
    timeoutMilliseconds: 90_000,
    prepare: async ({ directory, port }) => {
      metricsPort = await freePort();
      const settings = {
        host: '127.0.0.1',
        http_port: port,
        grpc_port: await freePort(),
        metrics_port: metricsPort,
        parallel_workers: 0,
        debug: false,
      };
      const modelSettings = sklearnModel
        ? {
            name: modelName,
            implementation: 'mlserver_sklearn.SKLearnModel',
            parameters: { uri: sklearnModel },
          }
        : {
            name: modelName,
            implementation: 'switchable_model.SwitchableModel',
          };
      const write = (name: string, content: object) =>
        writeFileSync(join(directory, name), JSON.stringify(content));
      write('settings.json', settings);
      write('model-settings.json', modelSettings);
    },
    command: ({ directory }) => ({
      command: server.found ? server.path : '',
      args: ['start', directory],
      env: {
        PYTHONPATH: packageFile('mlserver'),
        PYTHONDONTWRITEBYTECODE: '1',
        PYTHONUNBUFFERED: '1',
      },
    }),
    isReady: async url =>
      (
        await fetch(`${url}/v2/models/${modelName}/ready`)
      ).ok,
  });
  return {
    ...running,
    modelName,
    metricsUrl: `http://127.0.0.1:${metricsPort}/metrics`,
    infer: ({ fail = false, delaySeconds = 0 } = {}) =>
      fetch(`${running.url}/v2/models/${modelName}/infer`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          parameters: { fail, delay_seconds: delaySeconds },
          inputs: [{ name: 'x', shape: [1], datatype: 'INT32', data: [42] }],
        }),
      }),
  };
}
