import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const SERVICES = ['aps', 'monitoring'] as const;

/**
 * How requests to AWS are signed.
 *
 * @public
 */
export interface Sigv4Config {
  /** Where it stands. */
  key: string;
  region: string;
  /** Amazon Managed Service for Prometheus, or CloudWatch. */
  service: (typeof SERVICES)[number];
  /** Missing: AWS' default chain of credentials, or that of the profile. */
  accessKey?: {
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken?: string;
  };
  profile?: string;
  /** Assumed with these credentials. */
  role?: { arn: string; externalId?: string };
}

/** The part `sigv4` of an entry. */
export function readSigv4Config(
  source: Config,
  sourceKey: string,
): Sigv4Config | undefined {
  const config = source.getOptionalConfig('sigv4');
  if (!config) {
    return undefined;
  }
  const key = `${sourceKey}.sigv4`;
  const region = config.getString('region');
  if (!/^[a-z0-9]+(-[a-z0-9]+)+$/.test(region)) {
    throw new InputError(
      `${key}.region: found '${region}', allowed is the name of a region, e.g. eu-central-1`,
    );
  }
  const service = config.getOptionalString('service') ?? 'aps';
  if (!isService(service)) {
    throw new InputError(
      `${key}.service: found '${service}', allowed are ${SERVICES.join(
        ' and ',
      )}`,
    );
  }
  return {
    key,
    region,
    service,
    ...readIdentity(config, key),
    role: readRole(config, key),
  };
}

function isService(text: string): text is Sigv4Config['service'] {
  return SERVICES.some(service => service === text);
}

function readIdentity(
  config: Config,
  key: string,
): Pick<Sigv4Config, 'accessKey' | 'profile'> {
  const accessKeyId = config.getOptionalString('accessKeyId');
  const secretAccessKey = config.getOptionalString('secretAccessKey');
  const sessionToken = config.getOptionalString('sessionToken');
  const profile = config.getOptionalString('profile');
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    throw new InputError(
      `${key}: found only one of accessKeyId and secretAccessKey, allowed is both or neither`,
    );
  }
  if (sessionToken !== undefined && accessKeyId === undefined) {
    throw new InputError(
      `${key}: found sessionToken without accessKeyId, allowed is with it`,
    );
  }
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    return { profile };
  }
  if (profile !== undefined) {
    throw new InputError(
      `${key}: found profile beside accessKeyId, allowed is one of them`,
    );
  }
  return { accessKey: { accessKeyId, secretAccessKey, sessionToken } };
}

function readRole(config: Config, key: string): Sigv4Config['role'] {
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
      `${key}.roleArn: found '${arn}', allowed is the ARN of a role, e.g. arn:aws:iam::123456789012:role/metrics`,
    );
  }
  return { arn, externalId };
}
