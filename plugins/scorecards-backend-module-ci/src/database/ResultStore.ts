import type { Knex } from 'knex';
import {
  columnText,
  inChunks,
  shortColumnText,
  type StoredTime,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { DocumentKind } from '../documents/readDocument';
import { groupOf, type PushedResult, type ScanTarget } from '../PushedResult';
import type { OpenFinding } from '../summaries/Summary';

const CHUNK = 100;
/** Of one tool, or of one version of a model. */
const KEPT_OF_GROUP = 10;
const MOST_GROUPS = 50;
const KEPT_MS = 400 * 86_400_000;

/** What became of a result. */
export type Outcome = 'kept' | 'known' | 'different' | 'too-many';

interface ResultRow {
  id: string;
  content_hash: string;
  entity_ref: string;
  kind: DocumentKind;
  scans: ScanTarget | '';
  tool: string;
  commit: string | null;
  version: string | null;
  pipeline: string;
  url: string;
  reporter: string;
  ran_at: StoredTime;
  received_at: StoredTime;
  summary: string;
  open: string;
}

/** What is known of a result without reading all of it. */
type Known = Pick<
  PushedResult,
  'id' | 'contentHash' | 'entityRef' | 'ranAt'
> & {
  group: string;
  /** Of one that is not in the database yet. */
  open?: OpenFinding[];
};

/**
 * Keeps what was pushed, as much of it as somebody may still ask about.
 */
export class ResultStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** All at once: once this returns, nothing of it is lost. */
  async add(results: PushedResult[]): Promise<Map<PushedResult, Outcome>> {
    return this.#knex.transaction(transaction => add(transaction, results));
  }

  /** Forgets what a tool said; it does not count any more. */
  async remove(options: {
    entityRef: string;
    kind: DocumentKind;
    tool: string;
  }): Promise<number> {
    const { entityRef, kind, tool } = options;
    return this.#knex.transaction(async transaction => {
      await lock(transaction, [entityRef]);
      const count = await transaction('scorecards_results')
        .where({ entity_ref: entityRef, kind, tool })
        .delete();
      if (count > 0) {
        await markUntold(transaction, [entityRef]);
      }
      return count;
    });
  }

  /** Which of these, or of all, have results that facts do not tell yet. */
  async listUntold(
    options: { of: string[] } | { most: number },
  ): Promise<Map<string, number>> {
    const query = this.#knex('scorecards_results_entities')
      .where({ told: false })
      .select('entity_ref', 'revision');
    const rows = await ('of' in options
      ? query.whereIn('entity_ref', options.of)
      : query.orderBy('entity_ref').limit(options.most));
    return new Map(rows.map(row => [row.entity_ref, row.revision]));
  }

  /**
   * @returns those of which there is something newer meanwhile. Somebody else
   *   may have told that already, and what was told now took its place.
   */
  async markTold(revisions: Map<string, number>): Promise<Map<string, number>> {
    return this.#knex.transaction(async transaction => {
      const newer = await lock(transaction, [...revisions.keys()]);
      const told: string[] = [];
      for (const [ref, revision] of newer) {
        if (revision === revisions.get(ref)) {
          newer.delete(ref);
          told.push(ref);
        }
      }
      for (const chunk of inChunks(told, 500)) {
        await transaction('scorecards_results_entities')
          .whereIn('entity_ref', chunk)
          .update({ told: true });
      }
      return newer;
    });
  }

  /** Somebody else is to tell of these. */
  async markUntold(entityRefs: string[]): Promise<void> {
    await this.#knex.transaction(transaction =>
      markUntold(transaction, entityRefs),
    );
  }

  /** The last of each group, by entity. */
  async listLast(entityRefs: string[]): Promise<Map<string, PushedResult[]>> {
    const last = lastOfGroups(await listKnown(this.#knex, entityRefs));
    const found = new Map<string, PushedResult[]>();
    for (const chunk of inChunks([...last.values()], 500)) {
      const rows: ResultRow[] = await this.#knex('scorecards_results')
        .whereIn(
          'id',
          chunk.map(({ id }) => id),
        )
        .orderBy('id')
        .select('*');
      for (const row of rows) {
        const of = found.get(row.entity_ref) ?? [];
        of.push(toResult(row));
        found.set(row.entity_ref, of);
      }
    }
    return found;
  }

  async prune(now: Date): Promise<void> {
    await this.#knex('scorecards_results')
      .where('received_at', '<', new Date(now.getTime() - KEPT_MS))
      .delete();
    await this.#knex('scorecards_results_entities')
      .where({ told: true })
      .whereNotIn(
        'entity_ref',
        this.#knex('scorecards_results').select('entity_ref'),
      )
      .delete();
  }
}

async function add(
  transaction: Knex,
  results: PushedResult[],
): Promise<Map<PushedResult, Outcome>> {
  const refs = [...new Set(results.map(({ entityRef }) => entityRef))];
  await lock(transaction, refs);
  const known = await listKnown(transaction, refs);
  const byId = new Map(known.map(result => [result.id, result]));
  const last = lastOfGroups(known);
  const openBefore = await readOpen(
    transaction,
    results.map(result => last.get(keyOf(result))?.id),
  );
  const groups = new Map<string, Set<string>>(
    refs.map(ref => [ref, new Set()]),
  );
  known.forEach(({ entityRef, group }) => groups.get(entityRef)!.add(group));

  const outcomes = new Map<PushedResult, Outcome>();
  const kept: PushedResult[] = [];
  // In the order in which they ran, so that each goes on from the one before.
  for (const result of [...results].sort(
    (a, b) => a.ranAt.getTime() - b.ranAt.getTime(),
  )) {
    const same = byId.get(result.id);
    const group = groupOf(result);
    const groupsOfEntity = groups.get(result.entityRef)!;
    if (same) {
      outcomes.set(
        result,
        same.contentHash === result.contentHash ? 'known' : 'different',
      );
      continue;
    }
    if (!groupsOfEntity.has(group) && groupsOfEntity.size >= MOST_GROUPS) {
      outcomes.set(result, 'too-many');
      continue;
    }
    const before = last.get(keyOf(result));
    const isNewer = !before || before.ranAt <= result.ranAt;
    const open = sinceWhen(
      result,
      before && isNewer ? before.open ?? openBefore.get(before.id) : undefined,
    );
    const entry = { ...result, group, open };
    groupsOfEntity.add(group);
    byId.set(result.id, entry);
    known.push(entry);
    if (isNewer) {
      last.set(keyOf(result), entry);
    }
    kept.push({ ...result, open });
    outcomes.set(result, 'kept');
  }

  for (const chunk of inChunks(kept, CHUNK)) {
    await transaction('scorecards_results')
      .insert(chunk.map(toRow))
      .onConflict('id')
      .ignore();
  }
  for (const chunk of inChunks(findSuperfluous(known), 500)) {
    await transaction('scorecards_results').whereIn('id', chunk).delete();
  }
  await markUntold(transaction, [
    ...new Set(kept.map(({ entityRef }) => entityRef)),
  ]);
  return outcomes;
}

/**
 * Until the end of the transaction what is kept of these is ours, so that each
 * result sees the one before, whichever replica got it. All take them in one
 * order, so that two do not wait for each other.
 *
 * @returns their revisions.
 */
async function lock(
  transaction: Knex,
  entityRefs: string[],
): Promise<Map<string, number>> {
  const revisions = new Map<string, number>();
  for (const chunk of inChunks([...entityRefs].sort(), 500)) {
    await transaction('scorecards_results_entities')
      .insert(chunk.map(ref => ({ entity_ref: ref, revision: 0, told: true })))
      .onConflict('entity_ref')
      .ignore();
    const rows = await transaction('scorecards_results_entities')
      .whereIn('entity_ref', chunk)
      .orderBy('entity_ref')
      .forUpdate()
      .select('entity_ref', 'revision');
    rows.forEach(row => revisions.set(row.entity_ref, row.revision));
  }
  return revisions;
}

async function markUntold(
  transaction: Knex,
  entityRefs: string[],
): Promise<void> {
  for (const chunk of inChunks([...entityRefs].sort(), 500)) {
    await transaction('scorecards_results_entities')
      .insert(chunk.map(ref => ({ entity_ref: ref, revision: 1, told: false })))
      .onConflict('entity_ref')
      .merge({
        revision: transaction.raw('scorecards_results_entities.revision + 1'),
        told: false,
      });
  }
}

async function listKnown(knex: Knex, entityRefs: string[]): Promise<Known[]> {
  const known: Known[] = [];
  for (const chunk of inChunks(entityRefs, 500)) {
    const rows: ResultRow[] = await knex('scorecards_results')
      .whereIn('entity_ref', chunk)
      .orderBy(['ran_at', 'id'])
      .select(
        'id',
        'content_hash',
        'entity_ref',
        'kind',
        'scans',
        'tool',
        'version',
        'ran_at',
      );
    for (const row of rows) {
      known.push({
        id: row.id,
        contentHash: row.content_hash,
        entityRef: row.entity_ref,
        ranAt: new Date(row.ran_at),
        group: groupOf({
          kind: row.kind,
          scans: row.scans || undefined,
          tool: row.tool,
          version: row.version ?? undefined,
        }),
      });
    }
  }
  return known;
}

async function readOpen(
  transaction: Knex,
  ids: Array<string | undefined>,
): Promise<Map<string, OpenFinding[]>> {
  const found = new Map<string, OpenFinding[]>();
  const wanted = [...new Set(ids)].filter(id => id !== undefined);
  for (const chunk of inChunks(wanted, 500)) {
    const rows = await transaction('scorecards_results')
      .whereIn('id', chunk)
      .whereNot({ open: '[]' })
      .select('id', 'open');
    rows.forEach(row => found.set(row.id, JSON.parse(row.open)));
  }
  return found;
}

/** What is still open was first seen when it was first seen. */
function sinceWhen(
  { open, ranAt }: PushedResult,
  before: OpenFinding[] = [],
): OpenFinding[] {
  const known = new Map(before.map(({ id, since }) => [id, since]));
  return open.map(finding => {
    const times = [
      finding.since,
      known.get(finding.id),
      ranAt.toISOString(),
    ].filter(time => time !== undefined);
    return { ...finding, since: times.sort()[0] };
  });
}

function lastOfGroups(known: Known[]): Map<string, Known> {
  const last = new Map<string, Known>();
  for (const result of known) {
    const key = `${result.entityRef} ${result.group}`;
    const before = last.get(key);
    if (!before || before.ranAt <= result.ranAt) {
      last.set(key, result);
    }
  }
  return last;
}

function keyOf(result: PushedResult): string {
  return `${result.entityRef} ${groupOf(result)}`;
}

/** In each group the newest stay. */
function findSuperfluous(known: Known[]): string[] {
  const kept = new Map<string, number>();
  return [...known]
    .sort((a, b) => b.ranAt.getTime() - a.ranAt.getTime())
    .filter(({ entityRef, group }) => {
      const key = `${entityRef} ${group}`;
      const count = kept.get(key) ?? 0;
      kept.set(key, count + 1);
      return count >= KEPT_OF_GROUP;
    })
    .map(({ id }) => id);
}

function toRow(result: PushedResult): ResultRow {
  return {
    id: result.id,
    content_hash: result.contentHash,
    entity_ref: result.entityRef,
    kind: result.kind,
    scans: result.scans ?? '',
    tool: shortColumnText(result.tool)!,
    commit: shortColumnText(result.commit),
    version: shortColumnText(result.version),
    pipeline: shortColumnText(result.pipeline.name)!,
    url: columnText(result.pipeline.url),
    reporter: shortColumnText(result.reporter)!,
    ran_at: result.ranAt,
    received_at: result.receivedAt,
    summary: columnText(JSON.stringify(result.summary)),
    open: columnText(JSON.stringify(result.open)),
  };
}

function toResult(row: ResultRow): PushedResult {
  return {
    id: row.id,
    contentHash: row.content_hash,
    entityRef: row.entity_ref,
    kind: row.kind,
    scans: row.scans || undefined,
    tool: row.tool,
    commit: row.commit ?? undefined,
    version: row.version ?? undefined,
    pipeline: { name: row.pipeline, url: row.url },
    reporter: row.reporter,
    ranAt: new Date(row.ran_at),
    receivedAt: new Date(row.received_at),
    summary: JSON.parse(row.summary),
    open: JSON.parse(row.open),
  };
}
