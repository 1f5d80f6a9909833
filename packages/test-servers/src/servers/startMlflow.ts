import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findServer } from '../findServer';
import type { RunningServer } from '../process/RunningServer';
import { startServer } from '../process/startServer';

/**
 * @public
 */
export interface StartMlflowOptions {
  /** 3 unless told. */
  major?: 2 | 3;
  /** Turns MLflow's own basic authentication on. MLflow 3 only. */
  administrator?: { username: string; password: string };
  /** Further variables of the server's environment. */
  environment?: Record<string, string>;
}

/**
 * Starts `mlflow server` on an empty SQLite database.
 *
 * @public
 */
export async function startMlflow(
  options: StartMlflowOptions = {},
): Promise<RunningServer> {
  const server = findServer(options.major === 2 ? 'mlflow2' : 'mlflow');
  const { administrator } = options;
  return startServer({
    server,
    timeoutMilliseconds: 90_000,
    prepare: ({ directory }) => {
      if (administrator) {
        writeFileSync(
          join(directory, 'auth.ini'),
          authenticationConfig(directory, administrator),
        );
      }
    },
    command: ({ directory, port }) => ({
      command: server.found ? server.path : '',
      args: [
        'server',
        ...['--backend-store-uri', `sqlite:///${join(directory, 'mlflow.db')}`],
        ...['--artifacts-destination', join(directory, 'artifacts')],
        ...['--host', '127.0.0.1', '--port', String(port), '--workers', '1'],
        ...(administrator ? ['--app-name', 'basic-auth'] : []),
      ],
      env: {
        ...(administrator && {
          MLFLOW_AUTH_CONFIG_PATH: join(directory, 'auth.ini'),
          MLFLOW_FLASK_SERVER_SECRET_KEY: 'of-a-test',
        }),
        MLFLOW_DISABLE_TELEMETRY: 'true',
        MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
        PYTHONUNBUFFERED: '1',
        ...options.environment,
      },
    }),
    isReady: async url => (await fetch(`${url}/health`)).ok,
  });
}

function authenticationConfig(
  directory: string,
  administrator: { username: string; password: string },
): string {
  return [
    '[mlflow]',
    'default_permission = READ',
    `database_uri = sqlite:///${join(directory, 'auth.db')}`,
    `admin_username = ${administrator.username}`,
    `admin_password = ${administrator.password}`,
    'authorization_function = mlflow.server.auth:authenticate_request_basic_auth',
    '',
  ].join('\n');
}
