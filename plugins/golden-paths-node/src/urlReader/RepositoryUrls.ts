import type { Config } from '@backstage/config';

const ADDRESS =
  /^(?<repository>[a-z0-9-]+)\/(?:blob|tree)\/(?<ref>main|[0-9a-f]{40})(?:\/(?<path>.*))?$/;

/**
 * A file or folder of a repository that the portal keeps.
 *
 * @public
 */
export interface RepositoryAddress {
  repository: string;
  ref: string;
  /** Without slashes around it; empty for the root. */
  path: string;
}

/**
 * The addresses of the portal's own Git repositories.
 *
 * @public
 */
export class RepositoryUrls {
  readonly #base: string;

  static fromConfig(config: Config): RepositoryUrls {
    const backend = config.getString('backend.baseUrl').replace(/\/+$/, '');
    return new RepositoryUrls(
      new URL(`${backend}/api/golden-paths/git/`).toString(),
    );
  }

  private constructor(base: string) {
    this.#base = base;
  }

  /** What all of them begin with, with a slash at the end. */
  get base(): string {
    return this.#base;
  }

  /** For `git clone`. */
  clone(repository: string): string {
    return `${this.#base}${repository}.git`;
  }

  /** Of the root of its tree. */
  tree(repository: string): string {
    return `${this.#base}${repository}/tree/main/`;
  }

  /** Of a file; of the branch `main` unless told. */
  file(repository: string, path: string, ref: string = 'main'): string {
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    return `${this.#base}${repository}/blob/${ref}/${encoded}`;
  }

  /** Whether it is to be found here, if anywhere. */
  has(url: URL): boolean {
    return `${url.origin}${url.pathname}`.startsWith(this.#base);
  }

  /** What an address is of; undefined where it is of nothing here. */
  parse(url: string): RepositoryAddress | undefined {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    if (!parsed || !this.has(parsed)) {
      return undefined;
    }
    return this.parsePath(
      `${parsed.origin}${parsed.pathname}`.slice(this.#base.length),
    );
  }

  /** The same, of what follows `/api/golden-paths/git/` in an address. */
  parsePath(rest: string): RepositoryAddress | undefined {
    const groups = ADDRESS.exec(rest)?.groups;
    try {
      return (
        groups && {
          repository: groups.repository,
          ref: groups.ref,
          path: decodeURIComponent(groups.path ?? '').replace(/^\/+|\/+$/g, ''),
        }
      );
    } catch {
      // Half an escape sequence.
      return undefined;
    }
  }
}
