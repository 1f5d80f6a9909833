import { createMockDirectory } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { FakeModelsService } from '../__testUtils__/FakeModelsService';
import { startCatalog } from '../__testUtils__/startCatalog';

const model: Entity = {
  apiVersion: 'platformops.io/v1alpha1',
  kind: 'Model',
  metadata: {
    name: 'triage',
    annotations: { 'platformops.io/registry-ref': 'mlflow/Chest triage' },
  },
  spec: {
    type: 'predictive',
    lifecycle: 'production',
    owner: 'imaging-ai',
    system: 'radiology',
    derivedFrom: ['base-vision'],
    trainedOn: ['chest-x-rays'],
    dependsOn: ['component:default/pacs'],
    dataClassification: ['phi'],
    riskTier: 'high',
  },
};

const dataset: Entity = {
  apiVersion: 'platformops.io/v1alpha1',
  kind: 'Dataset',
  metadata: { name: 'chest-x-rays' },
  spec: {
    owner: 'user:jane.doe',
    system: 'radiology',
    derivedFrom: ['raw-scans'],
    retention: 'P7Y',
  },
};

function component(serves: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'triage-service',
      annotations: { 'platformops.io/serves': serves },
    },
    spec: {
      type: 'inference-service',
      lifecycle: 'production',
      owner: 'imaging-ai',
      dependsOn: ['model:default/triage'],
    },
  };
}

const group: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'imaging-ai' },
  spec: { type: 'team', children: [] },
};

const system: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'radiology' },
  spec: { owner: 'imaging-ai' },
};

function relationsOf(entity: Entity): string[] {
  return (entity.relations ?? [])
    .map(({ type, targetRef }) => `${type} ${targetRef}`)
    .sort();
}

describe('the kinds in a running catalog', () => {
  const directory = createMockDirectory();
  let catalog: Awaited<ReturnType<typeof startCatalog>>;

  beforeAll(async () => {
    directory.setContent({
      'catalog-info.yaml': [
        model,
        dataset,
        component('triage, model:default/other'),
        group,
        system,
      ]
        .map(entity => JSON.stringify(entity))
        .join('\n---\n'),
    });
    catalog = await startCatalog({
      models: new FakeModelsService(),
      catalog: {
        locations: [
          { type: 'file', target: directory.resolve('catalog-info.yaml') },
        ],
      },
    });
  });

  afterAll(() => catalog.stop());

  it('relate to what they name, in both directions', async () => {
    const served = await catalog.waitForEntity(
      'model:default/triage',
      entity => relationsOf(entity ?? model).length === 7,
    );
    expect(relationsOf(served)).toEqual([
      'dependencyOf component:default/triage-service',
      'dependsOn component:default/pacs',
      'derivedFrom model:default/base-vision',
      'ownedBy group:default/imaging-ai',
      'partOf system:default/radiology',
      'servedBy component:default/triage-service',
      'trainedOn dataset:default/chest-x-rays',
    ]);
    expect(served.metadata.labels).toEqual({
      'platformops.io/registry': 'mlflow',
    });

    const data = await catalog.waitForEntity(
      'dataset:default/chest-x-rays',
      entity => relationsOf(entity ?? dataset).length === 4,
    );
    expect(relationsOf(data)).toEqual([
      'derivedFrom dataset:default/raw-scans',
      'ownedBy user:default/jane.doe',
      'partOf system:default/radiology',
      'usedToTrain model:default/triage',
    ]);

    const service = await catalog.waitForEntity(
      'component:default/triage-service',
      entity => relationsOf(entity ?? model).length === 4,
    );
    expect(relationsOf(service)).toEqual([
      'dependsOn model:default/triage',
      'ownedBy group:default/imaging-ai',
      'serves model:default/other',
      'serves model:default/triage',
    ]);

    expect(
      relationsOf(
        await catalog.waitForEntity(
          'system:default/radiology',
          entity => relationsOf(entity ?? system).length === 3,
        ),
      ),
    ).toEqual([
      'hasPart dataset:default/chest-x-rays',
      'hasPart model:default/triage',
      'ownedBy group:default/imaging-ai',
    ]);
    expect(
      relationsOf(await catalog.waitForEntity('group:default/imaging-ai')),
    ).toContain('ownerOf model:default/triage');
  });

  it('accept good entities, those of upstream kinds too', async () => {
    for (const entity of [model, dataset, component('triage'), group, system]) {
      expect(await catalog.validate(entity)).toBe('valid');
    }
    const { spec } = model;
    expect(
      await catalog.validate({
        ...model,
        spec: { lifecycle: spec!.lifecycle },
      }),
    ).toBe('valid');
  });

  it('refuse bad entities with the field, what was found and what is allowed', async () => {
    const badModel = await catalog.validate({
      ...model,
      metadata: {
        name: 'triage',
        annotations: { 'platformops.io/registry-ref': 'triage' },
      },
      spec: {
        type: 'predictiv',
        riskTier: 'huge',
        riskTeir: 'high',
        trainedOn: ['component:default/pacs', 'chest x rays'],
        derivedFrom: 'base-vision',
        dataClassification: ['phi', 'secret'],
        versions: [{ stage: 'live' }],
      },
    });
    for (const part of [
      'spec.lifecycle: found nothing, allowed is one of experimental, production, deprecated',
      "spec.type: found 'predictiv', allowed is one of predictive, generative, embedding",
      "spec.riskTier: found 'huge', allowed is one of minimal, limited, high, prohibited",
      "spec: found the unknown field 'riskTeir', allowed are type, lifecycle, owner",
      "spec.trainedOn: found 'component:default/pacs', allowed is the ref of a Dataset, such as dataset:default/name",
      "spec.trainedOn: found 'chest x rays', allowed is the ref of a Dataset",
      "spec.derivedFrom: found 'base-vision', allowed is a list without repetitions (Refs of the Model entities",
      "spec.dataClassification[1]: found 'secret', allowed is one of public, internal",
      'spec.versions[0].version: found nothing, allowed is a text that is not empty',
      "spec.versions[0].stage: found 'live', allowed is one of draft, candidate",
      "metadata.annotations['platformops.io/registry-ref']: found 'triage', allowed is <registry id>/<name in the registry>",
    ]) {
      expect(badModel).toContain(part);
    }

    expect(
      await catalog.validate({
        ...dataset,
        spec: { owner: 'system:default/radiology', retention: '7 years' },
      }),
    ).toMatch(
      /spec\.retention: found '7 years', allowed is .*ISO 8601.*spec\.owner: found 'system:default\/radiology', allowed is the ref of a Group or User/,
    );

    expect(
      await catalog.validate(component('triage, dataset:default/x')),
    ).toContain(
      "metadata.annotations['platformops.io/serves']: found 'dataset:default/x', allowed are comma separated refs of Model entities",
    );
  });

  it('refuse an apiVersion that nobody declared', async () => {
    expect(
      await catalog.validate({ ...model, apiVersion: 'platformops.io/v9' }),
    ).toContain('Kind "Model" exists, but has no version matching apiVersion');
  });
});
