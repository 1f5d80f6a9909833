import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  checkServerUrl,
  readCredentials,
  readDuration,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { readAllowedUse } from './allowedUse';
import type {
  ConnectionKind,
  Connections,
  HttpConnection,
} from './Connections';

const ROOT = 'goldenPaths.connections';
const ID_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const NAMESPACE_PATTERN = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const TIMEOUT = { unlessTold: 30_000, from: 1_000, to: 120_000 };

interface Entry {
  connection: HttpConnection;
  key: string;
  config: Config;
}

/**
 * The connections under `goldenPaths.connections`. Entries that are marked as
 * the sandbox's are there only while `sandbox.enabled` is set.
 *
 * @throws InputError naming the key, what was found and what is allowed; no
 * message holds a secret.
 *
 * @public
 */
export function readConnections(rootConfig: Config): Connections {
  return {
    pipelines: readEntries(rootConfig, 'pipelines').map(entry => ({
      ...entry.connection,
      type: readType(entry, ['kfp']),
      namespace: readNamespace(entry),
    })),
    registries: readEntries(rootConfig, 'registries').map(entry => ({
      ...entry.connection,
      type: readType(entry, ['mlflow', 'kubeflow']),
    })),
    argocd: readEntries(rootConfig, 'argocd').map(({ connection }) => ({
      ...connection,
      type: 'argocd',
    })),
  };
}

function readEntries(rootConfig: Config, kind: ConnectionKind): Entry[] {
  const section = rootConfig.getOptionalConfig(`${ROOT}.${kind}`);
  const hasSandbox = rootConfig.getOptionalBoolean('sandbox.enabled') ?? false;
  return (section?.keys() ?? []).flatMap(id => {
    if (id.length > 63 || !ID_PATTERN.test(id)) {
      throw new InputError(
        `${ROOT}.${kind}: found '${id}', allowed as an id are at most 63 lower-case letters, digits and single dashes`,
      );
    }
    const config = section!.getConfig(id);
    const key = `${ROOT}.${kind}.${id}`;
    const sandbox = config.getOptionalBoolean('sandbox') ?? false;
    if (sandbox && !hasSandbox) {
      return [];
    }
    return [{ key, config, connection: readEntry(id, key, config, sandbox) }];
  });
}

function readEntry(
  id: string,
  key: string,
  config: Config,
  sandbox: boolean,
): HttpConnection {
  const advice = {
    allowed:
      'the http or https address of a server, e.g. https://kubeflow.example.com',
    credentials: 'token, or username and password',
  };
  const url = checkServerUrl(config.getString('url'), `${key}.url`, advice);
  const uiUrl = config.getOptionalString('uiUrl');
  const token = config.getOptionalString('token');
  const username = config.getOptionalString('username');
  // Checks that they go together, and that a header can carry them.
  const { headers } = readCredentials(config, key);
  if (token !== undefined || username !== undefined) {
    delete headers.authorization;
  }
  return {
    id,
    title: config.getOptionalString('title') ?? id,
    url,
    uiUrl:
      uiUrl === undefined ? url : checkServerUrl(uiUrl, `${key}.uiUrl`, advice),
    token,
    username,
    password: config.getOptionalString('password'),
    headers,
    timeoutSeconds: readDuration(config, key, 'requestTimeout', TIMEOUT) / 1000,
    sandbox,
    ...readAllowedUse(config, key),
  };
}

function readType<T extends string>({ key, config }: Entry, allowed: T[]): T {
  const found = config.getString('type');
  if (!allowed.includes(found as T)) {
    throw new InputError(
      `${key}.type: found '${found}', allowed is ${allowed.join(' or ')}`,
    );
  }
  return found as T;
}

function readNamespace({ key, config }: Entry): string | undefined {
  const found = config.getOptionalString('namespace');
  if (found !== undefined && !NAMESPACE_PATTERN.test(found)) {
    throw new InputError(
      `${key}.namespace: found '${found}', allowed is the name of a namespace of Kubernetes`,
    );
  }
  return found;
}
