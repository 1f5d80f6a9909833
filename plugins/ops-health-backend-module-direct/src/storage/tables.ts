export const TABLES = {
  sources: 'ops_health_direct_sources',
  series: 'ops_health_direct_series',
  journal: 'ops_health_direct_journal',
  chunks: 'ops_health_direct_chunks',
  targets: 'ops_health_direct_targets',
} as const;

/**
 * SQLite works on the thread that answers requests, so that no statement may
 * be large, and others get their turn in between.
 */
export const ROWS_AT_ONCE = 50;

/** PostgreSQL gives large whole numbers as text. */
export type Whole = number | string;
