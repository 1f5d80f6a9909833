import type { ClusterConnection } from './ClusterConnection';
import { ClusterError } from './ClusterError';

interface ObjectList {
  metadata?: { continue?: string };
  items?: unknown[];
}

/**
 * What a list came to.
 *
 * @public
 */
export interface Listed<T> {
  items: T[];
  /** There are more than were wanted. */
  cut: boolean;
}

/**
 * With how many objects a page begins.
 *
 * @public
 */
export const LARGEST_PAGE = 500;
const MEBIBYTE = 1024 * 1024;
/** Parsing more at once would hold up the process. */
const MAX_PAGE_BYTES = 2 * MEBIBYTE;
/** etcd keeps no larger object unless told, and JSON is wordier than what it keeps. */
const MAX_OBJECT_BYTES = 8 * MEBIBYTE;
const SHRINK_BY = 4;
const MAX_RESTARTS = 3;

/**
 * Reads a list page by page. What becomes of an object is decided at once, so
 * that no page stays in memory.
 *
 * @param pageSize - How many objects a page may have. All pages of a list have
 * the same size; where one is too large, the list begins anew with smaller ones.
 * @returns the size that proved right, besides what was listed.
 * @throws ClusterError
 *
 * @public
 */
export async function listObjects<T>(
  connection: ClusterConnection,
  path: string,
  options: {
    pageSize: number;
    maxObjects: number;
    /** What came so far does not count. */
    begin(): void;
    toItem(object: unknown): T;
  },
): Promise<Listed<T> & { pageSize: number }> {
  let pageSize = options.pageSize;
  let restarts = 0;
  for (;;) {
    options.begin();
    try {
      const listed = await listOnce(connection, path, { ...options, pageSize });
      return { ...listed, pageSize };
    } catch (error) {
      if (!(error instanceof ClusterError)) {
        throw error;
      }
      if (error.kind === 'too-large' && pageSize > 1) {
        pageSize = Math.max(1, Math.floor(pageSize / SHRINK_BY));
      } else if (error.kind === 'expired' && restarts < MAX_RESTARTS) {
        restarts++;
      } else if (error.kind === 'too-large') {
        throw new ClusterError(
          'failed',
          `answered with more than ${
            MAX_OBJECT_BYTES / MEBIBYTE
          } MiB for 1 object`,
          error,
        );
      } else {
        throw error;
      }
    }
  }
}

async function listOnce<T>(
  connection: ClusterConnection,
  path: string,
  {
    pageSize,
    maxObjects,
    toItem,
  }: {
    pageSize: number;
    maxObjects: number;
    toItem(object: unknown): T;
  },
): Promise<Listed<T>> {
  const items: T[] = [];
  let token: string | undefined;
  do {
    const page = (await connection.get(path, {
      query: { limit: String(pageSize), ...(token && { continue: token }) },
      maxBytes: pageSize === 1 ? MAX_OBJECT_BYTES : MAX_PAGE_BYTES,
    })) as ObjectList;
    if (!Array.isArray(page.items)) {
      throw new ClusterError(
        'failed',
        'answered with something that is no list',
      );
    }
    for (const object of page.items) {
      if (items.length === maxObjects) {
        return { items, cut: true };
      }
      items.push(toItem(object));
    }
    token = page.metadata?.continue;
    if (token && page.items.length === 0) {
      throw new ClusterError(
        'failed',
        'answered with a list that does not end',
      );
    }
  } while (token);
  return { items, cut: false };
}
