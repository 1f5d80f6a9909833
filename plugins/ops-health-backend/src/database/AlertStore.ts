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
  /** When it ended, or surely will; missing while only its source can tell. */
  endsAt?: Date;
}

interface Row {
  source_id: string;
  fingerprint: string;
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
    const rows = await this.#firing(now).orderBy('starts_at');
    return rows.map(toAlert);
  }

  /** Those of one entity that have not ended. */
  async listFiringFor(entityRef: string, now: Date): Promise<StoredAlert[]> {
    const rows = await this.#firing(now)
      .andWhere('entity_refs', 'like', `%${JSON.stringify(entityRef)}%`)
      .orderBy('starts_at');
    return rows
      .map(toAlert)
      .filter(({ entityRefs }) => entityRefs.includes(entityRef));
  }

  async save(alerts: StoredAlert[]): Promise<void> {
    for (const chunk of inChunks(alerts, CHUNK)) {
      await this.#knex('ops_health_alerts')
        .insert(
          chunk.map(stored => ({
            source_id: stored.sourceId,
            fingerprint: stored.alert.fingerprint,
            environment: stored.environment ?? null,
            entity_refs: JSON.stringify(stored.entityRefs),
            alert: columnText(JSON.stringify(stored.alert)),
            starts_at: stored.alert.startsAt,
            ends_at: stored.endsAt ?? null,
            seen_at: stored.seenAt,
          })),
        )
        .onConflict(['source_id', 'fingerprint'])
        .merge();
    }
  }

  /** One that has not ended. */
  async findFiring(
    sourceId: string,
    fingerprint: string,
    now: Date,
  ): Promise<StoredAlert | undefined> {
    const row = await this.#firing(now)
      .andWhere({ source_id: sourceId, fingerprint })
      .first();
    return row && toAlert(row as Row);
  }

  /** Those that a silence suppresses which is for one alert alone. */
  async listSilencedBy(
    sourceId: string,
    silenceId: string,
    now: Date,
  ): Promise<StoredAlert[]> {
    const rows = await this.#firing(now)
      .andWhere({ source_id: sourceId })
      .andWhereRaw("alert LIKE ? ESCAPE '\\'", [
        `%${JSON.stringify(silenceId).replace(/[\\%_]/g, '\\$&')}%`,
      ]);
    return rows
      .map(toAlert)
      .filter(({ alert }) => alert.suppressed?.silenceId === silenceId);
  }

  /** Notes what its source will say of an alert once it is asked again. */
  async setSuppressed(
    { sourceId, alert }: StoredAlert,
    suppressed: ObservedAlert['suppressed'],
  ): Promise<void> {
    await this.#knex('ops_health_alerts')
      .where({ source_id: sourceId, fingerprint: alert.fingerprint })
      .update({ alert: columnText(JSON.stringify({ ...alert, suppressed })) });
  }

  /**
   * Those of a source that were not seen since ended. Of a list that is not
   * complete only those that somebody would have renewed since.
   */
  async endUnseen(
    sourceId: string,
    since: Date,
    complete: boolean,
  ): Promise<void> {
    const unseen = () =>
      this.#firing(since)
        .andWhere({ source_id: sourceId })
        .andWhere('seen_at', '<', since);
    if (complete) {
      await unseen().update({ ends_at: since });
      return;
    }
    const lapsed = (await unseen())
      .map(toAlert)
      .filter(({ alert: { endsAt } }) => endsAt && endsAt <= since)
      .map(({ alert }) => alert.fingerprint);
    for (const chunk of inChunks(lapsed, CHUNK)) {
      await unseen().whereIn('fingerprint', chunk).update({ ends_at: since });
    }
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

  #firing(now: Date): Knex.QueryBuilder<Row, Row[]> {
    return this.#knex<Row>('ops_health_alerts').where(builder =>
      builder.whereNull('ends_at').orWhere('ends_at', '>', now),
    );
  }
}

function toAlert(row: Row): StoredAlert {
  const alert = JSON.parse(row.alert);
  return {
    sourceId: row.source_id,
    alert: {
      ...alert,
      startsAt: new Date(row.starts_at),
      endsAt: toDate(alert.endsAt),
      suppressed: alert.suppressed && {
        ...alert.suppressed,
        until: toDate(alert.suppressed.until),
      },
    },
    environment: row.environment ?? undefined,
    entityRefs: JSON.parse(row.entity_refs),
    seenAt: new Date(row.seen_at),
    endsAt: toDate(row.ends_at),
  };
}

function toDate(value: Date | string | number | null | undefined) {
  return value ? new Date(value) : undefined;
}
