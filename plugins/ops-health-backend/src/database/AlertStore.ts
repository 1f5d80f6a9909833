import type { Knex } from 'knex';
import type { ObservedAlert } from '@platform-ops/backstage-plugin-ops-health-node';
import {
  columnText,
  inChunks,
} from '@platform-ops/backstage-plugin-platform-ops-node';

const CHUNK = 50;

/**
 * An alert, and whose it is.
 */
export interface StoredAlert {
  sourceId: string;
  alert: ObservedAlert;
  /** Missing where nobody mapped it. */
  environment?: string;
  entityRefs: string[];
  seenAt: Date;
}

interface Row {
  source_id: string;
  environment: string | null;
  entity_refs: string;
  alert: string;
  starts_at: Date | string | number;
  ends_at: Date | string | number | null;
  seen_at: Date | string | number;
}

/**
 * Keeps the alerts that fire.
 */
export class AlertStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Those that have not ended. */
  async listFiring(now: Date): Promise<StoredAlert[]> {
    const rows = await this.#knex('ops_health_alerts')
      .where(builder =>
        builder.whereNull('ends_at').orWhere('ends_at', '>', now),
      )
      .orderBy('starts_at');
    return rows.map(toAlert);
  }

  async save(alerts: StoredAlert[]): Promise<void> {
    for (const chunk of inChunks(alerts, CHUNK)) {
      await this.#knex('ops_health_alerts')
        .insert(
          chunk.map(({ sourceId, alert, environment, entityRefs, seenAt }) => ({
            source_id: sourceId,
            fingerprint: alert.fingerprint,
            environment: environment ?? null,
            entity_refs: JSON.stringify(entityRefs),
            alert: columnText(JSON.stringify(alert)),
            starts_at: alert.startsAt,
            ends_at: alert.endsAt ?? null,
            seen_at: seenAt,
          })),
        )
        .onConflict(['source_id', 'fingerprint'])
        .merge();
    }
  }

  /** Those of a source that were not seen since ended. */
  async endUnseen(sourceId: string, since: Date): Promise<void> {
    await this.#knex('ops_health_alerts')
      .where({ source_id: sourceId })
      .andWhere('seen_at', '<', since)
      .andWhere(builder =>
        builder.whereNull('ends_at').orWhere('ends_at', '>', since),
      )
      .update({ ends_at: since });
  }

  async keepSources(sourceIds: string[]): Promise<void> {
    await this.#knex('ops_health_alerts')
      .whereNotIn('source_id', sourceIds)
      .delete();
  }

  async prune(before: Date): Promise<void> {
    await this.#knex('ops_health_alerts')
      .where('ends_at', '<', before)
      .delete();
  }
}

function toAlert(row: Row): StoredAlert {
  const alert = JSON.parse(row.alert);
  return {
    sourceId: row.source_id,
    alert: {
      ...alert,
      startsAt: new Date(row.starts_at),
      endsAt: row.ends_at === null ? undefined : new Date(row.ends_at),
    },
    environment: row.environment ?? undefined,
    entityRefs: JSON.parse(row.entity_refs),
    seenAt: new Date(row.seen_at),
  };
}
