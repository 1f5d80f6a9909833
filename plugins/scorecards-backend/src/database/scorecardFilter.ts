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
  /** Ids of frameworks in which none is reached, whatever was kept. */
  withoutLevels?: string[];
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
  filter: ScorecardFilter,
): Knex.QueryBuilder {
  const { framework, kind, owner, system, level, text } = filter;
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
    whereOneOf(query, levelOf(knex, filter), level);
  }
  if (text !== undefined) {
    const pattern = text
      .toLocaleLowerCase('en-US')
      .replace(/[\\%_]/g, sign => `\\${sign}`);
    query.whereRaw("e.search LIKE ? ESCAPE '\\'", [`%${pattern}%`]);
  }
  return query;
}

function levelOf(knex: Knex, { withoutLevels = [] }: ScorecardFilter) {
  if (withoutLevels.length === 0) {
    return knex.raw('s.level');
  }
  const ids = withoutLevels.map(() => '?').join(', ');
  return knex.raw(
    `CASE WHEN s.framework_id IN (${ids}) THEN NULL ELSE s.level END`,
    withoutLevels,
  );
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
