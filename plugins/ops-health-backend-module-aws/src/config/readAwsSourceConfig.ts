import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { HealthSourceConfig } from '@platform-ops/backstage-plugin-ops-health-node';
import {
  checkServerUrl,
  readDuration,
  readWholeNumber,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { AlarmSeverities } from './AlarmSeverities';

/**
 * How to reach one account in one region, and what of it is read.
 */
export interface AwsSourceConfig {
  id: string;
  /** Where the entry stands, e.g. `opsHealth.sources.production`. */
  key: string;
  title: string;
  environment: string | undefined;
  region: string;
  /** The account that is read; missing where it is that of the credentials. */
  account: string | undefined;
  /** Whose credentials are used. */
  accountId: string | undefined;
  role: { arn: string; externalId: string | undefined } | undefined;
  endpoint: string | undefined;
  timeoutMilliseconds: number;
  maxConcurrency: number;
  cloudwatch: boolean;
  alarms: boolean;
  sagemaker: boolean;
  eks: boolean;
  namespaces: string[];
  refreshMilliseconds: number;
  ingestDelayMilliseconds: number;
  maxMetricsPerRefresh: number;
  severities: AlarmSeverities;
}

const SWITCHES = ['cloudwatch', 'alarms', 'sagemaker', 'eks'] as const;
const NAMESPACES = ['AWS/SageMaker', '/aws/sagemaker/Endpoints', 'AWS/Bedrock'];
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Reads and checks one entry under `opsHealth.sources`.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readAwsSourceConfig({
  id,
  title,
  environment,
  config,
}: HealthSourceConfig): AwsSourceConfig {
  const key = `opsHealth.sources.${id}`;
  const accountId = readAccountId(config, key);
  const role = readRole(config, key);
  return {
    id,
    key,
    title,
    environment,
    region: readRegion(config, key),
    account: role?.arn.split(':')[4] ?? accountId,
    accountId,
    role,
    endpoint: readEndpoint(config, key),
    timeoutMilliseconds: readDuration(config, key, 'timeout', {
      unlessTold: 30 * SECOND,
      from: 100,
      to: 10 * MINUTE,
    }),
    maxConcurrency: readWholeNumber(config, key, 'maxConcurrency', {
      unlessTold: 4,
      from: 1,
      to: 32,
    }),
    ...readSwitches(config, key),
    namespaces: readNamespaces(config, key),
    refreshMilliseconds: readRefresh(config, key),
    ingestDelayMilliseconds: readDuration(config, key, 'ingestDelay', {
      unlessTold: 2 * MINUTE,
      from: 0,
      to: HOUR,
    }),
    maxMetricsPerRefresh: readWholeNumber(config, key, 'maxMetricsPerRefresh', {
      unlessTold: 500,
      from: 1,
      to: 100_000,
    }),
    severities: AlarmSeverities.fromConfig(
      config.getOptionalConfig('severities'),
      `${key}.severities`,
    ),
  };
}

function readRegion(config: Config, key: string): string {
  const region = config.getString('region');
  if (!/^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(region)) {
    throw new InputError(
      `${key}.region: found '${region}', allowed is the name of a region, e.g. eu-central-1`,
    );
  }
  return region;
}

function readAccountId(config: Config, key: string): string | undefined {
  const accountId = config.getOptionalString('accountId');
  if (accountId !== undefined && !/^\d{12}$/.test(accountId)) {
    throw new InputError(
      `${key}.accountId: found '${accountId}', allowed are 12 digits in quotes`,
    );
  }
  return accountId;
}

function readRole(config: Config, key: string): AwsSourceConfig['role'] {
  const arn = config.getOptionalString('roleArn');
  const externalId = config.getOptionalString('externalId');
  if (arn === undefined) {
    if (externalId !== undefined) {
      throw new InputError(
        `${key}: found externalId without roleArn, allowed is with it`,
      );
    }
    return undefined;
  }
  if (!/^arn:[\w-]+:iam::\d{12}:role\/.+$/.test(arn)) {
    throw new InputError(
      `${key}.roleArn: found '${arn}', allowed is the ARN of a role, e.g. arn:aws:iam::123456789012:role/portal-health`,
    );
  }
  return { arn, externalId };
}

function readEndpoint(config: Config, key: string): string | undefined {
  const text = config.getOptionalString('endpoint');
  return (
    text &&
    checkServerUrl(text, `${key}.endpoint`, {
      allowed:
        'an http or https address, e.g. https://vpce-0123.monitoring.eu-central-1.vpce.amazonaws.com',
    })
  );
}

function readSwitches(
  config: Config,
  key: string,
): Record<(typeof SWITCHES)[number], boolean> {
  const isOn = (name: string) => config.getOptionalBoolean(name) ?? true;
  if (!SWITCHES.some(isOn)) {
    throw new InputError(
      `${key}: found ${SWITCHES.join(
        ', ',
      )} all false, allowed is at least one true`,
    );
  }
  return {
    cloudwatch: isOn('cloudwatch'),
    alarms: isOn('alarms'),
    sagemaker: isOn('sagemaker'),
    eks: isOn('eks'),
  };
}

function readNamespaces(config: Config, key: string): string[] {
  const namespaces = config.getOptionalStringArray('namespaces') ?? NAMESPACES;
  const bad = namespaces.find(name => !/^[\w./#: -]{1,255}$/.test(name));
  if (namespaces.length === 0 || bad !== undefined) {
    throw new InputError(
      `${key}.namespaces: found ${
        bad === undefined ? 'none' : `'${bad}'`
      }, allowed are names such as AWS/SageMaker`,
    );
  }
  return [...new Set(namespaces)];
}

function readRefresh(config: Config, key: string): number {
  const milliseconds = readDuration(config, key, 'refresh', {
    unlessTold: MINUTE,
    from: MINUTE,
    to: HOUR,
  });
  if (milliseconds % MINUTE !== 0 || HOUR % milliseconds !== 0) {
    throw new InputError(
      `${key}.refresh: found ${
        milliseconds / SECOND
      } s, allowed are whole minutes that divide an hour, e.g. 5 minutes`,
    );
  }
  return milliseconds;
}
