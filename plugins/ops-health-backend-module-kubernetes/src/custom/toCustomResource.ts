import type { ObservedResource } from '@platform-ops/backstage-plugin-ops-health-node';
import { toObserved } from '../objects/conditions';
import type { KubernetesObject, Place } from '../objects/KubernetesObject';
import { idOf, labelsOf } from '../objects/labelsOf';
import { readCustomResource } from './readCustomResource';

export function toCustomResource(
  object: KubernetesObject,
  place: Place,
): ObservedResource {
  const { conditions, ...readiness } = readCustomResource(object);
  return {
    ...readiness,
    kind: place.kind,
    id: idOf(object.metadata, place),
    name: object.metadata.name,
    labels: labelsOf(object.metadata, place),
    conditions: toObserved(conditions),
  };
}
