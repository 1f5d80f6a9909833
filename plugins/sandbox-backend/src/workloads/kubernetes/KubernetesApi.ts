import { json, type Answer, type SandboxRequest } from '../../server/Answer';
import type { Platform } from '../Platform';
import { KubernetesObjects } from './KubernetesObjects';
import { matchesLabels } from './matchesLabels';
import {
  apiVersionOf,
  RESOURCES,
  type Resource,
  type ResourceName,
} from './resources';

const PREFIX = '/k8s';
const VERSION = { major: '1', minor: '34', gitVersion: 'v1.34.4' };
const OBJECTS =
  /^\/(?:api\/(?<core>v1)|apis\/(?<group>[^/]+)\/(?<version>[^/]+))(?:\/namespaces\/(?<namespace>[^/]+)(?=\/[^/]+))?\/(?<plural>[^/]+)(?:\/(?<name>[^/]+))?$/;
const DEPLOYMENT =
  /^\/apis\/apps\/v1\/namespaces\/(?<namespace>[^/]+)\/deployments\/(?<name>[^/]+)$/;

function isUnset(value: unknown): boolean {
  return value === undefined || value === null;
}

/** Undefined where it is another patch. */
function readSecurityContext(body: unknown): object | undefined {
  const found = (body as any)?.spec?.template?.spec?.securityContext;
  const { runAsNonRoot, runAsUser, ...others } = found ?? {};
  // Null takes back what was set.
  const isAllowed =
    (isUnset(runAsNonRoot) || typeof runAsNonRoot === 'boolean') &&
    (isUnset(runAsUser) || Number.isInteger(runAsUser)) &&
    Object.keys(others).length === 0;
  return found && isAllowed
    ? {
        ...(runAsNonRoot !== undefined && { runAsNonRoot }),
        ...(runAsUser !== undefined && { runAsUser }),
      }
    : undefined;
}

function status(
  code: number,
  reason: string,
  message: string,
  details: object = {},
): Answer {
  return json(code, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    details,
    code,
  });
}

/**
 * The objects of the workloads in the form of the Kubernetes API, to be read.
 */
export class KubernetesApi {
  readonly #platform: Platform;
  readonly #objects: KubernetesObjects;

  static create(platform: Platform): KubernetesApi {
    return new KubernetesApi(platform);
  }

  private constructor(platform: Platform) {
    this.#platform = platform;
    this.#objects = new KubernetesObjects(platform);
  }

  answer({ method, path, query, body }: SandboxRequest): Answer {
    const asked = path.slice(PREFIX.length).replace(/\/$/, '');
    if (method === 'PATCH') {
      return this.#patch(asked, body);
    }
    if (method !== 'GET') {
      return status(
        405,
        'MethodNotAllowed',
        'the sandbox serves its objects for reading; of a Deployment the security context of its pods can be patched',
      );
    }
    return (
      this.#discovery(asked) ??
      this.#read(asked, query) ??
      status(
        404,
        'NotFound',
        'the server could not find the requested resource',
      )
    );
  }

  /** The one thing that can be mended here, to see what follows from it. */
  #patch(path: string, body: unknown): Answer {
    const found = DEPLOYMENT.exec(path)?.groups;
    const securityContext = readSecurityContext(body);
    if (!found || !securityContext) {
      return status(
        422,
        'Invalid',
        'allowed is a merge patch of spec.template.spec.securityContext of a Deployment, with runAsNonRoot and runAsUser',
      );
    }
    const { namespace, name } = found;
    const patched = this.#objects.secureDeployment(
      namespace,
      name,
      securityContext,
    );
    return patched
      ? json(200, patched)
      : status(404, 'NotFound', `deployments.apps "${name}" not found`);
  }

  #discovery(path: string): Answer | undefined {
    if (path === '/version') {
      return json(200, { ...VERSION, platform: 'linux/amd64' });
    }
    if (path === '/api') {
      return json(200, { kind: 'APIVersions', versions: ['v1'] });
    }
    const groups = new Map(
      Object.values<Resource>(RESOURCES)
        .filter(({ group }) => group)
        .map(resource => [resource.group, resource]),
    );
    if (path === '/apis') {
      return json(200, {
        kind: 'APIGroupList',
        apiVersion: 'v1',
        groups: [...groups.values()].map(resource => {
          const version = {
            groupVersion: apiVersionOf(resource),
            version: resource.version,
          };
          return {
            name: resource.group,
            versions: [version],
            preferredVersion: version,
          };
        }),
      });
    }
    const groupVersion = /^\/(?:api|apis)\/(.+)$/.exec(path)?.[1];
    const resources = Object.values<Resource>(RESOURCES).filter(
      resource => apiVersionOf(resource) === groupVersion,
    );
    return resources.length
      ? json(200, {
          kind: 'APIResourceList',
          apiVersion: 'v1',
          groupVersion,
          resources: resources.map(resource => ({
            name: resource.plural,
            singularName: resource.singular,
            namespaced: resource.namespaced,
            kind: resource.kind,
            shortNames: resource.shortNames,
            verbs: ['get', 'list'],
          })),
        })
      : undefined;
  }

  #read(path: string, query: URLSearchParams): Answer | undefined {
    const found = OBJECTS.exec(path)?.groups;
    const entry = Object.entries<Resource>(RESOURCES).find(
      ([, { group, version, plural }]) =>
        group === (found?.group ?? '') &&
        version === (found?.core ?? found?.version) &&
        plural === found?.plural,
    );
    if (!found || !entry) {
      return undefined;
    }
    const [resourceName, resource] = entry as [ResourceName, Resource];
    const { namespace, name } = found;
    if (!resource.namespaced && namespace) {
      return undefined;
    }
    const objects = this.#objects
      .list(resourceName)
      .filter(
        ({ metadata }) =>
          (!namespace || metadata.namespace === namespace) &&
          (!name || metadata.name === name),
      );
    if (!name) {
      return this.#list(resource, objects, query);
    }
    if (resource.namespaced && !namespace) {
      return undefined;
    }
    return objects.length
      ? json(200, objects[0])
      : status(
          404,
          'NotFound',
          `${resource.plural}${
            resource.group && `.${resource.group}`
          } "${name}" not found`,
          { name, group: resource.group, kind: resource.plural },
        );
  }

  #list(
    resource: Resource,
    objects: ReturnType<KubernetesObjects['list']>,
    query: URLSearchParams,
  ): Answer {
    const selected = objects.filter(({ metadata }) =>
      matchesLabels(metadata.labels ?? {}, query.get('labelSelector') ?? ''),
    );
    const limit = Number(query.get('limit') || selected.length);
    const from = Number(query.get('continue') || 0);
    if (!Number.isInteger(limit) || limit < 0 || !Number.isInteger(from)) {
      return status(
        400,
        'BadRequest',
        'limit and continue: allowed are a whole number and the token of the page before',
      );
    }
    const end = from + (limit || selected.length);
    return json(200, {
      kind: `${resource.kind}List`,
      apiVersion: apiVersionOf(resource),
      metadata: {
        resourceVersion: String(Math.floor(this.#platform.now() / 1000)),
        ...(end < selected.length && {
          continue: String(end),
          remainingItemCount: selected.length - end,
        }),
      },
      items: selected.slice(from, end),
    });
  }
}
