import { createProblemDescriber } from '../processing/describeProblems';
import {
  MODEL_RELATION_FIELDS,
  modelKindSchema,
  type StagedVersion,
} from '@platform-ops/backstage-plugin-models-common';
import { fakeModel } from '../__testUtils__/FakeModelsService';
import { toModelEntity } from './toModelEntity';

function staged(version: string, stage: StagedVersion['stage']): StagedVersion {
  return {
    id: '5f0f7ddc-9d39-4c26-b12d-27ee2d7d9b3c',
    version,
    stage,
    source: 'alias',
  };
}

describe('toModelEntity', () => {
  const describeProblems = createProblemDescriber({
    kindSchema: modelKindSchema,
    relationFields: MODEL_RELATION_FIELDS,
  });

  it('keeps to what the catalog accepts, whatever the registry holds', () => {
    const entity = toModelEntity(
      fakeModel({
        nativeName: 'Chest / X-ray 🩻',
        task: '',
        owner: 'not a ref: at all',
        system: 'component:default/pacs',
        trainedOn: ['dataset:mlflow/a', 'dataset:mlflow/a', 'x y', ''],
        derivedFrom: ['base'],
        baseModels: ['meta-llama/Llama-3', 'meta-llama/Llama-3', ''],
        modality: ['image', 'image'],
        dataClassification: ['phi', 'unrecognised', 'phi'],
        limitations: 'x'.repeat(5000),
        uiUrl: 'file:///etc/passwd',
        stagedVersions: [staged('9', 'staging'), staged('7', 'archived')],
        aliases: [
          { alias: 'next', version: '9' },
          ...Array.from({ length: 30 }, (_, index) => ({
            alias: `alias-${index}`,
            version: `old-${index}`,
          })),
        ],
      }),
      { entityRef: 'model:mlflow/chest-x-ray-0a1b2c3d', etag: 'e' },
    );

    expect(describeProblems(entity)).toEqual([]);
    expect(entity.metadata.name).toBe('chest-x-ray-0a1b2c3d');
    expect(entity.metadata.title).toBe('Chest / X-ray 🩻');
    expect(entity.metadata.links).toBeUndefined();
    expect(entity.spec).toMatchObject({
      lifecycle: 'experimental',
      trainedOn: ['dataset:mlflow/a'],
      derivedFrom: ['model:default/base'],
      baseModels: ['meta-llama/Llama-3'],
      dataClassification: ['phi', 'unrecognised'],
      stages: ['staging', 'archived'],
    });
    expect(entity.spec).not.toHaveProperty('type');
    expect(entity.spec).not.toHaveProperty('owner');
    expect(entity.spec).not.toHaveProperty('system');
    expect(entity.spec).not.toHaveProperty('task');
    expect(entity.spec?.limitations).toHaveLength(500);
    const versions = entity.spec?.versions;
    expect(versions).toHaveLength(20);
    expect(versions).toEqual(
      expect.arrayContaining([
        { version: '9', stage: 'staging', aliases: ['next'] },
        { version: '7', stage: 'archived' },
      ]),
    );
  });
});
