import type { Entity } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  ANNOTATION_KFP_PIPELINE,
  type PipelineRun,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import {
  findConnection,
  type Connections,
  type PipelineConnection,
} from '@platform-ops/backstage-plugin-golden-paths-node';
import {
  KfpClient,
  ServiceError,
  type KfpRun,
} from '@platform-ops/mlops-clients';
import type { RunFeed, RunSource } from '../RunSource';
import type { MlflowRuns } from './MlflowRuns';
import { toPipelineRun } from './toPipelineRun';

const EVERY_MS = 10_000;
const MOST_RUNS = 20;
/** Of which the steps are asked for where the list does not have them. */
const MOST_IN_FULL = 5;
/** Among which the runs are looked for where they cannot be asked for. */
const MOST_LISTED = 200;

/**
 * Runs of Kubeflow Pipelines.
 */
export class KfpSource implements RunSource {
  readonly #connections: Connections;
  readonly #mlflow: MlflowRuns;
  readonly #clients = new Map<string, KfpClient>();

  constructor(options: { connections: Connections; mlflow: MlflowRuns }) {
    this.#connections = options.connections;
    this.#mlflow = options.mlflow;
  }

  feedsOf(entity: Entity): RunFeed[] {
    const value = entity.metadata.annotations?.[ANNOTATION_KFP_PIPELINE];
    if (!value) {
      return [];
    }
    const id = `kfp:${value}`;
    const [, connectionId, pipeline] = /^([^/]+)\/(.+)$/s.exec(value) ?? [];
    const known = this.#connections.pipelines.find(
      connection => connection.id === connectionId,
    );
    return [
      {
        id,
        type: 'kfp',
        system: `kfp:${known?.id ?? ''}`,
        title: known ? `${pipeline} on ${known.title}` : value,
        everyMilliseconds: EVERY_MS,
        read: async signal => {
          if (!pipeline) {
            throw new InputError(
              `${ANNOTATION_KFP_PIPELINE}: found '${value}', allowed is <id of a connection>/<name of a pipeline>`,
            );
          }
          const connection = findConnection(
            this.#connections,
            'pipelines',
            connectionId,
          );
          return this.#read({ id, connection, pipeline, signal });
        },
      },
    ];
  }

  async #read(options: {
    id: string;
    connection: PipelineConnection;
    pipeline: string;
    signal: AbortSignal;
  }): Promise<PipelineRun[]> {
    const { connection, pipeline, signal } = options;
    const client = this.#clientOf(connection);
    const found = await client.getPipelineByName(pipeline, { signal });
    if (!found) {
      throw new NotFoundError(
        `${ANNOTATION_KFP_PIPELINE}: ${connection.title} has no pipeline '${pipeline}' yet`,
      );
    }
    const runs = await listRuns(client, found.id, signal);
    const newest = runs
      .sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''))
      .slice(0, MOST_RUNS);
    return Promise.all(
      newest.map(async (listed, index) => {
        const run =
          index < MOST_IN_FULL && listed.tasks.length === 0
            ? (await client.getRun(listed.id, { signal })) ?? listed
            : listed;
        return toPipelineRun(run, {
          source: options.id,
          connection,
          tracked:
            run.mlflow &&
            (await this.#mlflow.look(run.mlflow, {
              withMetrics: index < MOST_IN_FULL,
              isOver: run.finishedAt !== undefined,
              signal,
            })),
        });
      }),
    );
  }

  #clientOf(connection: PipelineConnection): KfpClient {
    const { id, url, token, username, password, headers, namespace } =
      connection;
    const client =
      this.#clients.get(id) ??
      KfpClient.create({
        key: `goldenPaths.connections.pipelines.${id}`,
        url,
        token,
        username,
        password,
        headers,
        namespace,
        timeoutSeconds: connection.timeoutSeconds,
      });
    this.#clients.set(id, client);
    return client;
  }
}

async function listRuns(
  client: KfpClient,
  pipelineId: string,
  signal: AbortSignal,
): Promise<KfpRun[]> {
  try {
    const { items } = await client.listRuns({
      pipelineId,
      pageSize: MOST_RUNS,
      signal,
    });
    return items;
  } catch (error) {
    // Older releases cannot filter runs by their pipeline.
    if (!(error instanceof ServiceError) || error.status !== 400) {
      throw error;
    }
    const { items } = await client.listRuns({ pageSize: MOST_LISTED, signal });
    return items.filter(run => run.pipelineId === pipelineId);
  }
}
