import { isError } from '@backstage/errors';

const MAX_LENGTH = 1000;

/**
 * What went wrong, for the log and for people who look at an outside system's
 * state.
 *
 * @remarks
 *
 * The message of a database begins with the statement and all values in it,
 * which not everybody may see; only what stands behind them is kept.
 *
 * @public
 */
export function describeFailure(error: unknown): string {
  const message = isError(error) ? error.message : String(error);
  const text = isDatabaseError(error)
    ? `The portal's database refused it: ${message.slice(
        message.lastIndexOf(' - ') + 3,
      )}`
    : message;
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

/** PostgreSQL gives its errors a severity, SQLite a code of its own. */
function isDatabaseError(error: unknown): boolean {
  return (
    isError(error) &&
    ('severity' in error || /^SQLITE_/.test(String(error.code)))
  );
}
