/**
 * A form of a version's name that sorts as people count: 9 before 10, 1.9
 * before 1.10.
 */
export function sortVersion(version: string): string {
  return version
    .slice(0, 80)
    .replace(/\d+/g, digits => digits.padStart(10, '0'))
    .slice(0, 255);
}
