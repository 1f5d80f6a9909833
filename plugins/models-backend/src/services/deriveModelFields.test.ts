import { mockServices } from '@backstage/backend-test-utils';
import { readModelsConfig } from '../config';
import { deriveModelFields } from './deriveModelFields';

const mapping = readModelsConfig(mockServices.rootConfig(), [
  'prod',
]).mappings.get('prod')!;

function derive(tags: Record<string, string>) {
  return deriveModelFields(
    Object.fromEntries(
      Object.entries(tags).map(([key, value]) => [
        `platformops.io/${key}`,
        value,
      ]),
    ),
    mapping,
  );
}

describe('deriveModelFields', () => {
  it('knows the type only where somebody said it', () => {
    expect(derive({ type: ' Generative ' })).toMatchObject({
      type: 'generative',
      problems: [],
    });
    expect(derive({}).type).toBeUndefined();
    expect(derive({ type: '' }).type).toBeUndefined();
    expect(derive({ type: 'predictiv' })).toMatchObject({
      type: undefined,
      problems: [
        "Tag 'platformops.io/type': 'predictiv' is not understood; allowed: predictive, generative, embedding",
      ],
    });
  });

  it('takes a class that it does not know for a protected one', () => {
    const classesOf = (tag: string) => {
      const fields = derive({ 'data-classification': tag });
      return [
        fields.dataClassification,
        fields.unrecognisedClassification,
        fields.problems.length,
      ];
    };
    expect(classesOf('PHI; pii|phi')).toEqual([['pii', 'phi'], undefined, 0]);
    expect(classesOf(' ')).toEqual([[], undefined, 0]);
    expect(classesOf('ppi')).toEqual([['unrecognised'], 'ppi', 1]);
    expect(classesOf('phi, Secret, PPI')).toEqual([
      ['phi', 'unrecognised'],
      'Secret, PPI',
      1,
    ]);
    expect(classesOf('["phi"]')).toEqual([['unrecognised'], '["phi"]', 1]);
    expect(classesOf('unrecognised')).toEqual([
      ['unrecognised'],
      'unrecognised',
      1,
    ]);
    expect(classesOf(';')).toEqual([['unrecognised'], ';', 1]);
    expect(classesOf('x'.repeat(5000))[1]).toHaveLength(81);
    expect(derive({}).dataClassification).toEqual([]);
    expect(derive({ 'data-classification': 'ppi' }).problems).toEqual([
      "Tag 'platformops.io/data-classification': 'ppi' is not understood; allowed: public, internal, confidential, pii, phi, pci, mnpi. Until then it counts as unrecognised: who may not see every class does not see the model",
    ]);
  });
});
