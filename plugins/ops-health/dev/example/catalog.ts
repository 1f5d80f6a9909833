import { parseEntityRef, type Entity } from '@backstage/catalog-model';
import { EXAMPLE_SYSTEMS, exampleFleet } from './fleet';

function entity(
  entityRef: string,
  title: string,
  relations: Array<[type: string, targetRef: string | undefined]>,
): Entity {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return {
    apiVersion:
      kind === 'model' ? 'platformops.io/v1alpha1' : 'backstage.io/v1alpha1',
    kind: kind === 'api' ? 'API' : `${kind[0].toUpperCase()}${kind.slice(1)}`,
    metadata: { namespace, name, title },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: relations.find(([type]) => type === 'ownedBy')?.[1] ?? 'unknown',
    },
    relations: relations.flatMap(([type, targetRef]) =>
      targetRef ? [{ type, targetRef }] : [],
    ),
  };
}

/** The example's entities in the catalog; one of them has no health. */
export function exampleEntities(): Entity[] {
  return [
    ...exampleFleet(20).map(({ entityRef, title, owner, system }) =>
      entity(entityRef, title, [
        ['ownedBy', owner],
        ['partOf', system],
      ]),
    ),
    entity('component:default/newcomer', 'Newcomer', [
      ['ownedBy', 'group:default/imaging'],
    ]),
    ...EXAMPLE_SYSTEMS.map(([name, title, owner]) =>
      entity(`system:default/${name}`, title, [
        ['ownedBy', `group:default/${owner}`],
        ['ownedBy', 'user:default/guest'],
      ]),
    ),
    entity('group:default/imaging', 'Imaging', []),
    entity('group:default/trading-desk', 'Trading desk', []),
    entity('group:default/personalization', 'Personalization', []),
    entity('domain:default/hospital', 'Hospital', [
      ['ownedBy', 'group:default/imaging'],
    ]),
  ];
}
