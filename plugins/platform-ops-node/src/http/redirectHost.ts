/**
 * Where a `Location` header leads, without what may be secret in it.
 *
 * @public
 */
export function redirectHost(location: string | string[] | undefined): string {
  const text = String(location);
  return URL.canParse(text) ? new URL(text).host : 'another path';
}
