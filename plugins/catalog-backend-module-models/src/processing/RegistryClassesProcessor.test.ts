import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  FakeModelsService,
  fakeModel,
} from '../__testUtils__/FakeModelsService';
import { startCatalog } from '../__testUtils__/startCatalog';
import { toModelEntity } from '../provider/toModelEntity';
import { RegistryClassesProcessor } from './RegistryClassesProcessor';

const ADDED = 'platformops.io/classes-from-registry';

function written(
  options: {
    namespace?: string;
    name?: string;
    annotations?: Record<string, string>;
  },
  spec: JsonObject = {},
): Entity {
  const { namespace = 'default', name = 'triage', annotations } = options;
  return {
    apiVersion: 'platformops.io/v1alpha1',
    kind: 'Model',
    metadata: { namespace, name, ...(annotations ? { annotations } : {}) },
    spec: { lifecycle: 'production', ...spec },
  };
}

const claim = { annotations: { 'platformops.io/registry-ref': 'mlflow/cxr' } };
const claimed = { nativeName: 'cxr', entityRef: 'model:default/triage' };

function setUp() {
  const models = new FakeModelsService();
  const processor = RegistryClassesProcessor.create({
    auth: mockServices.auth(),
    logger: mockServices.logger.mock(),
    models,
    registryIds: ['mlflow'],
  });
  const cached = new Map<string, JsonValue>();
  const location = { type: 'url', target: 'https://git.example.com/x.yaml' };
  const process = async (entity: Entity, type = location.type) => {
    const emitted: unknown[] = [];
    const result = await processor.preProcessEntity(
      entity,
      location,
      item => emitted.push(item),
      { ...location, type },
      {
        get: async key => cached.get(key) as never,
        set: async (key, value) => void cached.set(key, value),
      },
    );
    return {
      classes: result.spec?.dataClassification,
      added: result.metadata.annotations?.[ADDED],
      emitted,
    };
  };
  return { models, process, cached };
}

describe('RegistryClassesProcessor', () => {
  it('gives an entity the classes of its model where it gives none', async () => {
    const { models, process } = setUp();
    models.claim({ ...claimed, dataClassification: ['phi', 'unrecognised'] });
    const both = {
      classes: ['phi', 'unrecognised'],
      added: 'phi,unrecognised',
    };

    expect(await process(written(claim))).toMatchObject(both);
    expect(
      await process(written(claim, { dataClassification: [] })),
    ).toMatchObject(both);
    expect(
      await process(written(claim, { dataClassification: ['public'] })),
    ).toMatchObject({ classes: ['public'], added: undefined });
    expect((await process(written(claim))).emitted).toEqual([
      { type: 'refresh', key: 'models-registry:model:mlflow/cxr' },
      { type: 'refresh', key: 'models-registry:all:mlflow' },
    ]);
  });

  it('trusts what an entity says only once its claim counts', async () => {
    const { models, process } = setUp();
    const own = { dataClassification: ['public'] };
    models.put({ nativeName: 'cxr', dataClassification: ['phi'] });
    for (const entity of [
      written(claim, own),
      // The ref of the generated entity, whose place it takes
      written({ namespace: 'mlflow', name: 'CXR' }, own),
    ]) {
      expect(await process(entity)).toMatchObject({
        classes: ['public', 'phi'],
        added: 'phi',
      });
    }
    models.put({
      nativeName: 'cxr',
      dataClassification: ['phi'],
      claim: { state: 'rejected', claimedBy: 'model:mlflow/cxr' },
    });
    expect(
      await process(written({ namespace: 'mlflow', name: 'cxr' }, own)),
    ).toMatchObject({ classes: ['public', 'phi'] });
  });

  it('leaves alone what stands for no model, and drops what is written by hand', async () => {
    const { models, process } = setUp();
    models.error = new Error('nobody shall ask');
    const annotations = { [ADDED]: 'phi' };
    expect(
      await process(
        written({ annotations }, { dataClassification: ['phi', 'pii'] }),
      ),
    ).toEqual({ classes: ['phi', 'pii'], added: undefined, emitted: [] });
    expect(
      await process(
        toModelEntity(fakeModel({ dataClassification: ['phi'] }), {
          entityRef: 'model:mlflow/churn',
          etag: 'e1',
        }),
        'models-registry',
      ),
    ).toEqual({ classes: ['phi'], added: undefined, emitted: [] });
  });

  it('keeps what was known, or hides, while the models backend does not answer', async () => {
    const { models, process } = setUp();
    models.error = new Error('connect ECONNREFUSED');
    expect(await process(written(claim))).toMatchObject({
      classes: ['unrecognised'],
      added: 'unrecognised',
    });
    expect(
      await process(written(claim, { dataClassification: ['public'] })),
    ).toMatchObject({ classes: ['public', 'unrecognised'] });

    models.error = undefined;
    models.claim({ ...claimed, dataClassification: ['pii'] });
    await process(written(claim));
    models.error = new Error('connect ECONNREFUSED');
    expect(await process(written(claim))).toMatchObject({ classes: ['pii'] });
  });

  it('lets entities in a running catalog follow their model', async () => {
    const directory = createMockDirectory({
      content: {
        'catalog-info.yaml': JSON.stringify(
          written({
            annotations: { ...claim.annotations, [ADDED]: 'public' },
          }),
        ),
      },
    });
    const models = new FakeModelsService();
    models.error = new Error('still starting');
    const catalog = await startCatalog({
      models,
      catalog: {
        locations: [
          { type: 'file', target: directory.resolve('catalog-info.yaml') },
        ],
      },
    });
    const classesBecome = async (...classes: string[]) =>
      catalog.waitForEntity(
        'model:default/triage',
        entity =>
          entity !== undefined &&
          [entity.spec?.dataClassification ?? []].join() === classes.join(),
      );
    try {
      await classesBecome('unrecognised');

      models.error = undefined;
      models.put({ nativeName: 'cxr', dataClassification: ['phi'] });
      await catalog.sync();
      const { metadata } = await classesBecome('phi');
      expect(metadata.annotations?.[ADDED]).toBe('phi');

      models.claim({ ...claimed, dataClassification: ['pii'] });
      await catalog.sync();
      await classesBecome('pii');

      models.claim({ ...claimed, dataClassification: [] });
      await catalog.sync();
      const mended = await classesBecome();
      expect(mended.metadata.annotations).not.toHaveProperty([ADDED]);
    } finally {
      await catalog.stop();
    }
  }, 60_000);
});
