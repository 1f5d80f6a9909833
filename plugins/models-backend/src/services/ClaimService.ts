import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ClaimStore } from '../database/ClaimStore';
import { decideClaims } from './decideClaims';
import { readClaimCandidates } from './readClaims';

/**
 * Keeps up with hand-written Model entities that claim registered models.
 */
export class ClaimService {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #store: ClaimStore;
  readonly #allow: string[];
  readonly #registryIds: string[];

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    store: ClaimStore;
    allow: string[];
    registryIds: string[];
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#store = options.store;
    this.#allow = options.allow;
    this.#registryIds = options.registryIds;
  }

  /**
   * Reads the catalog and applies what follows from it. Where the catalog does
   * not answer nothing changes.
   *
   * @returns how many models look different now.
   */
  async reconcile(): Promise<number> {
    const candidates = await readClaimCandidates({
      catalog: this.#catalog,
      auth: this.#auth,
      registryIds: this.#registryIds,
    });
    const models = await this.#store.findClaimable({
      registryRefs: candidates
        .map(item => item.registryRef)
        .filter(ref => ref !== undefined),
      generatedRefs: candidates
        .filter(item => !item.registryRef)
        .map(item => item.entityRef),
    });
    const decisions = decideClaims({
      candidates,
      models,
      allow: this.#allow,
      firstSeen: await this.#store.firstSeen(),
    });
    return this.#store.apply(decisions, new Date());
  }
}
