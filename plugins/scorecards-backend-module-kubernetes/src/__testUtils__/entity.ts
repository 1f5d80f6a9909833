import { parseEntityRef, type Entity } from '@backstage/catalog-model';

/** An entity of the catalog, as tests need it. */
export function entity(
  ref: string,
  options: {
    annotations?: Record<string, string>;
    spec?: Entity['spec'];
    relations?: Record<string, string[]>;
  } = {},
): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { namespace, name, annotations: options.annotations },
    spec: options.spec,
    relations: Object.entries(options.relations ?? {}).flatMap(
      ([type, targets]) => targets.map(targetRef => ({ type, targetRef })),
    ),
  };
}
