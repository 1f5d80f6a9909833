import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import type { SandboxOptions } from '../types';

const DEFAULT_PORT = 7010;
const DEFAULT_SEED = 'portal';
const DEFAULT_NEW_VERSION_EVERY: HumanDuration = { minutes: 3 };

/**
 * A sandbox to start here, or one that runs elsewhere.
 */
export type SandboxConfig =
  | { kind: 'own'; options: SandboxOptions }
  | { kind: 'remote'; url: string; token: string; seed: string };

function readPort(config: Config): number {
  return checkPort(config.getOptionalNumber('port') ?? DEFAULT_PORT, 'port');
}

function readTls(config: Config): SandboxOptions['tls'] {
  const port = config.getOptionalNumber('tlsPort');
  return port === undefined
    ? undefined
    : {
        port: checkPort(port, 'tlsPort', 65_534),
        authorityFile: config.getOptionalString('authorityFile'),
      };
}

function checkPort(port: number, field: string, last = 65_535): number {
  if (!Number.isInteger(port) || port < 0 || port > last) {
    throw new InputError(
      `sandbox.${field}: found ${port}, allowed is a whole number from 0 (any free port) to ${last}`,
    );
  }
  return port;
}

function readUrl(config: Config): string | undefined {
  const url = config.getOptionalString('url');
  if (url !== undefined && !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new InputError(
      `sandbox.url: found '${url}', allowed is an http or https URL such as http://127.0.0.1:7010`,
    );
  }
  return url?.replace(/\/+$/, '');
}

function readNewVersionEvery(config: Config): number {
  const duration = config.has('newVersionEvery')
    ? readDurationFromConfig(config, { key: 'newVersionEvery' })
    : DEFAULT_NEW_VERSION_EVERY;
  const milliseconds = durationToMilliseconds(duration);
  // Timers take at most a 32-bit number of milliseconds.
  if (milliseconds < 100 || milliseconds > 2 ** 31 - 1) {
    throw new InputError(
      `sandbox.newVersionEvery: found ${milliseconds} ms, allowed is 0.1 seconds to 24 days`,
    );
  }
  return milliseconds;
}

/**
 * The token with which the simulated evaluation reports what it measured;
 * undefined where none is to be reported.
 */
export function readReportToken(rootConfig: Config): string | undefined {
  const config = rootConfig.getOptionalConfig('sandbox');
  // Without the registry its models are not in the catalog.
  const isShown = (['registry', 'operations'] as const).every(
    key => config?.getOptionalBoolean(key) !== false,
  );
  return isShown ? config?.getOptionalString('reportToken') : undefined;
}

/**
 * Reads the `sandbox` section; undefined where the sandbox is off.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readSandboxConfig(
  rootConfig: Config,
  options: { production: boolean },
): SandboxConfig | undefined {
  const config = rootConfig.getOptionalConfig('sandbox');
  if (!config?.getOptionalBoolean('enabled')) {
    return undefined;
  }
  if (options.production) {
    throw new InputError(
      'sandbox.enabled: found true while NODE_ENV is production; the sandbox invents its data and lets anybody in, so only false is allowed there',
    );
  }
  const token = config.getOptionalString('token');
  if (!token) {
    throw new InputError(
      'sandbox.token: found nothing; while sandbox.enabled is true a token is needed, e.g. ${PORTAL_SANDBOX_TOKEN}, which the start script sets',
    );
  }
  const url = readUrl(config);
  const seed = config.getOptionalString('seed') ?? DEFAULT_SEED;
  if (url) {
    return { kind: 'remote', url, token, seed };
  }
  return {
    kind: 'own',
    options: {
      port: readPort(config),
      token,
      seed,
      newVersionEveryMs: readNewVersionEvery(config),
      stateFile: config.getOptionalString('stateFile'),
      tls: readTls(config),
    },
  };
}
