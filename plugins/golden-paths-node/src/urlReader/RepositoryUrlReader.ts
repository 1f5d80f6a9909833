import { Readable } from 'node:stream';
import type { ReadTreeResponseFactory } from '@backstage/backend-defaults/urlReader';
import type {
  AuthService,
  UrlReaderService,
  UrlReaderServiceReadTreeOptions,
  UrlReaderServiceReadTreeResponse,
  UrlReaderServiceReadUrlOptions,
  UrlReaderServiceReadUrlResponse,
  UrlReaderServiceSearchOptions,
  UrlReaderServiceSearchResponse,
} from '@backstage/backend-plugin-api';
import { isError, NotFoundError, NotModifiedError } from '@backstage/errors';
import type { GoldenPathsService } from '../GoldenPathsService';
import { matchGlob } from './matchGlob';
import type { RepositoryAddress, RepositoryUrls } from './RepositoryUrls';

interface ReadFile {
  /** From the root of the repository. */
  path: string;
  content: Buffer;
}

interface ReadFiles {
  commit: string;
  committedAt: Date;
  files: ReadFile[];
}

/** How a reader is asked. */
interface ReadOptions {
  etag?: string;
  signal?: AbortSignal;
}

/**
 * Reads the portal's own Git repositories as the plugin that it belongs to.
 */
export class RepositoryUrlReader implements UrlReaderService {
  readonly #auth: AuthService;
  readonly #service: GoldenPathsService;
  readonly #treeResponseFactory: ReadTreeResponseFactory;
  readonly #urls: RepositoryUrls;

  static create(options: {
    auth: AuthService;
    service: GoldenPathsService;
    treeResponseFactory: ReadTreeResponseFactory;
    urls: RepositoryUrls;
  }): RepositoryUrlReader {
    return new RepositoryUrlReader(options);
  }

  private constructor(
    options: Parameters<typeof RepositoryUrlReader.create>[0],
  ) {
    this.#auth = options.auth;
    this.#service = options.service;
    this.#treeResponseFactory = options.treeResponseFactory;
    this.#urls = options.urls;
  }

  async readUrl(
    url: string,
    options: UrlReaderServiceReadUrlOptions = {},
  ): Promise<UrlReaderServiceReadUrlResponse> {
    const address = this.#parse(url);
    const { commit, committedAt, files } = await this.#read(address, options);
    const file = files.find(({ path }) => path === address.path);
    if (!file) {
      throw new NotFoundError(`There is no file ${url}`);
    }
    return {
      buffer: async () => file.content,
      stream: () => Readable.from(file.content),
      etag: commit,
      lastModifiedAt: committedAt,
    };
  }

  async readTree(
    url: string,
    options: UrlReaderServiceReadTreeOptions = {},
  ): Promise<UrlReaderServiceReadTreeResponse> {
    const address = this.#parse(url);
    const { commit, committedAt, files } = await this.#read(address, options);
    if (files.length === 0) {
      throw new NotFoundError(`There is no folder ${url}`);
    }
    const response = await this.#treeResponseFactory.fromReadableArray(
      files
        .map(file => ({ ...file, path: inside(address.path, file.path) }))
        .filter(({ path, content }) =>
          options.filter
            ? options.filter(path, { size: content.length })
            : true,
        )
        .map(({ path, content }) => ({
          path,
          data: Readable.from(content),
          lastModifiedAt: committedAt,
        })),
    );
    return {
      files: () => response.files(),
      archive: () => response.archive(),
      dir: dirOptions => response.dir(dirOptions),
      etag: commit,
    };
  }

  async search(
    url: string,
    options: UrlReaderServiceSearchOptions = {},
  ): Promise<UrlReaderServiceSearchResponse> {
    const address = this.#parse(url);
    const folder = address.path
      .split('/')
      .slice(0, -1)
      .filter((_, position, parts) =>
        parts.slice(0, position + 1).every(part => !/[*?]/.test(part)),
      )
      .join('/');
    const { commit, committedAt, files } = await this.#read(
      { ...address, path: folder },
      options,
    );
    return {
      etag: commit,
      files: files
        .filter(
          ({ path }) => path === address.path || matchGlob(path, address.path),
        )
        .map(({ path, content }) => ({
          url: this.#urls.file(address.repository, path, address.ref),
          content: async () => content,
          lastModifiedAt: committedAt,
        })),
    };
  }

  toString(): string {
    return 'golden-paths{}';
  }

  #parse(url: string): RepositoryAddress {
    const address = this.#urls.parse(url);
    if (!address) {
      throw new NotFoundError(
        `There is nothing at ${url}; allowed is …/git/<repository>/tree/main/<folder> or …/git/<repository>/blob/main/<file>`,
      );
    }
    return address;
  }

  async #read(
    { repository, ref, path }: RepositoryAddress,
    { etag, signal }: ReadOptions,
  ): Promise<ReadFiles> {
    const { commit, committedAt, files } = await this.#service
      .readContents(
        repository,
        { ref, folder: path || undefined, ifNot: etag },
        { credentials: await this.#auth.getOwnServiceCredentials(), signal },
      )
      .catch(rethrowMissing);
    if (!files) {
      throw new NotModifiedError();
    }
    return {
      commit,
      committedAt: new Date(committedAt),
      files: files.map(file => ({
        path: file.path,
        content: Buffer.from(file.base64Content, 'base64'),
      })),
    };
  }
}

/** The catalog tells what is gone from what cannot be read by the name of the error. */
function rethrowMissing(error: unknown): never {
  const cause = isError(error) ? error.cause : undefined;
  if (isError(cause) && cause.name === 'NotFoundError') {
    throw new NotFoundError(cause.message, error);
  }
  throw error;
}

function inside(folder: string, path: string): string {
  return folder === '' || path === folder
    ? path.slice(path === folder ? path.lastIndexOf('/') + 1 : 0)
    : path.slice(folder.length + 1);
}
