import type { Entity } from '@backstage/catalog-model';
import { EXAMPLE_MODELS } from './catalogue';
import { exampleModel } from './models';

function entity(
  kind: string,
  name: string,
  title: string,
  spec: Entity['spec'],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, title, namespace: 'default' },
    spec,
    relations: [],
  };
}

/** The example's entities in the catalog. */
export function exampleEntities(): Entity[] {
  const models = EXAMPLE_MODELS.map(exampleModel).map(model => {
    const [namespace, name] = model.entityRef.replace('model:', '').split('/');
    return {
      apiVersion: 'platformops.io/v1alpha1',
      kind: 'Model',
      metadata: { name, namespace, title: model.title },
      spec: {
        ...(model.type ? { type: model.type } : {}),
        lifecycle: 'production',
        owner: model.owner,
      },
      relations: [
        ...(model.owner ? [{ type: 'ownedBy', targetRef: model.owner }] : []),
        ...(model.system ? [{ type: 'partOf', targetRef: model.system }] : []),
        { type: 'trainedOn', targetRef: model.trainedOn[0] },
      ],
    } satisfies Entity;
  });
  return [
    ...models,
    entity('Group', 'imaging', 'Imaging', { type: 'team', children: [] }),
    entity('Group', 'trading-desk', 'Trading desk', {
      type: 'team',
      children: [],
    }),
    entity('Group', 'personalization', 'Personalization', {
      type: 'team',
      children: [],
    }),
    entity('System', 'diagnostic-imaging', 'Diagnostic imaging', {
      owner: 'imaging',
    }),
    entity('System', 'execution', 'Execution', { owner: 'trading-desk' }),
    {
      apiVersion: 'platformops.io/v1alpha1',
      kind: 'Dataset',
      metadata: {
        name: 'chest-xray-triage-train',
        namespace: 'hospital',
        title: 'Chest X-rays 2021 to 2024',
      },
      spec: {
        owner: 'group:default/imaging',
        dataClassification: ['phi', 'unrecognised'],
        license: 'internal',
        source: 's3://data/chest-xray/train',
        retention: 'P10Y',
      },
      relations: [
        { type: 'usedToTrain', targetRef: 'model:hospital/chest-xray-triage' },
      ],
    },
  ];
}
