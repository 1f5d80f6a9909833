import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  RELATION_DEPENDS_ON,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { deriveRelations } from './deriveRelations';

const POLL_INTERVAL_MS = 50;
const OURS = [RELATION_OWNED_BY, RELATION_PART_OF, RELATION_DEPENDS_ON];

function entity(kind: string, name: string, spec: object): Entity {
  const location = 'url:https://git.example.com/all.yaml';
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'clinic',
      annotations: {
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
      },
    },
    spec: spec as Entity['spec'],
  };
}

const WRITTEN = [
  entity('Domain', 'care', { owner: 'group:default/board' }),
  entity('System', 'radiology', { owner: 'imaging', domain: 'care' }),
  entity('Component', 'viewer', {
    type: 'service',
    lifecycle: 'production',
    owner: 'user:ada',
    system: 'default/radiology',
    subcomponentOf: 'Suite',
    dependsOn: ['resource:default/EU', 'component:store'],
  }),
  entity('Resource', 'store', {
    type: 'database',
    owner: 'imaging',
    system: 'radiology',
    dependsOn: ['resource:eu'],
  }),
];

/** As a catalog has them, once it has stitched them all. */
async function stitch(): Promise<Entity[]> {
  let catalog: CatalogService | undefined;
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'entities-of-the-test',
        register(env) {
          env.registerInit({
            deps: {
              catalog: catalogServiceRef,
              processing: catalogProcessingExtensionPoint,
            },
            async init(deps) {
              catalog = deps.catalog;
              deps.processing.addEntityProvider({
                getProviderName: () => 'test',
                connect: connection =>
                  connection.applyMutation({
                    type: 'full',
                    entities: WRITTEN.map(each => ({
                      entity: each,
                      locationKey: 'test',
                    })),
                  }),
              });
            },
          });
        },
      }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => mockServices.scheduler(),
      }),
      mockServices.rootConfig.factory({
        data: {
          catalog: { rules: [{ allow: WRITTEN.map(({ kind }) => kind) }] },
        },
      }),
    ],
  });
  try {
    for (;;) {
      const { items } = await catalog!.getEntities(
        {},
        { credentials: mockCredentials.service() },
      );
      const own = items.filter(({ kind }) => kind !== 'Location');
      // A part that was stitched tells that its whole knows it as well.
      if (
        own.length === WRITTEN.length &&
        own.every(({ relations }) => relations?.length)
      ) {
        return own;
      }
      await new Promise(resolve => setTimeout(resolve, POLL_INTERVAL_MS));
    }
  } finally {
    await backend.stop();
  }
}

function relationsOf({ relations = [] }: Entity): string[] {
  return relations
    .filter(({ type }) => OURS.includes(type))
    .map(({ type, targetRef }) => `${type} ${targetRef}`)
    .sort();
}

describe('deriveRelations', () => {
  it('gives an entity the relations that a catalog gives it', async () => {
    const stitched = new Map(
      (await stitch()).map(each => [stringifyEntityRef(each), each]),
    );
    for (const written of WRITTEN) {
      const { entity: derived, problems } = deriveRelations(written, undefined);
      expect(problems).toEqual([]);
      expect([written.metadata.name, relationsOf(derived)]).toEqual([
        written.metadata.name,
        relationsOf(stitched.get(stringifyEntityRef(written))!),
      ]);
    }
  });

  it('takes what others declare from the catalog, and nothing else', () => {
    const known = {
      ...entity('Component', 'viewer', {}),
      relations: [
        { type: 'ownedBy', targetRef: 'group:clinic/before' },
        { type: 'hasPart', targetRef: 'component:clinic/part' },
      ],
    };
    const { entity: derived } = deriveRelations(WRITTEN[2], known);
    expect(derived.relations).toContainEqual(known.relations[1]);
    expect(derived.relations).not.toContainEqual(known.relations[0]);
  });

  it('reads the fields of models, and the annotation of what serves them', () => {
    const model = {
      ...entity('Model', 'triage', {
        owner: 'imaging',
        trainedOn: ['images', 'model:default/other'],
      }),
      apiVersion: 'platformops.io/v1alpha1',
    };
    const { entity: derived, problems } = deriveRelations(model, undefined);
    expect(derived.relations).toEqual([
      { type: 'ownedBy', targetRef: 'group:default/imaging' },
      { type: 'trainedOn', targetRef: 'dataset:default/images' },
    ]);
    expect(problems).toEqual([
      'spec.trainedOn: found "model:default/other", which is no ref of Dataset, so it relates to nothing',
    ]);
    const service = entity('Component', 'viewer', {});
    service.metadata.annotations!['platformops.io/serves'] = 'triage, clinic/b';
    expect(deriveRelations(service, undefined).entity.relations).toEqual([
      { type: 'serves', targetRef: 'model:default/triage' },
      { type: 'serves', targetRef: 'model:clinic/b' },
    ]);
  });
});
