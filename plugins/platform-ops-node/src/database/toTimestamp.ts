/**
 * A time as the database gives it: a Date on PostgreSQL, milliseconds on
 * SQLite.
 *
 * @public
 */
export type StoredTime = Date | number | string;

/**
 * RFC 3339 in UTC, whichever way the database keeps it.
 *
 * @public
 */
export function toTimestamp(time: StoredTime): string;
/** @public */
export function toTimestamp(time: StoredTime | null): string | undefined;
export function toTimestamp(time: StoredTime | null): string | undefined {
  return time === null ? undefined : new Date(time).toISOString();
}
