/**
 * Rows as CSV (RFC 4180), the first one is the header. A text that a
 * spreadsheet would run as a formula gets an apostrophe before it.
 *
 * @public
 */
export function formatCsv(
  rows: ReadonlyArray<ReadonlyArray<string | number | null | undefined>>,
): string {
  const cell = (value: string | number | null | undefined) => {
    if (typeof value === 'number') {
      return Number.isFinite(value) ? String(value) : '';
    }
    const text = /^[=+\-@\t\r]/.test(value ?? '') ? `'${value}` : value ?? '';
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  return rows.map(row => `${row.map(cell).join(',')}\r\n`).join('');
}
