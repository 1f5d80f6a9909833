import { InputError } from '@backstage/errors';
import {
  assertMayUse,
  findConnection,
  type ConnectionKind,
  type ConnectionOfKind,
  type Connections,
  type RegistryConnection,
  type TemplateTask,
} from '@platform-ops/backstage-plugin-golden-paths-node';
import {
  ArgoCdClient,
  KfpClient,
  KubeflowRegistryClient,
  MlflowClient,
  type ConnectionOptions,
  type Timer,
} from '@platform-ops/mlops-clients';

/** A client, and where people look at what it made. */
export interface Connected<TClient> {
  client: TClient;
  uiUrl: string;
}

/**
 * Clients of the services under `goldenPaths.connections`, by their ids.
 *
 * @remarks
 *
 * All throw InputError for an id that is not there, naming the key and those
 * that are, and NotAllowedError where the template may not use it.
 */
export class ConnectedClients {
  readonly #connections: Connections;
  readonly #timer: Timer | undefined;

  /** @param options - `timer`: for tests. */
  static create(
    connections: Connections,
    options: { timer?: Timer } = {},
  ): ConnectedClients {
    return new ConnectedClients(connections, options.timer);
  }

  private constructor(connections: Connections, timer: Timer | undefined) {
    this.#connections = connections;
    this.#timer = timer;
  }

  kfp(id: string, task: TemplateTask): Connected<KfpClient> {
    const connection = this.#find('pipelines', id, task);
    return {
      client: KfpClient.create({
        ...this.#toOptions('pipelines', connection),
        namespace: connection.namespace,
      }),
      uiUrl: connection.uiUrl,
    };
  }

  mlflow(id: string, task: TemplateTask): Connected<MlflowClient> {
    const connection = this.#findRegistry(id, 'mlflow', task);
    return {
      client: MlflowClient.create(this.#toOptions('registries', connection)),
      uiUrl: connection.uiUrl,
    };
  }

  kubeflowRegistry(
    id: string,
    task: TemplateTask,
  ): Connected<KubeflowRegistryClient> {
    const connection = this.#findRegistry(id, 'kubeflow', task);
    return {
      client: KubeflowRegistryClient.create(
        this.#toOptions('registries', connection),
      ),
      uiUrl: connection.uiUrl,
    };
  }

  argoCd(id: string, task: TemplateTask): Connected<ArgoCdClient> {
    const connection = this.#find('argocd', id, task);
    return {
      client: ArgoCdClient.create(this.#toOptions('argocd', connection)),
      uiUrl: connection.uiUrl,
    };
  }

  #find<TKind extends ConnectionKind>(
    kind: TKind,
    id: string,
    task: TemplateTask,
  ): ConnectionOfKind<TKind> {
    const found = findConnection(this.#connections, kind, id);
    assertMayUse(`goldenPaths.connections.${kind}.${id}`, found, task);
    return found;
  }

  #findRegistry(
    id: string,
    type: RegistryConnection['type'],
    task: TemplateTask,
  ): RegistryConnection {
    const found = this.#find('registries', id, task);
    if (found.type !== type) {
      const fit = this.#connections.registries
        .filter(registry => registry.type === type)
        .map(registry => registry.id);
      throw new InputError(
        `connection: found ${id}, which is of type ${
          found.type
        } (goldenPaths.connections.registries.${id}.type); needed is one of type ${type}, ${
          fit.length ? `such as ${fit.join(', ')}` : 'and none is configured'
        }`,
      );
    }
    return found;
  }

  #toOptions<TKind extends ConnectionKind>(
    kind: TKind,
    connection: ConnectionOfKind<TKind>,
  ): ConnectionOptions {
    const { id, url, token, username, password } = connection;
    return {
      key: `goldenPaths.connections.${kind}.${id}`,
      url,
      token,
      username,
      password,
      headers: connection.headers,
      timeoutSeconds: connection.timeoutSeconds,
      timer: this.#timer,
    };
  }
}
