import Ajv from 'ajv';
import datasetFile from '../../schemas/Dataset.v1alpha1.schema.json';
import modelFile from '../../schemas/Model.v1alpha1.schema.json';
import { datasetKindSchema } from './datasetKindSchema';
import { datasetEntitySchema, modelEntitySchema } from './entitySchemas';
import { modelKindSchema } from './modelKindSchema';
import {
  DATASET_RELATION_FIELDS,
  MODEL_RELATION_FIELDS,
  type RelationField,
} from './relationFields';

const model = {
  apiVersion: 'platformops.io/v1alpha1',
  kind: 'Model',
  metadata: { name: 'triage', annotations: { 'example.com/x': 'y' } },
  spec: {
    type: 'predictive',
    lifecycle: 'production',
    trainedOn: ['chest-x-rays'],
    dataClassification: ['phi'],
    versions: [{ version: '3', stage: 'production', aliases: ['champion'] }],
  },
};

const dataset = {
  apiVersion: 'platformops.io/v1alpha1',
  kind: 'Dataset',
  metadata: { name: 'chest-x-rays' },
  spec: { retention: 'P7Y', derivedFrom: ['raw-scans'] },
};

describe('entity schemas', () => {
  it('are published as they are (otherwise: yarn write-schemas)', () => {
    expect(modelFile).toEqual(modelEntitySchema);
    expect(datasetFile).toEqual(datasetEntitySchema);
  });

  it('accept good entities and refuse bad ones, in strict draft-07', () => {
    const ajv = new Ajv({ strict: true, allErrors: true });
    const isModel = ajv.compile(modelFile);
    const isDataset = ajv.compile(datasetFile);

    expect(isModel(model)).toBe(true);
    expect(isDataset(dataset)).toBe(true);

    for (const spec of [
      { type: 'predictive' },
      { ...model.spec, type: 'predictiv' },
      { ...model.spec, dataClassification: ['ppi'] },
      { ...model.spec, riskTier: 'huge' },
      { ...model.spec, riskTeir: 'high' },
      { ...model.spec, trainedOn: 'chest-x-rays' },
      { ...model.spec, versions: [{ stage: 'production' }] },
    ]) {
      expect({ spec, valid: isModel({ ...model, spec }) }).toEqual({
        spec,
        valid: false,
      });
    }
    for (const spec of [
      { lifecycle: 'production' },
      { ...model.spec, dataClassification: ['unrecognised'] },
    ]) {
      expect(isModel({ ...model, spec })).toBe(true);
    }
    expect(isModel({ ...model, kind: 'Modle' })).toBe(false);
    for (const retention of ['P', 'PT', '7 years', '7Y', 'P1D2Y']) {
      expect({
        retention,
        valid: isDataset({ ...dataset, spec: { retention } }),
      }).toEqual({ retention, valid: false });
    }
    for (const retention of ['P7Y', 'P90D', 'P1Y6M', 'PT12H']) {
      expect({
        retention,
        valid: isDataset({ ...dataset, spec: { retention } }),
      }).toEqual({ retention, valid: true });
    }
  });

  it('describe every field, and hold refs in flat text fields', () => {
    const kinds: Array<[typeof modelKindSchema, RelationField[]]> = [
      [modelKindSchema, MODEL_RELATION_FIELDS],
      [datasetKindSchema, DATASET_RELATION_FIELDS],
    ];
    for (const [schema, relationFields] of kinds) {
      const { spec } = schema.properties as Record<
        string,
        { properties: Record<string, Record<string, unknown>> }
      >;
      for (const [field, value] of Object.entries(spec.properties)) {
        expect([field, value.description]).toEqual([field, expect.any(String)]);
      }
      for (const { field } of relationFields) {
        const { type, items } = spec.properties[field];
        expect([field, type === 'string' ? { type } : items]).toEqual([
          field,
          expect.objectContaining({ type: 'string' }),
        ]);
      }
    }
  });
});
