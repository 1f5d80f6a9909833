/**
 * Some of many.
 *
 * @public
 */
export interface Page<T> {
  items: T[];
  /** Asks for the next page; absent on the last. */
  nextPageToken?: string;
}

export function toPage<T>(
  items: T[],
  { next_page_token: nextPageToken }: { next_page_token?: string },
): Page<T> {
  return nextPageToken ? { items, nextPageToken } : { items };
}
