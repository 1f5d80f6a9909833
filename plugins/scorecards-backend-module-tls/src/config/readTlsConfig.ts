import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readDuration } from '@platform-ops/backstage-plugin-platform-ops-node';
import { AllowedHosts } from '../addresses/AllowedHosts';
import { parseEndpoint } from '../endpoints/Endpoint';

/** What may be asked, and how. */
export interface TlsConfig {
  hosts: AllowedHosts;
  /** By the refs of entities. */
  endpoints: Map<string, string[]>;
  allowPrivate: boolean;
  probePlaintext: boolean;
  /** Paths of files with certificates in PEM. */
  authorities: string[];
  timeoutMs: number;
}

const KEY = 'scorecards.tls';

/**
 * Reads the section `scorecards.tls`.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readTlsConfig(rootConfig: Config): TlsConfig {
  const config = rootConfig.getOptionalConfig(KEY);
  return {
    hosts: AllowedHosts.create(
      config?.getOptionalStringArray('hosts') ?? [],
      `${KEY}.hosts`,
    ),
    endpoints: readEndpoints(config),
    allowPrivate: config?.getOptionalBoolean('allowPrivate') ?? false,
    probePlaintext: config?.getOptionalBoolean('probePlaintext') ?? false,
    authorities: (config?.getOptionalConfigArray('authorities') ?? [])
      .filter(
        entry =>
          !entry.getOptionalBoolean('sandbox') ||
          rootConfig.getOptionalBoolean('sandbox.enabled'),
      )
      .map(entry => entry.getString('file')),
    timeoutMs: config
      ? readDuration(config, KEY, 'timeout', {
          unlessTold: 5_000,
          from: 100,
          to: 30_000,
        })
      : 5_000,
  };
}

function readEndpoints(config: Config | undefined): Map<string, string[]> {
  const byRef = new Map<string, string[]>();
  const entries = config?.getOptionalConfigArray('endpoints') ?? [];
  for (const [position, entry] of entries.entries()) {
    const key = `${KEY}.endpoints[${position}]`;
    const ref = readEntity(entry.getString('entity'), key);
    const texts = entry.getStringArray('endpoints');
    for (const text of texts) {
      const parsed = parseEndpoint(text);
      if (typeof parsed === 'string') {
        throw new InputError(
          `${key}.endpoints: found ${parsed}, allowed is host:port or an https address`,
        );
      }
    }
    byRef.set(ref, [...(byRef.get(ref) ?? []), ...texts]);
  }
  return byRef;
}

function readEntity(text: string, key: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    throw new InputError(
      `${key}.entity: found '${text}', allowed is a full entity ref such as component:default/checkout`,
    );
  }
}
