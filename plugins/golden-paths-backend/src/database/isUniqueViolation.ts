const CODES = [
  '23505',
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
];

/** Whether a row was refused because there is one like it. */
export function isUniqueViolation(error: unknown): boolean {
  return CODES.includes((error as { code?: unknown }).code as string);
}
