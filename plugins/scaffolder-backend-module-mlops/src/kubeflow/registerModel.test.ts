import { describeWithContract, DOUBLE_TOKEN } from '@platform-ops/test-servers';
import { connect } from '../__testUtils__/connect';
import { runAction } from '../__testUtils__/runAction';
import { createKubeflowRegisterAction } from './registerModel';

describeWithContract('kubeflow-registry', 'kubeflow:model:register', double => {
  const register = (input: object = {}, options: object = {}) =>
    runAction(
      createKubeflowRegisterAction({
        clients: connect({
          registries: {
            main: { type: 'kubeflow', url: double().url, token: DOUBLE_TOKEN },
          },
        }),
      }),
      {
        connection: 'main',
        name: 'chest-xray',
        version: '1',
        uri: 's3://models/chest-xray/1',
        owner: 'radiology',
        modelFormat: 'onnx',
        properties: { auc: 0.91, trainedOn: 'dataset:default/scans' },
        ...input,
      },
      options,
    );

  it('registers a model, a version and its artefact once', async () => {
    const first = await register();
    expect(first.error).toBeUndefined();
    expect(first.outputs).toEqual({
      modelId: expect.any(String),
      versionId: expect.any(String),
      artifactId: expect.any(String),
    });
    expect((await register()).outputs).toEqual(first.outputs);
    const next = await register({ version: '2' });
    expect(next.outputs.modelId).toBe(first.outputs.modelId);
    expect(next.outputs.versionId).not.toBe(first.outputs.versionId);
  });

  it('registers nothing in a dry run', async () => {
    const { error } = await register({}, { isDryRun: true });
    expect(error).toBeUndefined();
    expect(double().asked).toEqual([]);
  });
});
