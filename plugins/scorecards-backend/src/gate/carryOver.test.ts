import type { Entity } from '@backstage/catalog-model';
import { carryOver } from './carryOver';

function model(annotations: Record<string, string>, spec?: object): Entity {
  return {
    apiVersion: 'platformops.io/v1alpha1',
    kind: 'Model',
    metadata: { name: 'triage', annotations },
    spec: spec as Entity['spec'],
  };
}

it('keeps what the catalog added, whatever the YAML leaves out', () => {
  const known = model(
    {
      'backstage.io/source-location': 'url:https://git.example.com/triage',
      'platformops.io/classes-from-registry': 'phi,pii',
      'example.com/dropped': 'yes',
    },
    { dataClassification: ['internal', 'phi', 'pii'] },
  );
  const written = model({ 'example.com/own': 'yes' }, { type: 'predictive' });
  expect(carryOver(written, known)).toMatchObject({
    metadata: {
      annotations: {
        'backstage.io/source-location': 'url:https://git.example.com/triage',
        'platformops.io/classes-from-registry': 'phi,pii',
        'example.com/own': 'yes',
      },
    },
    spec: { type: 'predictive', dataClassification: ['phi', 'pii'] },
  });
  expect(carryOver(written, known).metadata.annotations).not.toHaveProperty([
    'example.com/dropped',
  ]);
  expect(carryOver(written, undefined)).toEqual(written);
});
