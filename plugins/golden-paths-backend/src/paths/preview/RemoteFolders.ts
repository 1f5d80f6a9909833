import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { isError, NotFoundError } from '@backstage/errors';
import type { FolderBudget } from './FolderBudget';
import type { FolderFile } from './FolderFile';

/** Of which each has some megabytes at most. */
const MOST_REMEMBERED = 8;

interface Remembered {
  etag: string;
  files: FolderFile[];
}

/**
 * Reads folders of repositories, again only where something changed.
 */
export class RemoteFolders {
  readonly #urlReader: UrlReaderService;
  readonly #remembered = new Map<string, Remembered>();

  constructor(options: { urlReader: UrlReaderService }) {
    this.#urlReader = options.urlReader;
  }

  /** All files of a folder; none where there is no such folder. */
  async read(
    url: string,
    options: { budget: FolderBudget; signal: AbortSignal },
  ): Promise<FolderFile[]> {
    const { budget, signal } = options;
    const known = this.#remembered.get(url);
    this.#remembered.delete(url);
    try {
      const tree = await this.#urlReader.readTree(url, {
        signal,
        etag: known?.etag,
        filter: (_, info) => budget.take(info?.size ?? 0),
      });
      budget.check();
      const files: FolderFile[] = [];
      for (const file of await tree.files()) {
        files.push({ path: file.path, content: await file.content() });
      }
      return this.#remember(url, { etag: tree.etag, files });
    } catch (error) {
      if (known && isError(error) && error.name === 'NotModifiedError') {
        known.files.forEach(({ content }) => budget.take(content.length));
        budget.check();
        return this.#remember(url, known);
      }
      if (error instanceof NotFoundError) {
        return [];
      }
      throw error;
    }
  }

  #remember(url: string, folder: Remembered): FolderFile[] {
    this.#remembered.set(url, folder);
    if (this.#remembered.size > MOST_REMEMBERED) {
      this.#remembered.delete(this.#remembered.keys().next().value!);
    }
    return folder.files;
  }
}
