import { parseEntityRef, type Entity } from '@backstage/catalog-model';
import { EXAMPLE_ENTITIES } from './entities';
import { EXAMPLE_PEOPLE } from './people';

function entity(
  entityRef: string,
  kind: string,
  title: string,
  relations: Array<[type: string, targetRef: string | undefined]>,
): Entity {
  const { namespace, name } = parseEntityRef(entityRef);
  return {
    apiVersion: ['Model', 'Dataset'].includes(kind)
      ? 'platformops.io/v1alpha1'
      : 'backstage.io/v1alpha1',
    kind,
    metadata: { namespace, name, title },
    spec: { type: 'service', lifecycle: 'production' },
    relations: relations.flatMap(([type, targetRef]) =>
      targetRef ? [{ type, targetRef }] : [],
    ),
  };
}

/** The example's entities in the catalog; one of them has no scorecard. */
export function exampleEntities(): Entity[] {
  return [
    ...EXAMPLE_ENTITIES.map(({ entityRef, kind, title, owner, system }) =>
      entity(entityRef, kind, title, [
        ['ownedBy', owner],
        ['partOf', system],
      ]),
    ),
    entity('component:default/unasked', 'Component', 'Unasked', []),
    entity('group:default/imaging', 'Group', 'Imaging team', []),
    entity('group:default/trading-desk', 'Group', 'Trading desk', []),
    entity('group:default/acme', 'Group', 'Acme', []),
    ...Object.values(EXAMPLE_PEOPLE).map(({ ref, title }) =>
      entity(ref, 'User', title, []),
    ),
  ];
}
