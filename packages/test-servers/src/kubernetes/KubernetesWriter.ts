import { setTimeout as delay } from 'node:timers/promises';
import { parseAllDocuments } from 'yaml';
import { requestJson, type ApiServerAccess } from './requestJson';

const FIELD_MANAGER = 'test-servers';
const ESTABLISH_MILLISECONDS = 15_000;
const POLL_MILLISECONDS = 50;

/**
 * Which object it is.
 *
 * @public
 */
export interface KubernetesObjectReference {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; [field: string]: unknown };
}

/**
 * @public
 */
export interface KubernetesObject extends KubernetesObjectReference {
  [field: string]: unknown;
}

interface ApiResource {
  name: string;
  kind: string;
  namespaced: boolean;
}

interface CustomResourceDefinition extends KubernetesObject {
  spec: {
    group: string;
    names: { kind: string };
    versions: { name: string; served: boolean }[];
  };
  status?: { conditions?: { type: string; status: string }[] };
}

/**
 * Writes into a real API server what a test needs.
 *
 * @public
 */
export class KubernetesWriter {
  readonly #access: ApiServerAccess;
  readonly #resources = new Map<string, ApiResource>();

  static create(access: ApiServerAccess): KubernetesWriter {
    return new KubernetesWriter(access);
  }

  private constructor(access: ApiServerAccess) {
    this.#access = access;
  }

  /** @throws if the server does not answer with a status of 2xx. */
  async send<T = unknown>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    contentType = 'application/json',
  ): Promise<T> {
    const { status, answer } = await requestJson(this.#access, {
      method,
      path,
      body,
      contentType,
    });
    if (status < 200 || status > 299) {
      const { message = answer } = answer as { message?: unknown };
      throw new Error(`${method} ${path}: ${status} ${message}`);
    }
    return answer as T;
  }

  /**
   * Makes or changes an object by server-side apply. A custom resource
   * definition can be used when it returns.
   */
  async apply<T extends KubernetesObject>(object: T): Promise<T> {
    const applied = await this.send<T>(
      'PATCH',
      `${await this.#path(object)}?fieldManager=${FIELD_MANAGER}&force=true`,
      object,
      'application/apply-patch+yaml',
    );
    if (object.kind === 'CustomResourceDefinition') {
      await this.#waitUntilServed(
        applied as unknown as CustomResourceDefinition,
      );
    }
    return applied;
  }

  /** Applies each document of a YAML file, in their order. */
  async applyYaml(text: string): Promise<KubernetesObject[]> {
    const applied: KubernetesObject[] = [];
    for (const document of parseAllDocuments(text)) {
      const object = document.toJS() as KubernetesObject | null;
      if (object) {
        applied.push(await this.apply(object));
      }
    }
    return applied;
  }

  /** Merges into the status, as a controller would write it; lists are replaced. */
  async patchStatus(
    object: KubernetesObjectReference,
    status: Record<string, unknown>,
  ): Promise<void> {
    await this.send(
      'PATCH',
      `${await this.#path(object)}/status`,
      { status },
      'application/merge-patch+json',
    );
  }

  async delete(object: KubernetesObjectReference): Promise<void> {
    await this.send('DELETE', await this.#path(object));
  }

  async #path({
    apiVersion,
    kind,
    metadata,
  }: KubernetesObjectReference): Promise<string> {
    const root = rootOf(apiVersion);
    const key = `${apiVersion} ${kind}`;
    const resource =
      this.#resources.get(key) ?? (await this.#findResource(root, kind));
    if (!resource) {
      throw new Error(`the API server knows no ${kind} in ${apiVersion}`);
    }
    this.#resources.set(key, resource);
    const namespace = resource.namespaced
      ? `/namespaces/${metadata.namespace ?? 'default'}`
      : '';
    return `${root}${namespace}/${resource.name}/${metadata.name}`;
  }

  async #findResource(
    root: string,
    kind: string,
  ): Promise<ApiResource | undefined> {
    const { status, answer } = await requestJson(this.#access, {
      method: 'GET',
      path: root,
    });
    const { resources } = answer as { resources?: ApiResource[] };
    return status === 200
      ? resources?.find(
          resource => resource.kind === kind && !resource.name.includes('/'),
        )
      : undefined;
  }

  async #waitUntilServed(definition: CustomResourceDefinition): Promise<void> {
    const { group, names, versions } = definition.spec;
    const roots = versions
      .filter(version => version.served)
      .map(version => rootOf(`${group}/${version.name}`));
    const path = await this.#path(definition);
    const deadline = Date.now() + ESTABLISH_MILLISECONDS;
    while (Date.now() < deadline) {
      const { status } = await this.send<CustomResourceDefinition>('GET', path);
      const isEstablished = status?.conditions?.some(
        each => each.type === 'Established' && each.status === 'True',
      );
      // The list of what is served follows a little later.
      const found = await Promise.all(
        roots.map(root => this.#findResource(root, names.kind)),
      );
      if (isEstablished && found.every(Boolean)) {
        return;
      }
      await delay(POLL_MILLISECONDS);
    }
    throw new Error(`${definition.metadata.name} was not established`);
  }
}

function rootOf(apiVersion: string): string {
  return apiVersion.includes('/')
    ? `/apis/${apiVersion}`
    : `/api/${apiVersion}`;
}
