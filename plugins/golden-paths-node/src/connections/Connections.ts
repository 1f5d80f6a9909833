import { InputError } from '@backstage/errors';
import type { AllowedUse } from './allowedUse';

/**
 * Where a server is, and what it wants to see before it answers.
 *
 * @public
 */
export interface HttpConnection extends AllowedUse {
  /** By which templates and annotations name it. */
  id: string;
  title: string;
  /** Without a slash at its end. */
  url: string;
  /** That a person opens; without a slash at its end. */
  uiUrl: string;
  token?: string;
  username?: string;
  password?: string;
  headers: Record<string, string>;
  /** Of one request. */
  timeoutSeconds: number;
  /** Belongs to the sandbox. */
  sandbox: boolean;
}

/** @public */
export interface PipelineConnection extends HttpConnection {
  type: 'kfp';
  /** Of Kubernetes, where Kubeflow keeps those of several teams apart. */
  namespace?: string;
}

/** @public */
export interface RegistryConnection extends HttpConnection {
  type: 'mlflow' | 'kubeflow';
}

/** @public */
export interface ArgoCdConnection extends HttpConnection {
  type: 'argocd';
}

/**
 * What is under `goldenPaths.connections`.
 *
 * @public
 */
export interface Connections {
  pipelines: PipelineConnection[];
  registries: RegistryConnection[];
  argocd: ArgoCdConnection[];
}

/** @public */
export type ConnectionKind = keyof Connections;

/** @public */
export type ConnectionOfKind<TKind extends ConnectionKind> =
  Connections[TKind][number];

/**
 * The connection of an id.
 *
 * @throws InputError naming the key and the ids that there are.
 *
 * @public
 */
export function findConnection<TKind extends ConnectionKind>(
  connections: Connections,
  kind: TKind,
  id: string,
): ConnectionOfKind<TKind> {
  const all: ConnectionOfKind<TKind>[] = connections[kind];
  const found = all.find(connection => connection.id === id);
  if (!found) {
    const ids = all.map(connection => connection.id);
    throw new InputError(
      `goldenPaths.connections.${kind}: found no '${id}', ${
        ids.length
          ? `there ${ids.length > 1 ? 'are' : 'is'} ${ids.join(', ')}`
          : 'there are none configured'
      }`,
    );
  }
  return found;
}
