import { describeWithContract, DOUBLE_TOKEN } from '@platform-ops/test-servers';
import { connect } from '../__testUtils__/connect';
import {
  runAction,
  Workspace,
  type Checkpoints,
} from '../__testUtils__/runAction';
import { createApplicationAction } from './createApplication';
import { createRollBackAction } from './rollBack';
import { createSyncAction } from './sync';
import { createWaitForApplicationAction } from './wait';

const APPLICATION = `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: chest-xray }
spec:
  project: default
  source: { repoURL: https://git.example.com/chest-xray.git, path: deploy, targetRevision: main }
  destination: { server: https://kubernetes.default.svc, namespace: radiology }
`;

describeWithContract('argocd', 'actions of Argo CD', double => {
  let workspace: Workspace;
  let onPause = () => {};

  beforeEach(async () => {
    workspace = await Workspace.create({ 'application.yaml': APPLICATION });
    onPause = () => {};
  });

  afterEach(() => workspace.remove());

  const clients = () =>
    connect(
      {
        argocd: {
          main: {
            url: double().url,
            token: DOUBLE_TOKEN,
            uiUrl: 'https://argocd.example.com',
          },
        },
      },
      () => onPause(),
    );
  const create = (options: object = {}) =>
    runAction(
      createApplicationAction({ clients: clients() }),
      { connection: 'main', path: 'application.yaml' },
      { workspacePath: workspace.path, ...options },
    );
  const named = { connection: 'main', name: 'chest-xray' };
  const sync = (checkpoints?: Checkpoints, input: object = {}) =>
    runAction(
      createSyncAction({ clients: clients() }),
      { ...named, ...input },
      { checkpoints },
    );
  const wait = (input: object = {}) =>
    runAction(createWaitForApplicationAction({ clients: clients() }), {
      ...named,
      ...input,
    });
  const deploy = async (revision: string) => {
    await sync(new Map(), { revision });
    double().beginOperation('chest-xray');
    double().endOperation('chest-xray');
  };

  it('makes an application from a file, and does so once more', async () => {
    const first = await create();
    expect(first.error).toBeUndefined();
    expect(first.outputs).toEqual({
      name: 'chest-xray',
      url: 'https://argocd.example.com/applications/chest-xray',
    });
    expect((await create()).outputs).toEqual(first.outputs);
  });

  it('does not take over what deploys another repository', async () => {
    await create();
    await workspace.write({
      'application.yaml': APPLICATION.replace('/chest-xray.git', '/other.git'),
    });
    const { error } = await create();
    expect(error?.name).toBe('ConflictError');
    expect(error?.message).toContain(
      'that deploys https://git.example.com/chest-xray.git; choose another name',
    );
    await workspace.write({
      'application.yaml': APPLICATION.replace(': radiology', ': kube-system'),
    });
    expect((await create()).error?.message).toContain(
      'spec.destination.namespace: found kube-system',
    );
  });

  it('is used by the templates that may', async () => {
    const closed = connect({
      argocd: {
        main: {
          url: double().url,
          templates: ['template:default/serve-model'],
        },
      },
    });
    const action = createSyncAction({ clients: closed });
    const { error } = await runAction(action, named, {
      templateInfo: { entityRef: 'template:default/mine' },
    });
    expect(error?.name).toBe('NotAllowedError');
    expect(error?.message).toBe(
      'goldenPaths.connections.argocd.main.templates: template:default/mine is not among those that may use it',
    );
    const preview = await runAction(action, named, {
      isDryRun: true,
      // As the scaffolder calls every template then.
      templateInfo: { entityRef: 'template:default/dry-run' },
    });
    expect(preview.error).toBeUndefined();
    expect(double().asked).toEqual([]);
  });

  it('contacts nothing in a dry run', async () => {
    const { error, log } = await create({ isDryRun: true });
    expect(error).toBeUndefined();
    expect(log).toEqual([
      'info Would create the application chest-xray in main',
    ]);
    expect(double().asked).toEqual([]);
  });

  it('takes one application alone', async () => {
    await workspace.write({
      'application.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: a}',
    });
    const { error } = await create();
    expect(error?.message).toBe(
      'path: application.yaml has Service of v1; expected is one Application of argoproj.io/v1alpha1',
    );
  });

  it('deploys once for each task, and waits until that is done', async () => {
    await create();
    const checkpoints: Checkpoints = new Map();
    await sync(checkpoints);
    await sync(checkpoints);
    expect(
      double().asked.filter(asked => asked.endsWith('/sync')),
    ).toHaveLength(1);
    const steps = [
      () => double().beginOperation('chest-xray'),
      () => double().endOperation('chest-xray'),
    ];
    onPause = () => steps.shift()?.();
    const { error, outputs, log } = await wait();
    expect(error).toBeUndefined();
    expect(outputs).toMatchObject({
      health: 'Healthy',
      sync: 'Synced',
      url: 'https://argocd.example.com/applications/chest-xray',
    });
    expect(log.at(-1)).toBe('info chest-xray: Healthy, Synced');
  });

  it('tells why deploying failed', async () => {
    await create();
    await sync();
    double().beginOperation('chest-xray');
    double().endOperation('chest-xray', {
      phase: 'Failed',
      message: 'one or more objects failed to apply',
    });
    const { error } = await wait();
    expect(error?.message).toContain('one or more objects failed to apply');
  });

  it('rolls back once for each task', async () => {
    await create();
    for (const revision of ['v0', 'v1', 'v2']) {
      await deploy(revision);
    }
    const checkpoints: Checkpoints = new Map();
    const back = () =>
      runAction(createRollBackAction({ clients: clients() }), named, {
        checkpoints,
      });
    const first = await back();
    expect(first.error).toBeUndefined();
    await back();
    const asked = () =>
      double().asked.filter(each => each.endsWith('/rollback')).length;
    expect(asked()).toBe(1);

    // A portal that stopped before it could write down that it asked.
    const forget = () => checkpoints.delete([...checkpoints.keys()].at(-1)!);
    forget();
    const busy = await back();
    expect(busy.error).toBeUndefined();
    expect(asked()).toBe(1);
    double().endOperation('chest-xray');
    forget();
    await back();
    double().endOperation('chest-xray');
    const { client } = clients().argoCd('main', {});
    const { history } = (await client.getApplication(named))!;
    expect(history.map(({ revision }) => revision)).toEqual([
      'v0',
      'v1',
      'v2',
      'v1',
      'v1',
    ]);
  });
});
