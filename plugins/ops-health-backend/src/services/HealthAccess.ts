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
import { opsHealthHealthReadPermission } from '@platform-ops/backstage-plugin-ops-health-common';

/** How long what somebody may see is remembered. */
const REMEMBER_MS = 30_000;
const MOST_REMEMBERED = 200;

/**
 * Whether the caller may see an entity.
 */
export type IsVisible = (entityRef: string) => boolean;

/**
 * Says what a caller may see: the health of those entities that the catalog
 * shows to the same caller.
 */
export class HealthAccess {
  readonly #auth: AuthService;
  readonly #permissions: PermissionsService;
  readonly #catalog: CatalogService;
  readonly #now: () => number;
  readonly #remembered = new Map<
    string,
    { at: number; refs: Promise<ReadonlySet<string>> }
  >();

  constructor(options: {
    auth: AuthService;
    permissions: PermissionsService;
    catalog: CatalogService;
    now?: () => number;
  }) {
    this.#auth = options.auth;
    this.#permissions = options.permissions;
    this.#catalog = options.catalog;
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
   * @throws NotAllowedError where the caller may see no health at all.
   */
  async visibility(credentials: BackstageCredentials): Promise<IsVisible> {
    await this.require(opsHealthHealthReadPermission, credentials);
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.ALLOW) {
      return () => true;
    }
    if (decision.result === AuthorizeResult.DENY) {
      return () => false;
    }
    const refs = await this.#visibleRefs(credentials);
    return ref => refs.has(ref);
  }

  async #visibleRefs(
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<string>> {
    const key = this.#keyOf(credentials);
    const known = key && this.#remembered.get(key);
    if (known && Math.abs(this.#now() - known.at) < REMEMBER_MS) {
      return known.refs;
    }
    const refs = this.#readVisibleRefs(credentials);
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

  async #readVisibleRefs(
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
