const KILO = 1_000;
const UNITS = ['B', 'kB', 'MB', 'GB'];

/** A size in bytes as people read it, e.g. `1.2 kB`. */
export function formatSize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= KILO && unit < UNITS.length - 1) {
    size /= KILO;
    unit += 1;
  }
  const digits = unit === 0 || size >= 100 ? 0 : 1;
  return `${size.toFixed(digits)} ${UNITS[unit]}`;
}
