import { KfpClient, type KfpRunRequest } from '@platform-ops/mlops-clients';
import {
  describeWithContract,
  DOUBLE_TOKEN,
  FakeHttpServer,
  type KfpDouble,
} from '@platform-ops/test-servers';
import { stopClock } from '../__testUtils__/clock';
import { component, startPortal } from '../__testUtils__/startPortal';

const PIPELINE = `
components: { comp-train: { executorLabel: exec-train } }
deploymentSpec: { executors: { exec-train: { container: { image: 'python:3.11' } } } }
pipelineInfo: { name: chest-xray }
root: { dag: { tasks: { train: { taskInfo: { name: train }, componentRef: { name: comp-train } } } } }
schemaVersion: 2.1.0
sdkVersion: kfp-2.17.0
`;
const ENTITIES = [
  component('xray', { 'platformops.io/kfp-pipeline': 'main/chest-xray' }),
  component('xray-viewer', {
    'platformops.io/kfp-pipeline': 'main/chest-xray',
  }),
  component('absent', { 'platformops.io/kfp-pipeline': 'main/nothing' }),
  component('misplaced', { 'platformops.io/kfp-pipeline': 'old/chest-xray' }),
  component('misspelt', { 'platformops.io/kfp-pipeline': 'main' }),
  component('plain'),
];

describeWithContract('kfp', 'runs of Kubeflow Pipelines', double => {
  let front: FakeHttpServer;
  let mlflow: FakeHttpServer;
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let clock: ReturnType<typeof stopClock>;
  let client: KfpClient;

  /** Hands everything on, until a test says otherwise. */
  const comeBack = () => front.answer(async asked => forward(double(), asked));

  beforeEach(async () => {
    clock = stopClock();
    front = await FakeHttpServer.start();
    // Follows MLflow's REST API, `runs/get`.
    mlflow = await FakeHttpServer.start({
      answer: () => ({
        body: {
          run: {
            info: { run_id: 'r1', experiment_id: '7', status: 'FINISHED' },
            data: { metrics: [{ key: 'auc', value: 0.97 }] },
          },
        },
      }),
    });
    comeBack();
    portal = await startPortal({
      entities: ENTITIES,
      hidden: ['xray-viewer'],
      config: {
        goldenPaths: {
          connections: {
            pipelines: {
              main: {
                type: 'kfp',
                title: 'Main',
                url: front.url,
                uiUrl: 'https://kubeflow.example.com/pipeline',
                token: DOUBLE_TOKEN,
                requestTimeout: { seconds: 1 },
              },
            },
            registries: {
              tracking: {
                type: 'mlflow',
                url: mlflow.url,
                uiUrl: 'https://mlflow.example.com',
              },
            },
          },
        },
      },
    });
    client = KfpClient.create({ url: double().url, token: DOUBLE_TOKEN });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await portal.stop();
    await front.stop();
    await mlflow.stop();
  });

  async function startRun(request: Partial<KfpRunRequest> = {}) {
    const { pipeline, version } = await client.uploadPipeline({
      name: 'chest-xray',
      file: PIPELINE,
    });
    return client.createRun({
      title: 'first',
      pipelineId: pipeline.id,
      pipelineVersionId: version.id,
      ...request,
    });
  }

  it('shows runs with their steps, and where MLflow tracks them', async () => {
    const run = await startRun({
      parameters: { minimum_auc: 0.9, hub_token: 'hunter2', folds: [1, 2] },
    });
    double().changeRun(run.id, {
      state: 'FAILED',
      finished_at: '2026-01-01T00:10:00Z',
      error: { code: 13, message: 'gate: found 0.88\nallowed is 0.9' },
      run_details: {
        task_details: [
          { task_id: '0', display_name: 'root', state: 'FAILED' },
          { task_id: '1', display_name: 'root-driver', state: 'SUCCEEDED' },
          {
            task_id: '3',
            display_name: 'gate',
            state: 'FAILED',
            start_time: '2026-01-01T00:09:00Z',
            error: { code: 13, message: 'below the gate' },
          },
          { task_id: '2', display_name: 'gate-driver', state: 'SUCCEEDED' },
          {
            task_id: '4',
            display_name: 'bus-driver',
            state: 'SUCCEEDED',
            start_time: '2026-01-01T00:01:00Z',
            end_time: '2026-01-01T00:09:00Z',
          },
        ],
      },
      plugins_output: {
        mlflow: {
          state: 'PLUGIN_SUCCEEDED',
          entries: {
            experiment_id: { value: '7' },
            root_run_id: { value: 'r1' },
            run_url: { value: `${mlflow.url}/#/experiments/7/runs/r1` },
          },
        },
      },
    });
    await expect(portal.runsOf('xray')).resolves.toEqual({
      sources: [
        {
          id: 'kfp:main/chest-xray',
          type: 'kfp',
          title: 'chest-xray on Main',
          state: 'ok',
          observedAt: '2026-01-01T00:00:00.000Z',
        },
      ],
      runs: [
        {
          id: run.id,
          source: 'kfp:main/chest-xray',
          type: 'kfp',
          title: 'first',
          state: 'failed',
          startedAt: expect.any(String),
          finishedAt: '2026-01-01T00:10:00.000Z',
          message: 'gate: found 0.88 allowed is 0.9',
          url: `https://kubeflow.example.com/pipeline/#/runs/details/${run.id}`,
          mlflowRun: {
            experimentId: '7',
            runId: 'r1',
            url: 'https://mlflow.example.com/#/experiments/7/runs/r1',
          },
          steps: [
            {
              name: 'bus-driver',
              state: 'succeeded',
              startedAt: '2026-01-01T00:01:00.000Z',
              finishedAt: '2026-01-01T00:09:00.000Z',
            },
            {
              name: 'gate',
              state: 'failed',
              startedAt: '2026-01-01T00:09:00.000Z',
              message: 'below the gate',
            },
          ],
          parameters: {
            minimum_auc: 0.9,
            hub_token: '(not shown)',
            folds: '[1,2]',
          },
          metrics: { auc: 0.97 },
        },
      ],
    });
  });

  it('never says that a state which it does not know is good', async () => {
    const run = await startRun();
    double().changeRun(run.id, { state: 'RUNTIME_STATE_UNSPECIFIED' });
    const { runs } = await portal.runsOf('xray');
    expect(runs).toMatchObject([{ state: 'unknown', metrics: {} }]);
  });

  it('shows runs of other pipelines to nobody, also where they cannot be asked for', async () => {
    await startRun();
    const other = await client.uploadPipeline({
      name: 'other',
      file: PIPELINE,
    });
    await startRun({
      title: 'of another',
      pipelineId: other.pipeline.id,
      pipelineVersionId: other.version.id,
    });
    front.answer(async asked =>
      asked.path.endsWith('/runs') &&
      asked.query.get('filter')?.includes('pipeline_id')
        ? { status: 400, body: { code: 3, message: 'Invalid filter key' } }
        : forward(double(), asked),
    );
    const { sources, runs } = await portal.runsOf('xray');
    expect(sources).toMatchObject([{ state: 'ok' }]);
    expect(runs.map(({ title }) => title)).toEqual(['first']);
  });

  it('says what is wrong with an annotation', async () => {
    const errorOf = async (name: string) =>
      (await portal.runsOf(name)).sources[0];
    await expect(errorOf('absent')).resolves.toEqual({
      id: 'kfp:main/nothing',
      type: 'kfp',
      title: 'nothing on Main',
      state: 'failing',
      error: "platformops.io/kfp-pipeline: Main has no pipeline 'nothing' yet",
    });
    await expect(errorOf('misplaced')).resolves.toMatchObject({
      state: 'failing',
      error: "goldenPaths.connections.pipelines: found no 'old', there is main",
    });
    await expect(errorOf('misspelt')).resolves.toMatchObject({
      state: 'failing',
      error:
        "platformops.io/kfp-pipeline: found 'main', allowed is <id of a connection>/<name of a pipeline>",
    });
    await expect(portal.runsOf('plain')).resolves.toEqual({
      sources: [],
      runs: [],
    });
  });

  it('keeps the last good answer while the server is away, and tells its age', async () => {
    await startRun();
    await portal.runsOf('xray');
    front.answer(() => ({ hangUp: true }));
    clock.goOn(20);
    const { sources, runs } = await portal.runsOf('xray');
    expect(sources).toEqual([
      expect.objectContaining({
        state: 'failing',
        error: expect.stringMatching(
          /^Kubeflow Pipelines \(goldenPaths.connections.pipelines.main\) could not be reached for GET /,
        ),
        observedAt: '2026-01-01T00:00:00.000Z',
      }),
    ]);
    expect(JSON.stringify(sources)).not.toContain(DOUBLE_TOKEN);
    expect(runs).toHaveLength(1);

    comeBack();
    clock.goOn(10);
    await portal.poll();
    expect((await portal.runsOf('xray')).sources).toEqual([
      expect.objectContaining({
        state: 'ok',
        observedAt: '2026-01-01T00:00:30.000Z',
      }),
    ]);
    // That it went away, and that it is back.
    expect(portal.signals).toHaveLength(2);
  });

  it('says so of a server that takes too long, and knows nothing then', async () => {
    front.answer(() => ({ silent: true }));
    await expect(portal.runsOf('xray')).resolves.toMatchObject({
      sources: [
        {
          state: 'failing',
          error: expect.stringContaining('did not answer GET'),
        },
      ],
      runs: [],
    });
  });

  it('looks once for all who look, tells only them, and stops when they leave', async () => {
    const run = await startRun();
    await portal.runsOf('xray', 'user:default/ann');
    await portal.runsOf('xray', 'user:default/bob');
    const looks = () =>
      double().asked.filter(asked => asked.includes('/runs?')).length;
    expect(looks()).toBe(1);

    clock.goOn(10);
    await portal.poll();
    expect(looks()).toBe(2);
    expect(portal.signals).toEqual([]);

    double().changeRun(run.id, { state: 'SUCCEEDED' });
    clock.goOn(10);
    await portal.poll();
    expect(looks()).toBe(3);
    expect(portal.signals).toEqual([
      {
        recipients: {
          type: 'user',
          entityRef: ['user:default/ann', 'user:default/bob'],
        },
        channel: 'golden-paths:pipelines',
        message: {
          ref: 'component:default/xray',
          revision: expect.any(Number),
        },
      },
    ]);
    expect(await portal.runsOf('xray', 'user:default/ann')).toMatchObject({
      runs: [{ state: 'succeeded' }],
    });
    expect(looks()).toBe(3);

    clock.goOn(61);
    await portal.poll();
    expect(looks()).toBe(3);
  });

  it('shows the runs of an entity only to who may see both', async () => {
    const { status } = await portal.get(
      '/pipelines?entityRef=component:default/xray-viewer',
    );
    expect(status).toBe(404);
    expect(double().asked).toEqual([]);
    const { body } = await portal.get('/pipelines?entityRef=xray');
    expect(body.error.message).toContain('entityRef');
  });

  it('lists the connections without what signs in to them', async () => {
    const { body } = await portal.get('/connections');
    expect(body).toEqual({
      items: [
        {
          id: 'main',
          kind: 'pipelines',
          type: 'kfp',
          title: 'Main',
          uiUrl: 'https://kubeflow.example.com/pipeline',
        },
        {
          id: 'tracking',
          kind: 'registries',
          type: 'mlflow',
          title: 'tracking',
          uiUrl: 'https://mlflow.example.com',
        },
      ],
    });
  });
});

describe('without the permissions', () => {
  it('shows nothing', async () => {
    const portal = await startPortal({
      entities: ENTITIES,
      denied: ['golden-paths.pipeline.read', 'golden-paths.path.read'],
    });
    for (const path of [
      '/pipelines?entityRef=component:default/xray',
      '/connections',
    ]) {
      const { status, body } = await portal.get(path);
      expect({ status, message: body.error.message }).toEqual({
        status: 403,
        message: expect.stringContaining('golden-paths.'),
      });
    }
    await portal.stop();
  });
});

async function forward(
  to: KfpDouble,
  asked: { method: string; url: string; headers: object },
) {
  const { authorization } = asked.headers as Record<string, string>;
  const response = await fetch(`${to.url}${asked.url}`, {
    headers: { authorization },
  });
  return { status: response.status, body: await response.json() };
}

it('tells machines of runs, whose tokens cannot be passed on', async () => {
  const portal = await startPortal({ entities: ENTITIES });
  const { status, body } = await portal.getAsMachine(
    '/pipelines?entityRef=component:default/xray',
  );
  expect({ status, body }).toMatchObject({
    status: 200,
    body: { sources: [{ type: 'kfp' }] },
  });
  await portal.stop();
});
