import type { Knex } from 'knex';

/**
 * Nothing is said of these any more, of any framework or of one; what was said
 * until now ends in the history.
 */
export async function closeIntervals(
  transaction: Knex,
  entityRefs: string[],
  at: Date,
  frameworkId?: string,
): Promise<void> {
  const query = transaction('scorecards_scorecards')
    .whereIn('entity_ref', entityRefs)
    .select('entity_ref', 'framework_id', 'rules_hash');
  if (frameworkId !== undefined) {
    query.where({ framework_id: frameworkId });
  }
  const rows = await query;
  if (rows.length > 0) {
    await transaction('scorecards_intervals').insert(
      rows.map(row => ({
        ...row,
        from_at: at,
        verdicts: '',
        reasons: '{}',
        facts: '{}',
      })),
    );
  }
}
