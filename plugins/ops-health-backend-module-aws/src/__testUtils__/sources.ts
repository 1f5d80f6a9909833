import { ConfigReader } from '@backstage/config';
import {
  DefaultAwsCredentialsManager,
  type AwsCredentialsManager,
} from '@backstage/integration-aws-node';
import type { JsonObject } from '@backstage/types';
import {
  readHealthSourceConfigs,
  type HealthSourceConfig,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { AwsSources } from '../AwsSources';
import {
  readAwsSourceConfig,
  type AwsSourceConfig,
} from '../config/readAwsSourceConfig';

export const REGION = 'eu-central-1';
export const SECRET = 'a secret/of+AWS=';

/** As an administrator would configure them. */
export const credentials: AwsCredentialsManager =
  DefaultAwsCredentialsManager.fromConfig(
    new ConfigReader({
      aws: {
        mainAccount: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: SECRET },
      },
    }),
  );

/** The entry of a source called `prod`. */
export function entryOf(entry: JsonObject): HealthSourceConfig {
  const [source] = readHealthSourceConfigs(
    new ConfigReader({
      opsHealth: {
        sources: { prod: { type: 'aws', region: REGION, ...entry } },
      },
    }),
  );
  return source;
}

export function configOf(entry: JsonObject): AwsSourceConfig {
  return readAwsSourceConfig(entryOf(entry));
}

export function sourcesOf(entry: JsonObject = {}): AwsSources {
  return AwsSources.fromConfig(entryOf(entry), { credentials });
}
