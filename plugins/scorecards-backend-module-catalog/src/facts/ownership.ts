import type { Entity } from '@backstage/catalog-model';
import { ownerOf } from '../Landscape';
import type { FoundFact } from './FoundFact';

/**
 * @param peopleBehind - By the refs of the owners that the catalog has.
 */
export function findOwnership(
  entity: Entity,
  peopleBehind: ReadonlyMap<string, number>,
): FoundFact {
  const owner = ownerOf(entity);
  const people = owner === undefined ? undefined : peopleBehind.get(owner);
  return {
    type: 'catalog.ownership',
    value: { owner, resolves: people !== undefined, people: people ?? 0 },
    fields:
      "relations of type ownedBy; the owner's relations of type hasMember",
    population: people ?? 0,
  };
}
