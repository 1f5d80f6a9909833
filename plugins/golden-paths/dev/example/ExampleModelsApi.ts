import type { ModelVersion } from '@platform-ops/backstage-plugin-models-common';

/** By letter, so that they are told apart. */
function digest(letter: string): string {
  return `sha256:${letter.repeat(64)}`;
}

function version(
  name: string,
  facts: Partial<ModelVersion> & { auc: number },
): ModelVersion {
  const { auc, ...rest } = facts;
  return {
    id: name,
    modelId: 'bone-age',
    version: name,
    aliases: [],
    status: 'ready',
    firstSeenAt: '2026-03-01T00:00:00Z',
    createdAt: `2026-0${name}-14T09:00:00Z`,
    artifactUri: `models:/m-${name}`,
    artifactLocation: `s3://models/7/models/m-${name}/artifacts`,
    tags: {},
    parameters: {},
    metrics: [
      { name: 'loss', value: 0.2 },
      { name: 'auc', value: auc, dataset: { name: 'test' } },
    ],
    datasets: [],
    ...rest,
  };
}

/** The versions of one of the models; the other is in no registry. */
export class ExampleModelsApi {
  async getModelByRef(entityRef: string) {
    return entityRef === 'model:default/bone-age'
      ? { id: 'bone-age', framework: 'pytorch' }
      : undefined;
  }

  async listVersions() {
    const items = [
      version('3', { stage: 'candidate', auc: 0.95 }),
      version('5', { status: 'failed', auc: 0.9 }),
      version('4', {
        auc: 0.94,
        artifactLocation: 'mlflow-artifacts:/7/models/m-4/artifacts',
      }),
      version('2', {
        stage: 'production',
        auc: 0.93,
        artifactDigest: digest('b'),
      }),
      version('1', { stage: 'rejected', auc: 0.7 }),
    ];
    return { items, totalItems: items.length };
  }
}
