import type { Entity } from '@backstage/catalog-model';
import { findAiAct } from './facts/aiAct';
import { findClassification } from './facts/classification';
import { findDataset } from './facts/dataset';
import { findDocumentation } from './facts/documentation';
import type { FoundFact } from './facts/FoundFact';
import { findModel } from './facts/model';
import { findOwnership } from './facts/ownership';
import { findPlacement } from './facts/placement';
import { findSystemModels } from './facts/systemModels';
import { isOfKind, type Landscape } from './Landscape';

/** All that the catalog says of an entity. */
export function findFacts(
  entity: Entity,
  landscape: Landscape,
  peopleBehind: ReadonlyMap<string, number>,
): FoundFact[] {
  const facts = [findDocumentation(entity)];
  if (isOfKind(entity, 'group')) {
    return facts;
  }
  facts.push(
    findOwnership(entity, peopleBehind),
    findPlacement(entity, landscape),
    findClassification(entity, landscape),
  );
  if (isOfKind(entity, 'model')) {
    facts.push(findModel(entity, landscape));
  }
  if (isOfKind(entity, 'dataset')) {
    facts.push(findDataset(entity));
  }
  if (isOfKind(entity, 'system')) {
    facts.push(
      findAiAct(entity, landscape),
      findSystemModels(entity, landscape),
    );
  }
  return facts;
}
