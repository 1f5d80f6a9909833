import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { HealthSourceConfig } from '@platform-ops/backstage-plugin-ops-health-node';
import {
  readDuration,
  readWholeNumber,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { BUILT_IN_KINDS } from '../cluster/builtInKinds';
import { RESERVED_LABELS } from '../objects/labelsOf';

/**
 * Custom resources that are read by their `status.conditions`.
 */
export interface CustomResourceConfig {
  group: string;
  apiVersion: string;
  plural: string;
  /** The label that names one; the kind in lower case unless told. */
  joinLabel?: string;
}

/**
 * Which clusters are read, and what of them.
 */
export interface KubernetesSourceConfig {
  id: string;
  /** Where the entry stands, e.g. `opsHealth.sources.clusters`. */
  key: string;
  title: string;
  environment: string | undefined;
  /** Missing: all that the Kubernetes plugin knows. */
  clusters: string[] | undefined;
  /** Missing: all. */
  namespaces: string[] | undefined;
  customResources: CustomResourceConfig[];
  timeoutMilliseconds: number;
  /** How many clusters are asked at once. */
  maxConcurrency: number;
  /** How many objects of one cluster are read. */
  maxObjects: number;
}

const GROUP = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  allowed: 'a group of the Kubernetes API, e.g. kafka.strimzi.io',
};
const VERSION = {
  pattern: /^v[0-9]+((alpha|beta)[0-9]+)?$/,
  allowed: 'a version of the group, e.g. v1beta2',
};
const NAME = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  allowed: 'lower-case letters, digits and dashes',
};
const LABEL = {
  pattern: /^[a-zA-Z_][a-zA-Z0-9_]*$/,
  allowed: 'letters, digits and underscores, as in labels of metrics',
};
const MAX_CUSTOM_RESOURCES = 50;

/**
 * Reads and checks one entry under `opsHealth.sources`.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readKubernetesSourceConfig({
  id,
  title,
  environment,
  config,
}: HealthSourceConfig): KubernetesSourceConfig {
  const key = `opsHealth.sources.${id}`;
  const namespaces = readList(config, key, 'namespaces');
  namespaces?.forEach((namespace, index) =>
    check(namespace, `${key}.namespaces[${index}]`, NAME),
  );
  return {
    id,
    key,
    title,
    environment,
    clusters: readList(config, key, 'clusters'),
    namespaces,
    customResources: readCustomResources(config, key),
    timeoutMilliseconds: readDuration(config, key, 'timeout', {
      unlessTold: 15_000,
      from: 100,
      to: 120_000,
    }),
    maxConcurrency: readWholeNumber(config, key, 'maxConcurrency', {
      unlessTold: 4,
      from: 1,
      to: 32,
    }),
    maxObjects: readWholeNumber(config, key, 'maxObjects', {
      unlessTold: 20_000,
      from: 100,
      to: 200_000,
    }),
  };
}

/** An empty list would read nothing, which nobody means. */
function readList(
  config: Config,
  key: string,
  field: string,
): string[] | undefined {
  const values = config.getOptionalStringArray(field);
  if (values?.length === 0) {
    throw new InputError(
      `${key}.${field}: found an empty list, allowed is at least one name; without the key all are read`,
    );
  }
  return values && [...new Set(values)];
}

function readCustomResources(
  config: Config,
  key: string,
): CustomResourceConfig[] {
  const entries = config.getOptionalConfigArray('customResources') ?? [];
  if (entries.length > MAX_CUSTOM_RESOURCES) {
    throw new InputError(
      `${key}.customResources: found ${entries.length} entries, allowed are ${MAX_CUSTOM_RESOURCES}`,
    );
  }
  const taken = new Set(
    BUILT_IN_KINDS.map(({ group, plural }) => `${plural}.${group}`),
  );
  return entries.map((entry, index) => {
    const at = `${key}.customResources[${index}]`;
    const group = check(entry.getString('group'), `${at}.group`, GROUP);
    const plural = check(entry.getString('plural'), `${at}.plural`, NAME);
    const resource = `${plural}.${group}`;
    if (taken.has(resource)) {
      throw new InputError(
        `${at}: found ${resource}, which is read already; allowed is each resource once`,
      );
    }
    taken.add(resource);
    return {
      group,
      plural,
      apiVersion: check(
        entry.getString('apiVersion'),
        `${at}.apiVersion`,
        VERSION,
      ),
      joinLabel: readJoinLabel(entry, `${at}.joinLabel`),
    };
  });
}

function readJoinLabel(entry: Config, key: string): string | undefined {
  const label = entry.getOptionalString('joinLabel');
  if (label !== undefined && RESERVED_LABELS.has(label)) {
    throw new InputError(
      `${key}: found '${label}', allowed is any label but ${[
        ...RESERVED_LABELS,
      ].join(', ')}`,
    );
  }
  return label && check(label, key, LABEL);
}

function check(
  value: string,
  key: string,
  { pattern, allowed }: { pattern: RegExp; allowed: string },
): string {
  if (value.length > 253 || !pattern.test(value)) {
    throw new InputError(`${key}: found '${value}', allowed is ${allowed}`);
  }
  return value;
}
