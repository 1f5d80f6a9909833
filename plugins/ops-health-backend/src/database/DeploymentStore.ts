import type { Knex } from 'knex';
import {
  columnText,
  inChunks,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import {
  servingKey,
  type StoredDeployment,
} from '../deployments/StoredDeployment';
import {
  toResource,
  type ResourceRow,
  type StoredResource,
} from './ResourceStore';

const CHUNK = 50;
/** More than are ever shown; what is beyond belongs to nobody's page. */
const MOST_READ = 1000;

interface Row {
  source_id: string;
  resource_id: string;
  serving: string;
  match: string;
  since_after: Date | string | number | null;
  since_before: Date | string | number;
}

/** A deployment with the resource as it was last seen. */
export interface ResourceDeployment {
  deployment: StoredDeployment;
  stored: StoredResource;
}

/**
 * Keeps which model versions resources serve.
 */
export class DeploymentStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async listOf(sourceId: string): Promise<StoredDeployment[]> {
    const rows: Row[] = await this.#knex('ops_health_deployments')
      .where({ source_id: sourceId })
      .select();
    return rows.map(toDeployment);
  }

  /** Those of a model, and those of resources that belong to the components. */
  async listFor(options: {
    modelRef?: string;
    componentRefs: string[];
  }): Promise<ResourceDeployment[]> {
    const rows: Array<Row & ResourceRow> = await this.#knex(
      'ops_health_deployments',
    )
      .join('ops_health_resources', function onResource() {
        this.on(
          'ops_health_resources.source_id',
          'ops_health_deployments.source_id',
        ).andOn(
          'ops_health_resources.resource_id',
          'ops_health_deployments.resource_id',
        );
      })
      .where(builder => {
        if (options.modelRef) {
          builder.where('ops_health_deployments.model_ref', options.modelRef);
        }
        for (const ref of options.componentRefs) {
          builder.orWhere(
            'ops_health_resources.entity_refs',
            'like',
            `%${JSON.stringify(ref)}%`,
          );
        }
      })
      .orderBy([
        'ops_health_deployments.source_id',
        'ops_health_deployments.resource_id',
        'ops_health_deployments.serving_key',
      ])
      .limit(MOST_READ)
      .select();
    return rows.map(row => ({
      deployment: toDeployment(row),
      stored: toResource(row),
    }));
  }

  /**
   * Makes these all that the resources serve; `gone` are resources that are no
   * more.
   */
  async save(
    sourceId: string,
    resourceIds: string[],
    deployments: StoredDeployment[],
    gone: string[],
  ): Promise<void> {
    await this.#knex.transaction(async transaction => {
      for (const chunk of inChunks([...resourceIds, ...gone], CHUNK)) {
        await transaction('ops_health_deployments')
          .where({ source_id: sourceId })
          .whereIn('resource_id', chunk)
          .delete();
      }
      for (const chunk of inChunks(deployments, CHUNK)) {
        await transaction('ops_health_deployments').insert(chunk.map(toRow));
      }
    });
  }

  async keepSources(sourceIds: string[]): Promise<void> {
    await this.#knex('ops_health_deployments')
      .whereNotIn('source_id', sourceIds)
      .delete();
  }
}

function toRow({
  sourceId,
  resourceId,
  serving,
  match,
  since,
}: StoredDeployment) {
  return {
    source_id: sourceId,
    resource_id: resourceId,
    serving_key: servingKey(serving),
    model_ref: match.version?.modelRef ?? null,
    serving: columnText(JSON.stringify(serving)),
    match: columnText(JSON.stringify(match)),
    since_after: since.after ?? null,
    since_before: since.before,
  };
}

function toDeployment(row: Row): StoredDeployment {
  const serving = JSON.parse(row.serving);
  return {
    sourceId: row.source_id,
    resourceId: row.resource_id,
    serving: {
      ...serving,
      lastFailure: serving.lastFailure && {
        ...serving.lastFailure,
        at: serving.lastFailure.at && new Date(serving.lastFailure.at),
      },
    },
    match: JSON.parse(row.match),
    since: {
      after: row.since_after === null ? undefined : new Date(row.since_after),
      before: new Date(row.since_before),
    },
  };
}
