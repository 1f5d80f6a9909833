import { isDeepStrictEqual } from 'node:util';
import { ContractRefusal } from './ContractRefusal';
import {
  ContractServer,
  type ContractHandlers,
  type ContractServerOptions,
} from './ContractServer';
import { tickingClock } from './tickingClock';

const API = '/api/v1/applications';

type Fields = Record<string, any>;

/**
 * How an operation of the double ends.
 *
 * @public
 */
export interface EndedOperation {
  phase?: 'Succeeded' | 'Failed' | 'Error';
  message?: string;
  /** `Healthy` unless told. */
  health?: string;
}

/**
 * A double of Argo CD.
 *
 * @public
 */
export interface ArgoCdDouble extends ContractServer {
  /** The controller takes up what was asked for: `operation` is running. */
  beginOperation(name: string): void;
  /** It is done: status, history and sync follow. */
  endOperation(name: string, end?: EndedOperation): void;
  /** Gives `status.health.status` another value. */
  setHealth(name: string, health: string, message?: string): void;
}

/**
 * Starts a double of Argo CD's API for applications. Operations begin and end
 * when a test says so, as a controller works beside the API.
 *
 * @public
 */
export async function startArgoCdDouble(
  options?: ContractServerOptions,
): Promise<ArgoCdDouble> {
  const applications = new Map<string, Fields>();
  const now = tickingClock();
  const server = await ContractServer.start(
    'argocd',
    () => createHandlers(applications),
    (status, message) => ({ code: status, error: message, message }),
    options,
  );
  return Object.assign(server, {
    beginOperation: (name: string) => {
      const { status, operation } = get(applications, name);
      status.operationState = { phase: 'Running', startedAt: now(), operation };
    },
    endOperation: (name: string, end: EndedOperation = {}) => {
      const application = get(applications, name);
      endOperation(application, end, now());
    },
    setHealth: (name: string, health: string, message?: string) => {
      get(applications, name).status.health = { status: health, message };
    },
  });
}

function createHandlers(applications: Map<string, Fields>): ContractHandlers {
  return {
    [`POST ${API}`]: ({ query, body }) => {
      const { name } = body.metadata;
      const known = applications.get(name);
      if (known && !isDeepStrictEqual(known.spec, body.spec)) {
        if (query.get('upsert') !== 'true') {
          throw new ContractRefusal(
            400,
            'existing application spec is different, use upsert flag to force update',
          );
        }
        known.spec = body.spec;
        known.status.sync = { status: 'OutOfSync' };
      }
      const application = known ?? {
        metadata: { namespace: 'argocd', ...body.metadata },
        spec: body.spec,
        status: {
          health: { status: 'Missing' },
          sync: { status: 'OutOfSync' },
        },
      };
      applications.set(name, application);
      return { body: application };
    },
    [`GET ${API}/{name}`]: ({ path }) => ({
      body: get(applications, path.name),
    }),
    [`POST ${API}/{name}/sync`]: ({ path, body }) => {
      const application = get(applications, path.name);
      begin(application, {
        sync: {
          revision: body.revision ?? sourceOf(application).targetRevision,
          prune: body.prune,
          syncOptions: body.syncOptions?.items,
        },
      });
      return { body: application };
    },
    [`POST ${API}/{name}/rollback`]: ({ path, body }) => {
      const application = get(applications, path.name);
      if (application.spec.syncPolicy?.automated) {
        throw new ContractRefusal(
          400,
          'rollback cannot be initiated when auto-sync is enabled',
        );
      }
      const deployed = (application.status.history ?? []).find(
        ({ id }: Fields) => id === body.id,
      );
      if (!deployed) {
        throw new ContractRefusal(
          400,
          `application ${path.name} does not have deployment with id ${body.id}`,
        );
      }
      begin(application, {
        sync: { revision: deployed.revision, prune: body.prune },
      });
      return { body: application };
    },
  };
}

function get(applications: Map<string, Fields>, name: string): Fields {
  const found = applications.get(name);
  if (!found) {
    throw new ContractRefusal(
      404,
      `applications.argoproj.io "${name}" not found`,
    );
  }
  return found;
}

function begin(application: Fields, operation: Fields): void {
  if (application.operation) {
    throw new ContractRefusal(400, 'another operation is already in progress');
  }
  application.operation = operation;
}

function endOperation(
  application: Fields,
  { phase = 'Succeeded', message, health = 'Healthy' }: EndedOperation,
  now: string,
): void {
  const { status, operation } = application;
  status.operationState = {
    startedAt: now,
    ...status.operationState,
    operation,
    phase,
    message,
    finishedAt: now,
  };
  delete application.operation;
  if (phase !== 'Succeeded') {
    return;
  }
  const { revision } = operation.sync;
  const isTarget = revision === sourceOf(application).targetRevision;
  status.health = { status: health };
  status.sync = { status: isTarget ? 'Synced' : 'OutOfSync', revision };
  const history = status.history ?? [];
  status.history = [
    ...history,
    {
      id: history.length,
      revision,
      deployedAt: now,
      source: sourceOf(application),
    },
  ];
}

function sourceOf({ spec }: Fields): Fields {
  return spec.source ?? spec.sources[0];
}
