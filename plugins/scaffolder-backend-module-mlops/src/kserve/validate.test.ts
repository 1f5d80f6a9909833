import type { KubernetesClient } from '@platform-ops/backstage-plugin-platform-ops-node';
import { stringify } from 'yaml';
import { accessTo } from '../__testUtils__/accessTo';
import { runAction, Workspace } from '../__testUtils__/runAction';
import { createValidateInferenceServiceAction } from './validate';

const DIGEST = `sha256:${'0'.repeat(64)}`;

describe('kserve:inference-service:validate', () => {
  // Without a cluster nothing is asked.
  const action = createValidateInferenceServiceAction({
    access: accessTo(),
    client: {} as KubernetesClient,
  });
  let workspace: Workspace;

  beforeEach(async () => {
    workspace = await Workspace.create();
  });

  afterEach(() => workspace.remove());

  const validate = async (object: object, input: object = {}) => {
    await workspace.write({ 'service.yaml': stringify(object) });
    return runAction(
      action,
      { files: ['service.yaml'], ...input },
      { workspacePath: workspace.path },
    );
  };
  const service = (
    spec: object,
    { name = 'chest-xray', mode }: { name?: string; mode?: string } = {},
  ) => ({
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: {
      name,
      ...(mode && {
        annotations: { 'serving.kserve.io/deploymentMode': mode },
      }),
    },
    spec,
  });
  const model = {
    modelFormat: { name: 'onnx' },
    storageUri: 's3://models/chest-xray/1',
    resources: { requests: { cpu: '1' }, limits: { cpu: '2' } },
  };

  it('takes what is right, and says that no cluster was asked', async () => {
    const { error, outputs, log } = await validate(
      service(
        {
          predictor: { model, minReplicas: 1, maxReplicas: 3 },
          transformer: {
            containers: [
              { name: 'api', image: `example.test/api@${DIGEST}`, ...model },
            ],
          },
        },
        { mode: 'Standard' },
      ),
      { rules: ['payload-logging-off', 'digest', 'resources'] },
    );
    expect(error).toBeUndefined();
    expect(outputs).toEqual({ services: ['chest-xray'], checkedBy: 'fields' });
    expect(log.join()).toContain('no cluster was asked');
  });

  it.each([
    ['spec.predictor: found nothing', service({})],
    ['spec.predictors: is not known', service({ predictors: {} })],
    [
      'spec.predictor: found neither; expected is either model or containers',
      service({ predictor: {} }),
    ],
    [
      'spec.predictor.sklearn: is the old way',
      service({ predictor: { sklearn: {} } }),
    ],
    [
      'spec.predictor.model.modelFormat.name: found nothing',
      service({ predictor: { model: { storageUri: 's3://a/b' } } }),
    ],
    [
      'spec.predictor.model.storageUri: found "ftp://a/b"',
      service({ predictor: { model: { ...model, storageUri: 'ftp://a/b' } } }),
    ],
    [
      'spec.predictor.minReplicas: found 4, which is more than maxReplicas (2)',
      service({ predictor: { model, minReplicas: 4, maxReplicas: 2 } }),
    ],
    [
      'spec.predictor.minReplicas: found 0; only',
      service({ predictor: { model, minReplicas: 0 } }, { mode: 'Standard' }),
    ],
    [
      'spec.predictor.canaryTrafficPercent: found 120',
      service({ predictor: { model, canaryTrafficPercent: 120 } }),
    ],
    [
      'deploymentMode: found "RawDeployment"; allowed are Standard, Knative',
      service({ predictor: { model } }, { mode: 'RawDeployment' }),
    ],
    [
      'metadata.name: found 1-model',
      service({ predictor: { model } }, { name: '1-model' }),
    ],
    [
      'apiVersion: found serving.kserve.io/v1alpha9',
      {
        ...service({ predictor: { model } }),
        apiVersion: 'serving.kserve.io/v1alpha9',
      },
    ],
    [
      'spec.model.uri: found nothing',
      {
        apiVersion: 'serving.kserve.io/v1alpha2',
        kind: 'LLMInferenceService',
        metadata: { name: 'chat' },
        spec: {},
      },
    ],
    [
      'found no InferenceService',
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } },
    ],
  ])('tells: %s', async (message, object) => {
    const { error } = await validate(object);
    expect(error?.name).toBe('InputError');
    expect(error?.message).toContain(message);
  });

  it.each([
    ['payload-logging-off', { predictor: { model, logger: { mode: 'all' } } }],
    [
      'digest',
      {
        predictor: {
          model: { ...model, storageUri: 'oci://example.test/model:latest' },
        },
      },
    ],
    ['digest', { predictor: { model: { ...model, image: 'a:latest' } } }],
    ['resources', { predictor: { model: { ...model, resources: undefined } } }],
  ])('holds to the rule %s where it is asked for', async (rule, spec) => {
    expect((await validate(service(spec))).error).toBeUndefined();
    const { error } = await validate(service(spec), { rules: [rule] });
    expect(error?.message).toContain(`the rule ${rule}`);
  });

  it.each([
    ['no YAML', 'a: [', /service\.yaml: .+/],
    ['no object', '- 1', /expected an object with apiVersion and kind/],
    ['no name', 'apiVersion: v1\nkind: Pod', /metadata\.name: found nothing/],
    [
      'a name that leads elsewhere',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: ../../nodes}',
      /metadata\.name: found "\.\.\/\.\.\/nodes"/,
    ],
    [
      'a bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]`,
      /alias/,
    ],
  ])('refuses a file with %s', async (_, text, message) => {
    await workspace.write({ 'service.yaml': text });
    const { error } = await runAction(
      action,
      { files: ['service.yaml'] },
      { workspacePath: workspace.path },
    );
    expect(error?.message).toMatch(message);
  });
});
