import type { HealthEntity } from '../entities/HealthEntity';

/** An entity by its ref, e.g. `component:default/checkout`. */
export function testEntity(
  ref: string,
  fields: Partial<HealthEntity> = {},
): HealthEntity {
  const [kind, rest] = ref.split(':');
  const [namespace, name] = rest.split('/');
  return {
    ref,
    kind: kind[0].toUpperCase() + kind.slice(1),
    namespace,
    name,
    title: name,
    servedBy: [],
    labels: {},
    annotations: {},
    ...fields,
  };
}
