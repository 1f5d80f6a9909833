import type {
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';

/** How long what somebody may see is remembered. */
const REMEMBER_MS = 30_000;
const MOST_REMEMBERED = 200;

/**
 * Whether the caller may see an entity.
 *
 * @public
 */
export type IsVisible = (entityRef: string) => boolean;

/**
 * The entities that a caller may see.
 *
 * @public
 */
export type VisibleRefs = ReadonlySet<string> | 'all';

/**
 * Says what a caller may see: what is told of those entities that the catalog
 * shows to the same caller.
 *
 * @public
 */
export class CatalogAccess {
  readonly #auth: AuthService;
  readonly #permissions: PermissionsService;
  readonly #catalog: CatalogService;
  readonly #permission: BasicPermission;
  readonly #now: () => number;
  readonly #remembered = new Map<
    string,
    { at: number; refs: Promise<ReadonlySet<string>> }
  >();

  /**
   * @param options - `permission` is what it takes to see anything at all.
   */
  constructor(options: {
    auth: AuthService;
    permissions: PermissionsService;
    catalog: CatalogService;
    permission: BasicPermission;
    now?: () => number;
  }) {
    this.#auth = options.auth;
    this.#permissions = options.permissions;
    this.#catalog = options.catalog;
    this.#permission = options.permission;
    this.#now = options.now ?? Date.now;
  }

  async isGranted(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return decision.result === AuthorizeResult.ALLOW;
  }

  /**
   * @throws NotAllowedError where the permission was not granted.
   */
  async require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.isGranted(permission, credentials))) {
      throw new NotAllowedError(
        `This needs the permission ${permission.name}, which none of your roles grants`,
      );
    }
  }

  /**
   * @throws NotAllowedError where the caller may see nothing at all.
   */
  async visibility(credentials: BackstageCredentials): Promise<IsVisible> {
    const refs = await this.visibleRefs(credentials);
    return refs === 'all' ? () => true : ref => refs.has(ref);
  }

  /**
   * The same, for lists that are filtered in a database.
   *
   * @throws NotAllowedError where the caller may see nothing at all.
   */
  async visibleRefs(credentials: BackstageCredentials): Promise<VisibleRefs> {
    await this.require(this.#permission, credentials);
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.ALLOW) {
      return 'all';
    }
    if (decision.result === AuthorizeResult.DENY) {
      return new Set();
    }
    return this.#refsShownTo(credentials);
  }

  /**
   * Whose credentials to look up entities in the catalog with. The restricted
   * token of a machine cannot be passed on: for one that may see all of them the
   * portal looks them up by itself.
   *
   * @throws NotAllowedError where the caller may see nothing at all.
   */
  async lookUpAs(
    credentials: BackstageCredentials,
  ): Promise<BackstageCredentials> {
    return this.#auth.isPrincipal(credentials, 'service') &&
      (await this.visibleRefs(credentials)) === 'all'
      ? this.#auth.getOwnServiceCredentials()
      : credentials;
  }

  async #refsShownTo(
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<string>> {
    const key = this.#keyOf(credentials);
    const known = key && this.#remembered.get(key);
    if (known && Math.abs(this.#now() - known.at) < REMEMBER_MS) {
      return known.refs;
    }
    const refs = this.#readRefs(credentials);
    if (key) {
      this.#remembered.delete(key);
      this.#remembered.set(key, { at: this.#now(), refs });
      refs.catch(() => this.#remembered.delete(key));
      if (this.#remembered.size > MOST_REMEMBERED) {
        this.#remembered.delete(this.#remembered.keys().next().value!);
      }
    }
    return refs;
  }

  /** Who the caller is; undefined for callers that cannot be told apart. */
  #keyOf(credentials: BackstageCredentials): string | undefined {
    if (this.#auth.isPrincipal(credentials, 'user')) {
      return credentials.principal.userEntityRef;
    }
    return undefined;
  }

  async #readRefs(
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<string>> {
    const refs = new Set<string>();
    const pages = this.#catalog.streamEntities(
      { fields: ['kind', 'metadata.name', 'metadata.namespace'] },
      { credentials },
    );
    for await (const page of pages) {
      for (const entity of page) {
        refs.add(stringifyEntityRef(entity));
      }
    }
    return refs;
  }
}
