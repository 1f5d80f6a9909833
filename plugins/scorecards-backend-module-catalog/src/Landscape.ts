import {
  parseEntityRef,
  RELATION_DEPENDS_ON,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';

/**
 * The entities of a run, and how they hang together.
 */
export class Landscape {
  readonly #byRef: Map<string, Entity>;
  readonly #parts = new Map<string, Entity[]>();

  static of(entities: Entity[]): Landscape {
    return new Landscape(entities);
  }

  private constructor(entities: Entity[]) {
    this.#byRef = new Map(
      entities.map(entity => [stringifyEntityRef(entity), entity]),
    );
    for (const entity of entities) {
      for (const whole of targetsOf(entity, RELATION_PART_OF)) {
        const parts = this.#parts.get(whole) ?? [];
        parts.push(entity);
        this.#parts.set(whole, parts);
      }
    }
  }

  find(ref: string): Entity | undefined {
    return this.#byRef.get(ref);
  }

  /** What says that it is a part of this. */
  partsOf(ref: string): Entity[] {
    return this.#parts.get(ref) ?? [];
  }
}

/** The refs of what it has this relation to. */
export function targetsOf(entity: Entity, relation: string): string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => type === relation)
    .map(({ targetRef }) => targetRef);
}

export function ownerOf(entity: Entity): string | undefined {
  return targetsOf(entity, RELATION_OWNED_BY)[0];
}

export function systemOf(entity: Entity): string | undefined {
  return targetsOf(entity, RELATION_PART_OF).find(
    ref => parseEntityRef(ref).kind === 'system',
  );
}

export function dependenciesOf(entity: Entity): string[] {
  return targetsOf(entity, RELATION_DEPENDS_ON);
}

export function isOfKind(entity: Entity, ...kinds: string[]): boolean {
  return kinds.includes(entity.kind.toLocaleLowerCase('en-US'));
}
