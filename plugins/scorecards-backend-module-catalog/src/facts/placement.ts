import type { Entity } from '@backstage/catalog-model';
import { RELATION_SERVED_BY } from '@platform-ops/backstage-plugin-models-common';
import {
  dependenciesOf,
  systemOf,
  targetsOf,
  type Landscape,
} from '../Landscape';
import { annotationOf, textField } from '../specFields';
import type { FoundFact } from './FoundFact';

const ANNOTATION_TIER = 'platformops.io/tier';

export function findPlacement(entity: Entity, landscape: Landscape): FoundFact {
  const system = systemOf(entity);
  const tier = annotationOf(entity, ANNOTATION_TIER);
  const dependencies = dependenciesOf(entity);
  const servedBy = targetsOf(entity, RELATION_SERVED_BY);
  return {
    type: 'catalog.placement',
    value: {
      kind: entity.kind,
      system,
      resolves: system !== undefined && landscape.find(system) !== undefined,
      lifecycle: textField(entity, 'lifecycle'),
      type: textField(entity, 'type'),
      tier: /^[1-4]$/.test(tier ?? '') ? Number(tier) : undefined,
      dependencies: dependencies.length,
      servedBy,
    },
    fields: `kind, spec.system, spec.lifecycle, spec.type, metadata.annotations['${ANNOTATION_TIER}'], relations`,
    population: entity.relations?.length ?? 0,
  };
}
