import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { RELATION_SERVED_BY } from '@platform-ops/backstage-plugin-models-common';
import { ANNOTATION_AWS_ARNS } from '@platform-ops/backstage-plugin-scorecards-common';
import type { Finding } from '../findings/Finding';

/** Of whom an entity is told, too. */
const FROM: Record<string, string> = {
  Model: RELATION_SERVED_BY,
  System: 'hasPart',
};

/** To which entities findings belong, and who is told of them. */
export class EntityJoin {
  readonly #byArn = new Map<string, string[]>();
  readonly #known: ReadonlySet<string>;
  readonly #tellers = new Map<string, string[]>();
  readonly #tags: string[];
  readonly #accounts: ReadonlyMap<string, string>;

  constructor(options: {
    entities: Entity[];
    entityTags: string[];
    accounts: ReadonlyMap<string, string>;
  }) {
    this.#tags = options.entityTags;
    this.#accounts = options.accounts;
    this.#known = new Set(options.entities.map(e => stringifyEntityRef(e)));
    for (const entity of options.entities) {
      const ref = stringifyEntityRef(entity);
      for (const arn of listOf(entity, ANNOTATION_AWS_ARNS)) {
        push(this.#byArn, arn, ref);
      }
      for (const { type, targetRef } of entity.relations ?? []) {
        if (type === FROM[entity.kind]) {
          push(this.#tellers, targetRef, ref);
        }
      }
    }
  }

  /** By its ARN, else by its tags, else by its account. */
  ownersOf({ resource, tags, account }: Finding): string[] {
    const named = this.#byArn.get(resource);
    if (named) {
      return named;
    }
    const tagged = this.#tags.flatMap(tag => this.#fromTag(tags[tag]) ?? []);
    if (tagged.length > 0) {
      return [...new Set(tagged)];
    }
    const ref = account && this.#accounts.get(account);
    return ref && this.#known.has(ref) ? [ref] : [];
  }

  /** An entity, and all that are told of it, too. */
  withTellers(ref: string): string[] {
    return [...new Set([ref, ...(this.#tellers.get(ref) ?? [])])];
  }

  #fromTag(value: string | undefined): string | undefined {
    if (!value) {
      return undefined;
    }
    try {
      const ref = stringifyEntityRef(
        parseEntityRef(value, {
          defaultKind: 'component',
          defaultNamespace: 'default',
        }),
      );
      return this.#known.has(ref) ? ref : undefined;
    } catch {
      return undefined;
    }
  }
}

/** The parts of an annotation. */
export function listOf(entity: Entity, annotation: string): string[] {
  return (entity.metadata.annotations?.[annotation] ?? '')
    .split(',')
    .map(text => text.trim())
    .filter(text => text !== '');
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}
