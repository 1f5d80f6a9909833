import type { Entity } from '@backstage/catalog-model';

/** The refs of what it has this relation to. */
export function targetsOf(entity: Entity, relation: string): string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => type === relation)
    .map(({ targetRef }) => targetRef.toLocaleLowerCase('en-US'));
}
