import { describeWithContract, DOUBLE_TOKEN } from '@platform-ops/test-servers';
import { KubeflowRegistryClient } from './KubeflowRegistryClient';

describeWithContract('kubeflow-registry', 'KubeflowRegistryClient', double => {
  const connect = () =>
    KubeflowRegistryClient.create({
      url: double().url,
      token: DOUBLE_TOKEN,
      key: 'goldenPaths.connections.registries.hub',
    });
  const register = async (client: KubeflowRegistryClient) => {
    const { model } = await client.ensureModel({ name: 'fraud' });
    const { version } = await client.ensureVersion({
      name: '1.0.0',
      modelId: model.id,
    });
    return { model, version };
  };

  it('makes a model, a version and an artefact once', async () => {
    const client = connect();
    const properties = {
      auc: 0.91,
      epochs: 3,
      parameters: 7_000_000_000,
      reviewed: false,
      framework: 'sklearn',
    };
    const model = {
      name: 'fraud',
      owner: 'risk',
      description: 'Finds fraud',
      externalId: 'model:default/fraud',
      properties,
    };
    const first = await client.ensureModel(model);
    expect(first).toEqual({
      model: { id: '1', name: 'fraud', state: 'LIVE', properties },
      created: true,
    });
    await expect(client.ensureModel(model)).resolves.toEqual({
      ...first,
      created: false,
    });

    const version = { name: '1.0.0', modelId: '1', author: 'maria' };
    await expect(client.ensureVersion(version)).resolves.toEqual({
      version: { id: '2', name: '1.0.0', state: 'LIVE', properties: {} },
      created: true,
    });
    await expect(client.ensureVersion(version)).resolves.toMatchObject({
      version: { id: '2' },
      created: false,
    });

    const artifact = {
      name: 'fraud-1.0.0',
      versionId: '2',
      uri: 's3://models/fraud/1',
      modelFormatName: 'sklearn',
      modelFormatVersion: '1',
      storageKey: 'models',
      storagePath: 'fraud/1',
      serviceAccountName: 'fraud',
      modelSourceKind: 'pipelines',
      modelSourceClass: 'pipelinerun',
      modelSourceGroup: 'team-a',
      modelSourceId: 'run-1',
      modelSourceName: 'first',
    };
    await expect(client.ensureArtifact(artifact)).resolves.toMatchObject({
      artifact: { id: '3', uri: 's3://models/fraud/1' },
      created: true,
    });
    await expect(client.ensureArtifact(artifact)).resolves.toMatchObject({
      artifact: { id: '3' },
      created: false,
    });
  });

  it('keeps versions of the same name apart by their models', async () => {
    const client = connect();
    const { version } = await register(client);
    const { model: other } = await client.ensureModel({ name: 'churn' });
    const made = await client.ensureVersion({
      name: '1.0.0',
      modelId: other.id,
    });
    expect(made.created).toBe(true);
    expect(made.version.id).not.toBe(version.id);
  });

  it('does not pass another address off as the artefact', async () => {
    const client = connect();
    const { version } = await register(client);
    const artifact = { name: 'weights', versionId: version.id };
    await client.ensureArtifact({ ...artifact, uri: 's3://models/1' });
    await expect(
      client.ensureArtifact({ ...artifact, uri: 's3://models/2' }),
    ).rejects.toMatchObject({
      status: 409,
      message:
        "Kubeflow Model Registry (goldenPaths.connections.registries.hub) has an artefact 'weights' of this version at 's3://models/1', not at 's3://models/2': choose another name, or register another version",
    });
  });

  it('says that the model of a version is not there', async () => {
    await expect(
      connect().ensureVersion({ name: '1.0.0', modelId: '7' }),
    ).rejects.toThrow('with 400 (no such registered model)');
  });
});
