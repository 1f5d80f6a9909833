import { json, type Answer, type SandboxRequest } from '../../server/Answer';
import type { Platform } from '../Platform';
import { KIND_RULES } from './applied/kindRules';
import { readManifest } from './applied/readManifest';
import { StatusError } from './applied/StatusError';
import { discover } from './discover';
import { KubernetesObjects } from './KubernetesObjects';
import { matchesLabels } from './matchesLabels';
import {
  apiVersionOf,
  RESOURCES,
  type KubernetesObject,
  type Resource,
  type ResourceName,
} from './resources';

const PREFIX = '/k8s';
const OBJECTS =
  /^\/(?:api\/(?<core>v1)|apis\/(?<group>[^/]+)\/(?<version>[^/]+))(?:\/namespaces\/(?<namespace>[^/]+)(?=\/[^/]+))?\/(?<plural>[^/]+)(?:\/(?<name>[^/]+))?$/;
const APPLY = /^application\/apply-patch\+(?:yaml|json)/;
/** Its controllers are simulated: nobody else may have a say. */
const SIMULATED = new Set<ResourceName>(['deployments', 'inferenceservices']);
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

function notFound(resource: Resource, name: string): StatusError {
  return new StatusError(
    'NotFound',
    `${resource.plural}${
      resource.group && `.${resource.group}`
    } "${name}" not found`,
    { name, group: resource.group, kind: resource.plural },
  );
}

/** Where an address leads. */
interface Place {
  resourceName: ResourceName;
  resource: Resource;
  namespace?: string;
  name?: string;
}

function placeOf(path: string): Place | undefined {
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
  const isMisplaced = resource.namespaced
    ? name !== undefined && namespace === undefined
    : namespace !== undefined;
  return isMisplaced ? undefined : { resourceName, resource, namespace, name };
}

/**
 * The objects of the workloads, and those that somebody applied, in the form
 * of the Kubernetes API.
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

  answer(request: SandboxRequest): Answer {
    try {
      return this.#answer(request);
    } catch (error) {
      if (error instanceof StatusError) {
        return error.toAnswer();
      }
      throw error;
    }
  }

  #answer(request: SandboxRequest): Answer {
    const { method, path, query, body } = request;
    const asked = path.slice(PREFIX.length).replace(/\/$/, '');
    const discovered = method === 'GET' ? discover(asked) : undefined;
    if (discovered) {
      return discovered;
    }
    const place = placeOf(asked);
    if (!place) {
      throw new StatusError(
        'NotFound',
        'the server could not find the requested resource',
      );
    }
    switch (method) {
      case 'GET':
        return this.#read(place, query);
      case 'PATCH':
        return APPLY.test(request.contentType)
          ? this.#apply(place, request)
          : this.#patch(asked, body);
      case 'DELETE':
        return this.#remove(place, query);
      default:
        throw new StatusError(
          'MethodNotAllowed',
          'the server does not allow this method on the requested resource: the sandbox takes server-side apply and DELETE of single objects',
        );
    }
  }

  /** The one thing that can be mended here, to see what follows from it. */
  #patch(path: string, body: unknown): Answer {
    const found = DEPLOYMENT.exec(path)?.groups;
    const securityContext = readSecurityContext(body);
    if (!found || !securityContext) {
      throw new StatusError(
        'Invalid',
        'allowed are server-side apply (application/apply-patch+yaml), and a merge patch of spec.template.spec.securityContext of a Deployment, with runAsNonRoot and runAsUser',
      );
    }
    const { namespace, name } = found;
    const patched = this.#objects.secureDeployment(
      namespace,
      name,
      securityContext,
    );
    if (!patched) {
      throw notFound(RESOURCES.deployments, name);
    }
    return json(200, patched);
  }

  #apply(
    { resourceName, resource, namespace, name }: Place,
    { query, text }: SandboxRequest,
  ): Answer {
    const manager = query.get('fieldManager') ?? '';
    if (name === undefined || !KIND_RULES[resourceName]) {
      throw new StatusError(
        'MethodNotAllowed',
        'the server does not allow this method on the requested resource',
      );
    }
    if (!manager || manager.length > 128) {
      throw new StatusError(
        'Invalid',
        `PatchOptions.meta.k8s.io "" is invalid: fieldManager: ${
          manager
            ? 'Too long: may not be more than 128 bytes'
            : 'Required value: is required for apply patch'
        }`,
      );
    }
    const dryRun = readDryRun(query);
    const manifest = readManifest(text, { resource, namespace, name });
    this.#requireNamespace(namespace);
    const below = this.#ownObject({ resourceName, resource, namespace, name });
    if (below && SIMULATED.has(resourceName)) {
      throw new StatusError(
        'Forbidden',
        `${resource.plural} "${name}" is forbidden: it is part of the simulated platform, which cannot be changed; apply it under another name`,
      );
    }
    const { record, created } = this.#platform.objects.apply(
      { resource: resourceName, namespace, name },
      manifest,
      { manager, force: query.get('force') === 'true', dryRun },
    );
    return json(
      created && !below ? 201 : 200,
      this.#objects.describe(record, below),
    );
  }

  #remove(place: Place, query: URLSearchParams): Answer {
    const { resourceName, resource, namespace, name } = place;
    if (name === undefined) {
      throw new StatusError(
        'MethodNotAllowed',
        'the server does not allow this method on the requested resource',
      );
    }
    const record = this.#platform.objects.find({
      resource: resourceName,
      namespace,
      name,
    });
    if (!record) {
      if (this.#ownObject(place)) {
        throw new StatusError(
          'Forbidden',
          `${resource.plural} "${name}" is forbidden: it is part of the simulated platform, which cannot be changed`,
        );
      }
      throw notFound(resource, name);
    }
    const { uid } = this.#objects.describe(record).metadata;
    if (!readDryRun(query)) {
      this.#platform.objects.remove(record);
    }
    return json(200, {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name, group: resource.group, kind: resource.plural, uid },
    });
  }

  #requireNamespace(namespace: string | undefined): void {
    const isThere =
      namespace === undefined ||
      this.#objects
        .list('namespaces')
        .some(({ metadata }) => metadata.name === namespace);
    if (!isThere) {
      throw notFound(RESOURCES.namespaces, namespace);
    }
  }

  /** What was there from the beginning. */
  #ownObject({
    resourceName,
    namespace,
    name,
  }: Place): KubernetesObject | undefined {
    return this.#objects
      .listOwn(resourceName)
      .find(
        ({ metadata }) =>
          metadata.name === name && metadata.namespace === namespace,
      );
  }

  #read(place: Place, query: URLSearchParams): Answer {
    const { resourceName, resource, namespace, name } = place;
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
    if (!objects.length) {
      throw notFound(resource, name);
    }
    return json(200, objects[0]);
  }

  #list(
    resource: Resource,
    objects: KubernetesObject[],
    query: URLSearchParams,
  ): Answer {
    const selected = objects.filter(({ metadata }) =>
      matchesLabels(metadata.labels ?? {}, query.get('labelSelector') ?? ''),
    );
    const limit = Number(query.get('limit') || selected.length);
    const from = Number(query.get('continue') || 0);
    if (!Number.isInteger(limit) || limit < 0 || !Number.isInteger(from)) {
      throw new StatusError(
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

function readDryRun(query: URLSearchParams): boolean {
  const told = query.get('dryRun');
  if (told !== null && told !== 'All') {
    throw new StatusError(
      'Invalid',
      `PatchOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: "${told}": supported values: "All"`,
    );
  }
  return told === 'All';
}
