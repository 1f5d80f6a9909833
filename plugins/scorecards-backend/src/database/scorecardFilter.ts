import type { Knex } from 'knex';

/** Which entities' scorecards. */
export interface ScorecardFilter {
  framework?: string[];
  kind?: string[];
  /** `none` for what nobody owns. */
  owner?: string[];
  /** With the systems themselves; `none` for what is in no system. */
  system?: string[];
  /** `none` for those that reach none. */
  level?: string[];
  text?: string;
}

const NONE = 'none';

/** The system that an entity is in; a system counts for itself. */
export const SYSTEM_OF =
  "COALESCE(e.system, CASE WHEN e.kind = 'System' THEN e.entity_ref END)";

/**
 * Scorecards that are listed, `s`, with their entities, `e`.
 */
export function selectScorecards(
  knex: Knex,
  { framework, kind, owner, system, level, text }: ScorecardFilter,
): Knex.QueryBuilder {
  const query = knex('scorecards_scorecards as s')
    .join('scorecards_entities as e', 'e.entity_ref', 's.entity_ref')
    .where('s.listed', true);
  if (framework) {
    query.whereIn('s.framework_id', framework);
  }
  if (kind) {
    whereOneOf(
      query,
      knex.raw('lower(e.kind)'),
      kind.map(name => name.toLocaleLowerCase('en-US')),
    );
  }
  if (owner) {
    whereOneOf(query, knex.raw('e.owner'), owner);
  }
  if (system) {
    whereOneOf(query, knex.raw(SYSTEM_OF), system);
  }
  if (level) {
    whereOneOf(query, knex.raw('s.level'), level);
  }
  if (text !== undefined) {
    const pattern = text
      .toLocaleLowerCase('en-US')
      .replace(/[\\%_]/g, sign => `\\${sign}`);
    query.whereRaw("e.search LIKE ? ESCAPE '\\'", [`%${pattern}%`]);
  }
  return query;
}

function whereOneOf(
  query: Knex.QueryBuilder,
  column: Knex.Raw,
  values: string[],
): void {
  query.where(within => {
    within.whereIn(column as never, values);
    if (values.includes(NONE)) {
      within.orWhereNull(column as never);
    }
  });
}
