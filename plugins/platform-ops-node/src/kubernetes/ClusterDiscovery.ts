import type { ClusterConnection } from './ClusterConnection';
import { ClusterError } from './ClusterError';
import type { ResourceKind } from './ResourceKind';

interface ApiGroupList {
  groups: Array<{ name: string; versions: Array<{ version: string }> }>;
}

interface ApiResourceList {
  resources: Array<{ name: string; kind: string; namespaced: boolean }>;
}

/**
 * A kind as a cluster serves it.
 *
 * @public
 */
export interface ServedKind {
  version: string;
  /** E.g. `InferenceService`. */
  kind: string;
  namespaced: boolean;
}

/**
 * Where a cluster has the objects of a kind.
 *
 * @public
 */
export interface ServedResource {
  /** E.g. `inferenceservices`. */
  plural: string;
  namespaced: boolean;
}

/** Every cluster serves the core group, and in this version. */
const CORE_VERSION = 'v1';
/** Definitions come and go rarely, and each look is a request or two. */
const KNOWN_FOR_MS = 10 * 60_000;
const MAX_BYTES = 8 * 1024 * 1024;

/**
 * Knows which kinds a cluster serves.
 *
 * @public
 */
export class ClusterDiscovery {
  readonly #known = new Map<string, unknown>();
  #knownSince = -Infinity;

  static create(): ClusterDiscovery {
    return new ClusterDiscovery();
  }

  private constructor() {}

  /** Looks again the next time. */
  forget(): void {
    this.#known.clear();
  }

  /**
   * In which versions a cluster serves a kind: the best of those that we
   * understand first. None where it has no such kind.
   *
   * @throws ClusterError
   */
  async find(
    { group, versions, plural }: ResourceKind,
    connection: ClusterConnection,
  ): Promise<ServedKind[]> {
    const served = await this.#findVersions(group, connection);
    const understood = versions.filter(version => served.includes(version));
    const others = served.filter(version => !versions.includes(version));
    const found: ServedKind[] = [];
    for (const version of [...understood, ...others]) {
      const { resources } = await this.#look<ApiResourceList>(
        rootOf(group, version),
        connection,
      );
      found.push(
        ...resources
          .filter(({ name }) => name === plural)
          .map(({ kind, namespaced }) => ({ version, kind, namespaced })),
      );
      if (found.length > 0 && understood.includes(version)) {
        break;
      }
    }
    return found;
  }

  /**
   * Where a cluster has the objects of an `apiVersion` and `kind`; undefined
   * where it has no such kind.
   *
   * @throws ClusterError
   */
  async findResource(
    { apiVersion, kind }: { apiVersion: string; kind: string },
    connection: ClusterConnection,
  ): Promise<ServedResource | undefined> {
    const [version, group = ''] = apiVersion.split('/').reverse();
    const served =
      !group || (await this.#findVersions(group, connection)).includes(version);
    if (!served) {
      return undefined;
    }
    const { resources } = await this.#look<ApiResourceList>(
      rootOf(group, version),
      connection,
    ).catch(error => {
      if (error instanceof ClusterError && error.kind === 'missing') {
        return { resources: [] };
      }
      throw error;
    });
    const found = resources.find(
      // A subresource, such as deployments/scale, has a kind of its own.
      resource => resource.kind === kind && !resource.name.includes('/'),
    );
    return found && { plural: found.name, namespaced: found.namespaced };
  }

  async #findVersions(
    group: string,
    connection: ClusterConnection,
  ): Promise<string[]> {
    if (!group) {
      return [CORE_VERSION];
    }
    const { groups } = await this.#look<ApiGroupList>('/apis', connection);
    return (
      groups
        .find(({ name }) => name === group)
        ?.versions.map(({ version }) => version) ?? []
    );
  }

  async #look<T>(path: string, connection: ClusterConnection): Promise<T> {
    if (performance.now() - this.#knownSince > KNOWN_FOR_MS) {
      this.forget();
      this.#knownSince = performance.now();
    }
    const known =
      this.#known.get(path) ??
      (await connection.get(path, { maxBytes: MAX_BYTES }));
    this.#known.set(path, known);
    return known as T;
  }
}

/**
 * Where the kinds of a group are.
 *
 * @param group - Empty for the core group.
 *
 * @public
 */
export function rootOf(group: string, version: string): string {
  return group ? `/apis/${group}/${version}` : `/api/${version}`;
}
