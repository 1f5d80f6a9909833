import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
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
/** By these the Kubernetes plugin finds what runs of an entity. */
const ANNOTATIONS_OF_KUBERNETES = [
  'backstage.io/kubernetes-id',
  'backstage.io/kubernetes-label-selector',
];

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
      onKubernetes: [
        entity,
        ...landscape.partsOf(stringifyEntityRef(entity)),
        ...servedBy.flatMap(ref => landscape.find(ref) ?? []),
      ].some(saysKubernetes),
    },
    fields: `kind, spec.system, spec.lifecycle, spec.type, metadata.annotations['${ANNOTATION_TIER}'], relations; ${ANNOTATIONS_OF_KUBERNETES.join(
      ', ',
    )} of it, its parts and what serves it`,
    population: entity.relations?.length ?? 0,
  };
}

function saysKubernetes(entity: Entity): boolean {
  return ANNOTATIONS_OF_KUBERNETES.some(annotation =>
    annotationOf(entity, annotation),
  );
}
