import type { Config } from '@backstage/config';
import { InputError, NotAllowedError } from '@backstage/errors';
import {
  assertMayUse,
  readAllowedUse,
  type AllowedUse,
  type TemplateTask,
} from '@platform-ops/backstage-plugin-golden-paths-node';
import { KINDS } from '../manifests/kinds';

const KEY = 'goldenPaths.kubernetes.clusters';
const NAMESPACES = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(-?\*)?$/;
const KIND = /^[A-Z][A-Za-z0-9]*(\.[a-z0-9]+([-.][a-z0-9]+)*)?$/;

interface Entry extends AllowedUse {
  key: string;
  name: string;
  namespaces: string[] | undefined;
  /** Besides those that any path may apply. */
  kinds: string[];
}

/** Where an action wants to go. */
export interface ClusterPlace {
  cluster: string;
  namespace: string;
}

/**
 * To which clusters and namespaces templates may write, with the portal's
 * rights; none unless configured. Knowing it takes no look at a cluster.
 */
export class ClusterAccess {
  readonly #entries: Entry[];

  /** @throws InputError naming the key, what was found and what is allowed. */
  static fromConfig(rootConfig: Config): ClusterAccess {
    const configs = rootConfig.getOptionalConfigArray(KEY) ?? [];
    return new ClusterAccess(
      configs.map((config, index) => readEntry(config, `${KEY}[${index}]`)),
    );
  }

  private constructor(entries: Entry[]) {
    this.#entries = entries;
  }

  /**
   * @returns the kinds that may be applied there, e.g. `Deployment.apps`.
   * @throws NotAllowedError naming the key.
   */
  check({ cluster, namespace }: ClusterPlace, task: TemplateTask): string[] {
    const entry = this.#entries.find(({ name }) => name === cluster);
    if (!entry) {
      const names = this.#entries.map(({ name }) => name);
      throw new NotAllowedError(
        `cluster: found ${cluster}; templates may write to ${
          names.length ? names.join(', ') : 'none'
        } (${KEY})`,
      );
    }
    const { key, namespaces, kinds } = entry;
    assertMayUse(key, entry, task);
    if (namespaces && !namespaces.some(each => fits(namespace, each))) {
      throw new NotAllowedError(
        `namespace: found ${namespace}; allowed are ${namespaces.join(
          ', ',
        )} (${key}.namespaces)`,
      );
    }
    return [...KINDS, ...kinds];
  }
}

function readEntry(config: Config, key: string): Entry {
  const list = (field: string, pattern: RegExp, allowed: string) => {
    const found = config.getOptionalStringArray(field);
    const wrong = found?.find(each => !pattern.test(each));
    if (wrong !== undefined) {
      throw new InputError(
        `${key}.${field}: found '${wrong}', allowed is ${allowed}`,
      );
    }
    return found;
  };
  return {
    key,
    name: config.getString('name'),
    ...readAllowedUse(config, key),
    namespaces: list(
      'namespaces',
      NAMESPACES,
      "the name of a namespace, or its beginning with '*', such as ml-*",
    ),
    kinds:
      list('kinds', KIND, 'a kind with its group, such as CronJob.batch') ?? [],
  };
}

function fits(namespace: string, pattern: string): boolean {
  return pattern.endsWith('*')
    ? namespace.startsWith(pattern.slice(0, -1))
    : namespace === pattern;
}
