export { applyMigrations } from './applyMigrations';
export { columnText, isStorableName, shortColumnText } from './columnText';
export { isPostgres } from './isPostgres';
export { applyKeyset, encodeCursor, type KeysetOrder } from './keyset';
export { toTimestamp, type StoredTime } from './toTimestamp';
