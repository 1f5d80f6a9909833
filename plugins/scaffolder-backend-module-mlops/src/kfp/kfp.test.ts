import { describeWithContract, DOUBLE_TOKEN } from '@platform-ops/test-servers';
import { connect } from '../__testUtils__/connect';
import {
  runAction,
  Workspace,
  type Checkpoints,
} from '../__testUtils__/runAction';
import { createRunAction } from './createRun';
import { createUploadPipelineAction } from './uploadPipeline';
import { createWaitForRunAction } from './waitForRun';

const PIPELINE = `
components: { comp-train: { executorLabel: exec-train } }
deploymentSpec: { executors: { exec-train: { container: { image: python } } } }
pipelineInfo: { name: training }
root: { dag: { tasks: { train: { componentRef: { name: comp-train } } } } }
schemaVersion: 2.1.0
sdkVersion: kfp-2.17.0
`;

describeWithContract('kfp', 'actions of Kubeflow Pipelines', double => {
  let workspace: Workspace;
  let onPause = () => {};

  beforeEach(async () => {
    workspace = await Workspace.create({ 'pipeline.yaml': PIPELINE });
    onPause = () => {};
  });

  afterEach(() => workspace.remove());

  const clients = () =>
    connect(
      {
        pipelines: {
          main: {
            type: 'kfp',
            url: double().url,
            token: DOUBLE_TOKEN,
            uiUrl: 'https://kubeflow.example.com/pipeline',
          },
        },
      },
      () => onPause(),
    );
  const upload = (input: object = {}, options: object = {}) =>
    runAction(
      createUploadPipelineAction({ clients: clients() }),
      {
        connection: 'main',
        path: 'pipeline.yaml',
        name: 'chest-xray',
        ...input,
      },
      { workspacePath: workspace.path, ...options },
    );
  const start = async (checkpoints?: Checkpoints, input: object = {}) => {
    const { outputs } = await upload();
    return runAction(
      createRunAction({ clients: clients() }),
      {
        connection: 'main',
        pipelineId: outputs.pipelineId as string,
        pipelineVersionId: outputs.pipelineVersionId as string,
        title: 'First training',
        experiment: 'chest-xray',
        parameters: { minimum_auc: 0.85 },
        ...input,
      },
      { workspacePath: workspace.path, checkpoints },
    );
  };
  const wait = (
    runId: unknown,
    input: object = {},
    options: Parameters<typeof runAction>[2] = {},
  ) =>
    runAction(
      createWaitForRunAction({ clients: clients() }),
      { connection: 'main', runId: runId as string, ...input },
      { workspacePath: workspace.path, ...options },
    );

  it('uploads a pipeline once', async () => {
    const first = await upload();
    expect(first.error).toBeUndefined();
    const { pipelineId, pipelineVersionId } = first.outputs;
    expect(first.outputs).toEqual({
      pipelineId: expect.any(String),
      pipelineVersionId: expect.any(String),
      annotation: 'main/chest-xray',
      url: `https://kubeflow.example.com/pipeline/#/pipelines/details/${pipelineId}/version/${pipelineVersionId}`,
    });
    const second = await upload();
    expect(second.outputs).toEqual(first.outputs);
    expect(second.log.join('\n')).toContain('has pipeline.yaml already');
    await workspace.write({ 'pipeline.yaml': `${PIPELINE}# changed\n` });
    const third = await upload();
    expect(third.outputs.pipelineId).toBe(pipelineId);
    expect(third.outputs.pipelineVersionId).not.toBe(pipelineVersionId);
  });

  it('contacts nothing in a dry run', async () => {
    const { outputs, error, log } = await upload({}, { isDryRun: true });
    expect(error).toBeUndefined();
    expect(outputs.annotation).toBe('main/chest-xray');
    expect(log).toEqual([
      expect.stringContaining('Would upload pipeline.yaml'),
    ]);
    expect(double().asked).toEqual([]);
  });

  it('names the connections that there are', async () => {
    const { error } = await upload({ connection: 'moon' });
    expect(error?.name).toBe('InputError');
    expect(error?.message).toContain(
      "goldenPaths.connections.pipelines: found no 'moon', there is main",
    );
  });

  it('reads nothing outside of the workspace', async () => {
    const { error } = await upload({ path: '../../etc/passwd' });
    expect(error?.message).toContain('is not inside of the workspace');
    expect((await upload({ path: 'none.yaml' })).error?.message).toBe(
      'path: there is no none.yaml in the workspace',
    );
  });

  it('starts a run once for each task', async () => {
    const checkpoints: Checkpoints = new Map();
    const first = await start(checkpoints);
    expect(first.error).toBeUndefined();
    expect(first.outputs).toEqual({
      runId: expect.any(String),
      title: expect.stringMatching(/^First training \(task-1\.[0-9a-f]{6}\)$/),
      url: `https://kubeflow.example.com/pipeline/#/runs/details/${first.outputs.runId}`,
    });
    // Tried again, with what was kept and without.
    expect((await start(checkpoints)).outputs).toEqual(first.outputs);
    expect((await start()).outputs).toEqual(first.outputs);
    // A step that runs for each of several keeps them apart.
    const other = await start(checkpoints, {
      parameters: { minimum_auc: 0.9 },
    });
    expect(other.outputs.runId).not.toBe(first.outputs.runId);
  });

  it('tells the steps of a run until it ended', async () => {
    const { outputs } = await start();
    const { title } = outputs;
    const id = outputs.runId as string;
    const task = (display_name: string, state: string) => ({
      run_id: id,
      task_id: display_name,
      display_name,
      state,
    });
    const changes = [
      {
        state: 'RUNNING',
        run_details: { task_details: [task('train', 'RUNNING')] },
      },
      {
        state: 'SUCCEEDED',
        run_details: {
          task_details: [
            task('train', 'SUCCEEDED'),
            task('evaluate', 'SUCCEEDED'),
          ],
        },
      },
    ];
    onPause = () => double().changeRun(id, changes.shift()!);
    const waited = await wait(id);
    expect(waited.error).toBeUndefined();
    expect(waited.outputs.state).toBe('SUCCEEDED');
    expect(waited.log).toEqual([
      `info Run ${title}: pending`,
      'info train: running',
      `info Run ${title}: running`,
      'info train: succeeded',
      'info evaluate: succeeded',
      `info Run ${title}: succeeded`,
    ]);
  });

  it('ends the task where the run failed, unless told', async () => {
    const { outputs } = await start();
    const id = outputs.runId as string;
    double().changeRun(id, {
      state: 'FAILED',
      run_details: {
        task_details: [
          {
            run_id: id,
            task_id: 'gate',
            display_name: 'gate',
            state: 'FAILED',
            error: { code: 9, message: 'AUC 0.81 is below 0.85' },
          },
        ],
      },
    });
    const stopped = await wait(id);
    expect(stopped.error?.message).toContain(
      'The run ended as failed at gate: AUC 0.81 is below 0.85',
    );
    expect(stopped.outputs.state).toBe('FAILED');
    const warned = await wait(id, { onFailure: 'warn' });
    expect(warned.error).toBeUndefined();
    expect(warned.log.at(-1)).toContain('warn The run ended as failed');
  });

  it('stops waiting when the task is cancelled, and when the time is over', async () => {
    const { outputs } = await start();
    const controller = new AbortController();
    onPause = () => controller.abort(new Error('cancelled'));
    const { error } = await wait(
      outputs.runId,
      {},
      { signal: controller.signal },
    );
    expect(error?.message).toBe('cancelled');
    onPause = () => {};
    const late = await wait(outputs.runId, { timeoutMinutes: 1 });
    expect(late.error?.message).toMatch(/waited for 60 s.*PENDING/);
  });
});
