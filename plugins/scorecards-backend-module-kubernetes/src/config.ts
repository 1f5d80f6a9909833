import { ConfigReader, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  readDuration,
  readWholeNumber,
} from '@platform-ops/backstage-plugin-platform-ops-node';

/**
 * Which clusters are read, and who they belong to.
 */
export interface KubernetesConfig {
  /** Where it stands. */
  key: string;
  /** Missing: all that the Kubernetes plugin knows. */
  clusters: string[] | undefined;
  intervalMilliseconds: number;
  timeoutMilliseconds: number;
  /** Of one kind, in one cluster. */
  maxObjects: number;
  /** E.g. `Group platform-engineering`; a star stands for any end. */
  administrators: string[];
  subjectPrefix: string;
}

const KEY = 'scorecards.kubernetes';
const SUBJECT = /^(User|Group) [^\s*][^*]*\*?$/;

/**
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readKubernetesConfig(root: Config): KubernetesConfig {
  const config = root.getOptionalConfig(KEY) ?? new ConfigReader({});
  return {
    key: KEY,
    clusters: readClusters(config),
    intervalMilliseconds: readDuration(config, KEY, 'interval', {
      unlessTold: 15 * 60_000,
      from: 60_000,
      to: 24 * 60 * 60_000,
    }),
    timeoutMilliseconds: readDuration(config, KEY, 'timeout', {
      unlessTold: 15_000,
      from: 100,
      to: 120_000,
    }),
    maxObjects: readWholeNumber(config, KEY, 'maxObjects', {
      unlessTold: 50_000,
      from: 100,
      to: 200_000,
    }),
    administrators: readAdministrators(config),
    subjectPrefix: config.getOptionalString('subjectPrefix') ?? '',
  };
}

/** An empty list would read nothing, which nobody means. */
function readClusters(config: Config): string[] | undefined {
  const names = config.getOptionalStringArray('clusters');
  if (names?.length === 0) {
    throw new InputError(
      `${KEY}.clusters: found an empty list, allowed is at least one name; without the key all are read`,
    );
  }
  return names && [...new Set(names)];
}

function readAdministrators(config: Config): string[] {
  const subjects = config.getOptionalStringArray('administrators') ?? [];
  subjects.forEach((subject, position) => {
    if (!SUBJECT.test(subject)) {
      throw new InputError(
        `${KEY}.administrators[${position}]: found '${subject}', allowed is 'User <name>' or 'Group <name>'; the name may end with a star`,
      );
    }
  });
  return subjects;
}
