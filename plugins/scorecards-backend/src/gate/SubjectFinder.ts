import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  describeFailure,
  type IsVisible,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  FactCollector,
  FactSource,
} from '@platform-ops/backstage-plugin-scorecards-node';
import { checkFact } from '../collect/checkFact';
import type { EntityStore } from '../database/EntityStore';
import type { FactStore, StoredFact } from '../database/FactStore';
import type { ScorecardEntity } from '../entities/ScorecardEntity';
import { rankOf, toEntityDraft } from '../entities/toScorecardEntities';
import type { Rules } from '../rulebook/Rules';
import { carryOver } from './carryOver';
import { deriveRelations } from './deriveRelations';
import { readEntity } from './readEntity';
import { UNNAMED_FILE } from './write/GateReport';

/** No request waits longer for what a collector has to look up. */
const PREVIEW_TIMEOUT_MS = 20_000;

/** What is asked about. */
export interface Subject {
  entity: ScorecardEntity;
  isKnown: boolean;
  /** Instead of those that are kept; missing where those count. */
  facts?: StoredFact[];
  /** What could not be taken from the YAML. */
  notes: string[];
}

/** Who asks, and what they may see. */
export interface Asker {
  credentials: BackstageCredentials;
  isVisible: IsVisible;
}

/**
 * Finds what a gate is asked about: an entity of the catalog, or one that
 * exists only as YAML.
 */
export class SubjectFinder {
  readonly #rules: Rules;
  readonly #catalog: CatalogService;
  readonly #entities: EntityStore;
  readonly #facts: FactStore;
  readonly #collectors: FactCollector[];
  readonly #sources: FactSource[];

  constructor(options: {
    rules: Rules;
    catalog: CatalogService;
    entities: EntityStore;
    facts: FactStore;
    collectors: FactCollector[];
    sources: FactSource[];
  }) {
    this.#rules = options.rules;
    this.#catalog = options.catalog;
    this.#entities = options.entities;
    this.#facts = options.facts;
    this.#collectors = options.collectors;
    this.#sources = options.sources;
  }

  /**
   * @throws InputError, NotFoundError or NotAllowedError where there is nothing
   *   that the caller may ask about.
   */
  async find(
    asked: { entityRef?: string; entity?: string; file?: string },
    asker: Asker,
  ): Promise<Subject> {
    const { entityRef, entity: yaml, file = UNNAMED_FILE } = asked;
    if (yaml !== undefined) {
      const kinds = this.#kinds();
      const entity = await readEntity({ yaml, file, entityRef, kinds });
      return this.#preview(entity, asker);
    }
    if (entityRef === undefined) {
      throw new InputError(
        'entityRef: found nothing; expected is entityRef, or entity with the YAML of one',
      );
    }
    const entity = asker.isVisible(entityRef)
      ? await this.#entities.get(entityRef)
      : undefined;
    if (!entity) {
      throw new NotFoundError(
        `There is no entity ${entityRef} that you may see; what is new in the catalog is known within a minute`,
      );
    }
    const kinds = this.#kinds();
    if (!kinds.some(kind => isSame(kind, entity.kind))) {
      throw new InputError(
        `entityRef: found ${entityRef}; expected is a kind that a framework is asked of: ${kinds.join(
          ', ',
        )}`,
      );
    }
    return { entity, isKnown: true, notes: [] };
  }

  async #preview(written: Entity, asker: Asker): Promise<Subject> {
    const ref = stringifyEntityRef(written);
    const stored = await this.#entities.get(ref);
    if (stored && !asker.isVisible(ref)) {
      throw new NotAllowedError(
        `The catalog has an entity ${ref}, and you may not see it`,
      );
    }
    const known =
      stored &&
      (await this.#catalog.getEntityByRef(ref, {
        credentials: asker.credentials,
      }));
    const { entity, problems } = deriveRelations(
      carryOver(written, known),
      known,
    );
    const { facts, looked, notes } = await this.#lookAt(entity, asker);
    return {
      entity: await this.#place(entity, stored, asker),
      isKnown: stored !== undefined,
      facts,
      notes: [...problems, ...notes, this.#tellOrigins(ref, stored, looked)],
    };
  }

  /** What collectors can tell of it, and of all else what is kept. */
  async #lookAt(
    entity: Entity,
    { credentials }: Asker,
  ): Promise<{
    facts: StoredFact[];
    /** Who could tell something. */
    looked: FactCollector[];
    notes: string[];
  }> {
    const ref = stringifyEntityRef(entity);
    const now = new Date();
    const looking = this.#looking(entity.kind);
    const kept = ((await this.#facts.list([ref])).get(ref) ?? []).filter(
      ({ type }) => !looking.some(({ id }) => type.startsWith(`${id}.`)),
    );
    const facts = [...kept];
    const looked: FactCollector[] = [];
    const notes: string[] = [];
    for (const collector of looking) {
      try {
        const found = await collector.preview!({
          entity,
          credentials,
          signal: AbortSignal.timeout(PREVIEW_TIMEOUT_MS),
        });
        looked.push(collector);
        for (const fact of found) {
          const checked = checkFact(fact, collector, now);
          if (typeof checked === 'string') {
            notes.push(`Refused ${checked}`);
          } else {
            // It is never kept, so nobody compares it.
            facts.push({ ...checked, hash: '', knownSince: now });
          }
        }
      } catch (error) {
        notes.push(
          `${
            collector.title
          } could not be asked, so nothing of it is known: ${describeFailure(
            error,
          )}`,
        );
      }
    }
    return { facts, looked, notes };
  }

  /**
   * Where it stands. From what the caller may not see it inherits nothing, unless
   * the entity of the catalog does so already.
   */
  async #place(
    entity: Entity,
    stored: ScorecardEntity | undefined,
    { isVisible }: Asker,
  ): Promise<ScorecardEntity> {
    const { dependsOn, servedBy, parts, ...draft } = toEntityDraft(entity);
    const others = [...servedBy, ...parts];
    const related = await this.#entities.getMany([...dependsOn, ...others]);
    const clusters = [
      ...dependsOn.filter(ref => related.get(ref)?.isCluster),
      ...others.flatMap(ref => related.get(ref)?.clusters ?? []),
    ];
    const { system } = draft;
    return {
      ...draft,
      system:
        system && (isVisible(system) || stored?.system === system)
          ? system
          : undefined,
      clusters: [...new Set(clusters)]
        .filter(ref => isVisible(ref) || stored?.clusters.includes(ref))
        .sort(),
      rank: rankOf(draft, this.#rules.organisation),
    };
  }

  #tellOrigins(
    ref: string,
    stored: ScorecardEntity | undefined,
    looked: FactCollector[],
  ): string {
    const kind = ref.split(':', 1)[0];
    const looking = this.#looking(kind);
    const others = this.#sources
      .filter(({ kinds }) => kinds.some(name => isSame(name, kind)))
      .filter(({ id }) => !looking.some(collector => collector.id === id))
      .map(({ title }) => title);
    const rest = others.join(', ') || 'none';
    return stored
      ? `Taken from the YAML: ${titlesOf(
          looked,
        )}; as known of ${ref} in the catalog: ${rest}`
      : `Taken from the YAML: ${titlesOf(
          looked,
        )}; not known of ${ref}, which the catalog does not have: ${rest}`;
  }

  #looking(kind: string): FactCollector[] {
    return this.#collectors.filter(
      ({ preview, kinds }) => preview && kinds.some(name => isSame(name, kind)),
    );
  }

  #kinds(): string[] {
    return [
      ...new Map(
        this.#rules.frameworks
          .flatMap(({ spec }) => spec.appliesTo.kinds)
          .map(kind => [kind.toLocaleLowerCase('en-US'), kind]),
      ).values(),
    ];
  }
}

function titlesOf(collectors: FactCollector[]): string {
  return collectors.map(({ title }) => title).join(', ') || 'nothing';
}

function isSame(kind: string, other: string): boolean {
  return kind.toLocaleLowerCase('en-US') === other.toLocaleLowerCase('en-US');
}
