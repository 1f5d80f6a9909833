import type { ConditionFailure } from '@platform-ops/backstage-plugin-ops-health-node';
import {
  ClusterError,
  LARGEST_PAGE,
  listObjects,
  resourceName,
  rootOf,
  shorten,
  type ClusterConnection,
  type ClusterDiscovery,
  type ServedKind,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { KubernetesSourceConfig } from '../config/readKubernetesSourceConfig';
import type {
  ListedObject,
  ObjectMetadata,
  Place,
} from '../objects/KubernetesObject';
import { RESERVED_LABELS } from '../objects/labelsOf';
import type { JoinedKind } from './builtInKinds';

/**
 * How listing a kind went: `absent` where the cluster does not serve it, else
 * the worst of its namespaces.
 */
export type ListState = 'read' | 'absent' | 'forbidden' | 'failed';

interface KindList<T> {
  items: T[];
  state: ListState;
}

type ToItem<T> = (object: ListedObject, place: Place) => T;

/** Where a list is. */
interface ListPlace {
  path: string;
  place: Place;
  namespace: string | undefined;
}

/** More of them are told as one. */
const MOST_ODD_OBJECTS = 10;

/**
 * Lists the kinds of one cluster, once, and notes what it could not.
 */
export class KindLister {
  readonly failures: ConditionFailure[] = [];
  /** Objects that were read. */
  count = 0;
  /** Lists that were answered. */
  answered = 0;
  readonly #cluster: string;
  readonly #connection: ClusterConnection;
  readonly #discovery: ClusterDiscovery;
  readonly #pageSizes: Map<string, number>;
  readonly #config: KubernetesSourceConfig;

  constructor(options: {
    cluster: string;
    connection: ClusterConnection;
    discovery: ClusterDiscovery;
    /** Those that proved right, by path; kept from one reading to the next. */
    pageSizes: Map<string, number>;
    config: KubernetesSourceConfig;
  }) {
    this.#cluster = options.cluster;
    this.#connection = options.connection;
    this.#discovery = options.discovery;
    this.#pageSizes = options.pageSizes;
    this.#config = options.config;
  }

  /**
   * @throws ClusterError only where nothing more can be read of the cluster.
   */
  async list<T>(kind: JoinedKind, toItem: ToItem<T>): Promise<KindList<T>> {
    let found: ServedKind[];
    try {
      found = await this.#discovery.find(kind, this.#connection);
    } catch (error) {
      return { items: [], state: this.#failed(error, resourceName(kind)) };
    }
    const [served] = found;
    if (!served) {
      return { items: [], state: 'absent' };
    }
    if (!kind.versions.includes(served.version)) {
      const versions = found.map(({ version }) => version).join(', ');
      this.#fail(
        `is served in ${versions} only, and read in ${kind.versions.join(
          ', ',
        )}`,
        resourceName(kind),
      );
      return { items: [], state: 'failed' };
    }
    const place = this.#placeOf(kind, served);
    const root = rootOf(kind.group, served.version);
    const namespaces: Array<string | undefined> =
      served.namespaced && this.#config.namespaces
        ? this.#config.namespaces
        : [undefined];
    const items: T[][] = [];
    let state: ListState = 'read';
    for (const namespace of namespaces) {
      const path = namespace
        ? `${root}/namespaces/${namespace}/${kind.plural}`
        : `${root}/${kind.plural}`;
      const listed = await this.#listPath({ path, place, namespace }, toItem);
      items.push(listed.items);
      state = listed.state === 'read' ? state : listed.state;
    }
    return { items: items.flat(), state };
  }

  #placeOf(kind: JoinedKind, served: ServedKind): Place {
    const named = served.kind.toLocaleLowerCase('en-US');
    return {
      cluster: this.#cluster,
      kind: served.kind,
      resource: resourceName(kind),
      joinLabel:
        kind.joinLabel ??
        (RESERVED_LABELS.has(named) ? `${named}_name` : named),
    };
  }

  async #listPath<T>(at: ListPlace, toItem: ToItem<T>): Promise<KindList<T>> {
    const { path, place, namespace } = at;
    const odd: OddObject[] = [];
    try {
      const { items, cut, pageSize } = await listObjects(
        this.#connection,
        path,
        {
          pageSize: this.#pageSizes.get(path) ?? LARGEST_PAGE,
          maxObjects: this.#config.maxObjects - this.count,
          begin: () => odd.splice(0),
          toItem: listed => {
            const object = listed as ListedObject;
            try {
              return [toItem(object, place)];
            } catch (error) {
              odd.push({ metadata: object?.metadata, error });
              return [];
            }
          },
        },
      );
      this.#pageSizes.set(path, pageSize);
      this.answered++;
      this.count += items.length;
      this.#tellOdd(odd, at);
      if (cut) {
        this.#fail(
          `has more than ${
            this.#config.maxObjects
          } objects; the rest is not read (${this.#config.key}.maxObjects)`,
          place.resource,
          { namespace },
        );
      }
      return { items: items.flat(), state: cut ? 'failed' : 'read' };
    } catch (error) {
      return {
        items: [],
        state: this.#failed(error, place.resource, namespace),
      };
    }
  }

  /** An object that is not what it should be hides no other. */
  #tellOdd(odd: OddObject[], { place, namespace }: ListPlace): void {
    if (odd.length > MOST_ODD_OBJECTS) {
      this.#fail(
        `are not understood in ${odd.length} cases, e.g. ${shorten(
          String(odd[0].error),
        )}`,
        place.resource,
        { namespace },
      );
      return;
    }
    for (const { metadata, error } of odd) {
      this.#fail(
        `is not understood: ${shorten(String(error))}`,
        place.resource,
        {
          name: metadata?.name ?? 'without a name',
          namespace: metadata?.namespace,
          joinLabel: place.joinLabel,
        },
      );
    }
  }

  /** @throws what ends the reading of the cluster. */
  #failed(error: unknown, resource: string, namespace?: string): ListState {
    if (!(error instanceof ClusterError) || error.isFinal) {
      throw error;
    }
    if (error.kind === 'missing') {
      // Its definition went since we looked.
      this.#discovery.forget();
      return 'absent';
    }
    this.#fail(error.message, resource, { namespace }, error.isRefusal);
    return error.isRefusal ? 'forbidden' : 'failed';
  }

  #fail(
    message: string,
    resource: string,
    object: { namespace?: string; name?: string; joinLabel?: string } = {},
    forbidden: boolean = false,
  ): void {
    const { namespace, name, joinLabel } = object;
    this.failures.push({
      subject: `cluster ${this.#cluster}, ${resource}${name ? ` ${name}` : ''}${
        namespace ? ` in ${namespace}` : ''
      }`,
      message,
      forbidden,
      labels: {
        cluster: this.#cluster,
        resource,
        ...(namespace && { namespace }),
        ...(joinLabel && name && { [joinLabel]: name }),
      },
    });
  }
}

interface OddObject {
  metadata: ObjectMetadata | undefined;
  error: unknown;
}
