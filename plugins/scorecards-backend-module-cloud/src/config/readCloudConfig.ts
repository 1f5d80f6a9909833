import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  checkServerUrl,
  checkUrl,
  readDuration,
} from '@platform-ops/backstage-plugin-platform-ops-node';

interface SourceConfig {
  id: string;
  /** Where the entry stands, e.g. `scorecards.cloud.sources.prod`. */
  key: string;
  title: string;
  timeoutMs: number;
}

/** Where results of Prowler are. */
export interface ProwlerSourceConfig extends SourceConfig {
  type: 'prowler';
  from: { file: string } | { url: string; token: string | undefined };
}

/** One account of AWS in one region. */
export interface AwsSourceConfig extends SourceConfig {
  type: 'aws';
  account: string;
  region: string;
  role: { arn: string; externalId: string | undefined } | undefined;
  endpoint: string | undefined;
}

/** What is asked, and to whom findings belong. */
export interface CloudConfig {
  sources: Array<ProwlerSourceConfig | AwsSourceConfig>;
  entityTags: string[];
  /** Refs of entities by accounts. */
  accounts: Map<string, string>;
}

const KEY = 'scorecards.cloud';

/**
 * Reads the section `scorecards.cloud`.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readCloudConfig(rootConfig: Config): CloudConfig {
  const config = rootConfig.getOptionalConfig(KEY);
  const sources = config?.getOptionalConfig('sources');
  return {
    sources: (sources?.keys() ?? []).map(id =>
      readSource(id, sources!.getConfig(id)),
    ),
    entityTags: config?.getOptionalStringArray('entityTags') ?? [],
    accounts: new Map(
      (config?.getOptionalConfigArray('accounts') ?? []).map(
        (entry, position) => [
          entry.getString('account'),
          readEntity(
            entry.getString('entity'),
            `${KEY}.accounts[${position}].entity`,
          ),
        ],
      ),
    ),
  };
}

function readSource(
  id: string,
  config: Config,
): ProwlerSourceConfig | AwsSourceConfig {
  const key = `${KEY}.sources.${id}`;
  const shared = {
    id,
    key,
    title: config.getOptionalString('title') ?? id,
    timeoutMs: readDuration(config, key, 'timeout', {
      unlessTold: 30_000,
      from: 100,
      to: 600_000,
    }),
  };
  const type = config.getString('type');
  switch (type) {
    case 'prowler':
      return { ...shared, type, from: readPlace(config, key) };
    case 'aws':
      return { ...shared, type, ...readAws(config, key) };
    default:
      throw new InputError(
        `${key}.type: found '${type}', allowed are aws, prowler`,
      );
  }
}

function readPlace(config: Config, key: string): ProwlerSourceConfig['from'] {
  const file = config.getOptionalString('file');
  const text = config.getOptionalString('url');
  if ((file === undefined) === (text === undefined)) {
    throw new InputError(
      `${key}: found ${
        file === undefined ? 'neither file nor url' : 'both file and url'
      }, allowed is one of them`,
    );
  }
  if (file !== undefined) {
    return { file };
  }
  const allowed =
    'an https address such as https://reports.example.com/prowler.ocsf.json';
  const url = checkUrl(text!, `${key}.url`, {
    allowed,
    credentials: `${key}.token`,
  });
  const isLoopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url.protocol === 'http:' && !isLoopback) {
    throw new InputError(
      `${key}.url: found an http address, allowed is ${allowed}`,
    );
  }
  return { url: url.href, token: config.getOptionalString('token') };
}

function readAws(
  config: Config,
  key: string,
): Pick<AwsSourceConfig, 'account' | 'region' | 'role' | 'endpoint'> {
  const account = config.getString('account');
  if (!/^\d{12}$/.test(account)) {
    throw new InputError(
      `${key}.account: found '${account}', allowed are 12 digits in quotes`,
    );
  }
  const region = config.getString('region');
  if (!/^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(region)) {
    throw new InputError(
      `${key}.region: found '${region}', allowed is the name of a region, e.g. eu-central-1`,
    );
  }
  const arn = config.getOptionalString('roleArn');
  if (arn !== undefined && !isRoleOf(arn, account)) {
    throw new InputError(
      `${key}.roleArn: found '${arn}', allowed is the ARN of a role of the account, e.g. arn:aws:iam::${account}:role/portal`,
    );
  }
  const endpoint = config.getOptionalString('endpoint');
  return {
    account,
    region,
    role: arn
      ? { arn, externalId: config.getOptionalString('externalId') }
      : undefined,
    endpoint:
      endpoint &&
      checkServerUrl(endpoint, `${key}.endpoint`, {
        allowed: 'an http or https address',
      }),
  };
}

function isRoleOf(arn: string, account: string): boolean {
  return new RegExp(`^arn:[\\w-]+:iam::${account}:role/.+$`).test(arn);
}

function readEntity(text: string, key: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    throw new InputError(
      `${key}: found '${text}', allowed is a full entity ref such as resource:default/eu-1`,
    );
  }
}
