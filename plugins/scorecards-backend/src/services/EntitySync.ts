import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { FactSource } from '@platform-ops/backstage-plugin-scorecards-node';
import type { EntityStore } from '../database/EntityStore';
import {
  SCORECARD_ENTITY_FIELDS,
  toEntityDraft,
  toScorecardEntities,
  type EntityDraft,
} from '../entities/toScorecardEntities';
import type { Rules } from '../rulebook/Rules';

const READ_CATALOG_EVERY_MS = 60_000;
/** From these others inherit, whatever the frameworks ask about. */
const KINDS_ABOVE = ['System', 'Resource'];

/**
 * Keeps up with the catalog.
 */
export class EntitySync {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #logger: LoggerService;
  readonly #entities: EntityStore;
  readonly #organisation: string | undefined;
  readonly #kinds: string[];
  #readAt = -Infinity;

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    logger: LoggerService;
    entities: EntityStore;
    rules: Rules;
    sources: FactSource[];
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#logger = options.logger;
    this.#entities = options.entities;
    this.#organisation = options.rules.organisation;
    this.#kinds = distinct([
      ...KINDS_ABOVE,
      ...(this.#organisation ? [this.#organisation.split(':')[0]] : []),
      ...options.rules.frameworks.flatMap(({ spec }) => spec.appliesTo.kinds),
      ...options.sources.flatMap(({ kinds }) => kinds),
    ]);
  }

  /**
   * Where the catalog does not answer nothing changes.
   *
   * @returns the kinds of which there are new entities.
   */
  async run(now: Date): Promise<Set<string>> {
    if (now.getTime() - this.#readAt < READ_CATALOG_EVERY_MS) {
      return new Set();
    }
    try {
      const added = await this.#read(now);
      // A catalog that is being filled is read again the next time.
      this.#readAt = added.size > 0 ? -Infinity : now.getTime();
      return added;
    } catch (error) {
      this.#logger.warn(
        `The catalog could not be read, scorecards go on with what they know: ${describeFailure(
          error,
        )}`,
      );
      return new Set();
    }
  }

  async #read(now: Date): Promise<Set<string>> {
    const drafts = new Map<string, EntityDraft>();
    const pages = this.#catalog.streamEntities(
      { filter: { kind: this.#kinds }, fields: SCORECARD_ENTITY_FIELDS },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      for (const entity of page) {
        const draft = toEntityDraft(entity);
        drafts.set(draft.ref, draft);
      }
    }
    if (drafts.size === 0 && (await this.#entities.count()) > 0) {
      throw new Error('It has no entities at all, though it had some before');
    }
    return this.#entities.replaceAll(
      toScorecardEntities(drafts, this.#organisation),
      now,
    );
  }
}

function distinct(kinds: string[]): string[] {
  return [...new Map(kinds.map(kind => [kind.toLowerCase(), kind])).values()];
}
