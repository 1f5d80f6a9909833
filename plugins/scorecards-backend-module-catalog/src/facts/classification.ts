import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  RELATION_SERVES,
  RELATION_TRAINED_ON,
} from '@platform-ops/backstage-plugin-models-common';
import { isOfKind, targetsOf, type Landscape } from '../Landscape';
import { listField } from '../specFields';
import type { FoundFact } from './FoundFact';

/**
 * What handles a model handles its data, and what learned from data has it:
 * classes come from parts, from served models and from training data.
 */
export function findClassification(
  entity: Entity,
  landscape: Landscape,
): FoundFact {
  const own = new Set(listField(entity, 'dataClassification'));
  const reached = reach(entity, landscape);
  const bringing = reached.filter(other =>
    listField(other, 'dataClassification').some(name => !own.has(name)),
  );
  const classes = new Set([
    ...own,
    ...bringing.flatMap(other => listField(other, 'dataClassification')),
  ]);
  const unclassified = [entity, ...reached].filter(
    other =>
      isOfKind(other, 'model', 'dataset') &&
      listField(other, 'dataClassification').length === 0,
  );
  return {
    type: 'catalog.classification',
    value: {
      classes: [...classes].sort(),
      own: [...own].sort(),
      from: bringing.map(stringifyEntityRef).sort(),
      unclassified: unclassified.map(stringifyEntityRef).sort(),
    },
    fields:
      'spec.dataClassification; the same of its parts, of the models that it serves and of the datasets that these were trained on',
    population: 1 + reached.length,
  };
}

/** All whose data it handles, each once, itself not among them. */
function reach(start: Entity, landscape: Landscape): Entity[] {
  const seen = new Set([stringifyEntityRef(start)]);
  const found: Entity[] = [];
  const queue = [start];
  for (let entity = queue.shift(); entity; entity = queue.shift()) {
    const ref = stringifyEntityRef(entity);
    const next = [
      ...landscape.partsOf(ref).map(stringifyEntityRef),
      ...targetsOf(entity, RELATION_SERVES),
      ...targetsOf(entity, RELATION_TRAINED_ON),
    ];
    for (const other of next.filter(item => !seen.has(item))) {
      seen.add(other);
      const target = landscape.find(other);
      if (target) {
        found.push(target);
        queue.push(target);
      }
    }
  }
  return found;
}
