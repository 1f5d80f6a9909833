/** @public */
export type QueryValue =
  | string
  | number
  | readonly (string | number)[]
  | undefined;

/**
 * A query string with its question mark, or nothing. Lists become repeated
 * parameters; what is missing or empty is left out.
 *
 * @public
 */
export function toSearch<T extends { [K in keyof T]: QueryValue }>(
  query: T,
): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries<QueryValue>(query)) {
    const values = Array.isArray(value) ? value : [value];
    for (const item of values) {
      if (item !== undefined && item !== '') {
        parameters.append(name, String(item));
      }
    }
  }
  const text = parameters.toString();
  return text ? `?${text}` : '';
}
