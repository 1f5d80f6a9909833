/**
 * A number reads `v14`; a version with a name of its own keeps it.
 *
 * @public
 */
export function formatVersion(version: string): string {
  return /^\d/.test(version) ? `v${version}` : version;
}
