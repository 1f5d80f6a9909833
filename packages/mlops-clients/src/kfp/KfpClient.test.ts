import { describeWithContract, DOUBLE_TOKEN } from '@platform-ops/test-servers';
import { InstantTimer } from '../__testUtils__/InstantTimer';
import { KfpClient } from './KfpClient';
import type { KfpRun } from './types';

const PIPELINE = `
components: { comp-train: { executorLabel: exec-train } }
deploymentSpec: { executors: { exec-train: { container: { image: 'python:3.11' } } } }
pipelineInfo: { name: fraud-training }
root: { dag: { tasks: { train: { taskInfo: { name: train }, componentRef: { name: comp-train } } } } }
schemaVersion: 2.1.0
sdkVersion: kfp-2.17.0
`;

describeWithContract('kfp', 'KfpClient', double => {
  const timer = InstantTimer.create();
  const connect = (more: { namespace?: string; timer?: InstantTimer } = {}) =>
    KfpClient.create({
      url: double().url,
      token: DOUBLE_TOKEN,
      key: 'goldenPaths.connections.pipelines.main',
      timer,
      ...more,
    });
  const upload = {
    name: 'fraud-training',
    description: 'Trains it',
    file: PIPELINE,
    codeSourceUrl: 'https://git.example.com/fraud/commit/1',
  };
  const startRun = async (client: KfpClient) => {
    const { pipeline, version } = await client.uploadPipeline(upload);
    const run = await client.createRun({
      title: 'first',
      pipelineId: pipeline.id,
      pipelineVersionId: version.id,
      parameters: { minimum_auc: 0.8, epochs: 3, tags: ['a'] },
    });
    return { pipeline, version, run };
  };

  it('uploads a file once, and another as a new version', async () => {
    const client = connect();
    await client.checkHealth();
    await expect(client.getPipelineByName('fraud-training')).resolves.toBe(
      undefined,
    );

    const first = await client.uploadPipeline(upload);
    expect(first).toMatchObject({
      pipeline: { name: 'fraud-training', description: 'Trains it' },
      version: {
        pipelineId: first.pipeline.id,
        name: expect.stringMatching(/^fraud-training-[0-9a-f]{12}$/),
        codeSourceUrl: 'https://git.example.com/fraud/commit/1',
      },
      createdPipeline: true,
      createdVersion: true,
    });

    await expect(client.uploadPipeline(upload)).resolves.toEqual({
      ...first,
      createdPipeline: false,
      createdVersion: false,
    });

    const second = await client.uploadPipeline({
      ...upload,
      version: '1.1.0',
      file: `${PIPELINE}# changed\n`,
    });
    expect(second).toMatchObject({
      pipeline: first.pipeline,
      version: { name: expect.stringMatching(/^1\.1\.0-[0-9a-f]{12}$/) },
      createdPipeline: false,
      createdVersion: true,
    });

    const page = await client.listVersions({
      pipelineId: first.pipeline.id,
      pageSize: 1,
    });
    expect(page.items).toEqual([second.version]);
    await expect(
      client.listVersions({
        pipelineId: first.pipeline.id,
        pageSize: 1,
        pageToken: page.nextPageToken,
      }),
    ).resolves.toEqual({ items: [first.version] });
  });

  it('says what the service says about a file that is no pipeline', async () => {
    await expect(
      connect().uploadPipeline({ ...upload, file: 'a: 1' }),
    ).rejects.toMatchObject({
      name: 'ServiceError',
      service: 'Kubeflow Pipelines',
      status: 400,
      message:
        'Kubeflow Pipelines (goldenPaths.connections.pipelines.main) answered POST /apis/v2beta1/pipelines/upload_version with 400 (pipelineInfo.name is missing)',
    });
  });

  it('makes an experiment once, in its namespace', async () => {
    const client = connect({ namespace: 'team-a' });
    const made = await client.ensureExperiment('Fraud', { description: 'All' });
    await expect(client.ensureExperiment('Fraud')).resolves.toEqual(made);
    expect(made).toEqual({ id: expect.any(String), name: 'Fraud' });
    expect(double().asked.filter(asked => /^POST/.test(asked))).toHaveLength(1);
    expect(double().asked[0]).toContain('namespace=team-a');
  });

  it('starts, finds and ends runs', async () => {
    const client = connect({ namespace: 'team-a' });
    const { pipeline, version, run } = await startRun(client);
    expect(run).toMatchObject({
      title: 'first',
      state: 'PENDING',
      pipelineId: pipeline.id,
      pipelineVersionId: version.id,
      parameters: { minimum_auc: 0.8, epochs: 3, tags: ['a'] },
      tasks: [],
      finishedAt: undefined,
    });
    const experiment = await client.ensureExperiment('Fraud');
    const second = await client.createRun({
      title: 'second',
      pipelineId: pipeline.id,
      pipelineVersionId: version.id,
      experimentId: experiment.id,
      serviceAccount: 'pipeline-runner',
      pipelineRoot: 's3://runs',
    });

    const { items, nextPageToken } = await client.listRuns({
      pipelineId: pipeline.id,
      pageSize: 1,
    });
    expect(items.map(({ title }) => title)).toEqual(['second']);
    await expect(
      client.listRuns({
        pipelineId: pipeline.id,
        pageSize: 1,
        pageToken: nextPageToken,
      }),
    ).resolves.toEqual({ items: [run] });
    await expect(client.listRuns({ title: 'first' })).resolves.toEqual({
      items: [run],
    });
    await expect(
      client.listRuns({ experimentId: experiment.id }),
    ).resolves.toMatchObject({ items: [{ id: second.id }] });
    await expect(client.listRuns({ pipelineId: 'other' })).resolves.toEqual({
      items: [],
    });

    await client.terminateRun(run.id);
    await expect(client.getRun(run.id)).resolves.toMatchObject({
      state: 'CANCELING',
    });
    await expect(client.getRun('unknown')).resolves.toBe(undefined);
    await expect(client.terminateRun('unknown')).rejects.toThrow('404');
  });

  it('waits for a run and tells how it goes', async () => {
    let runId = '';
    const running = {
      state: 'RUNNING',
      run_details: {
        task_details: [
          {
            task_id: 't1',
            display_name: 'train',
            state: 'RUNNING',
            start_time: '2026-01-01T00:00:10Z',
          },
        ],
      },
    };
    const failed = {
      state: 'FAILED',
      finished_at: '2026-01-01T00:01:00Z',
      error: { code: 9, message: 'auc 0.7 is below 0.8' },
      run_details: {
        task_details: [
          {
            task_id: 't1',
            display_name: 'gate',
            state: 'FAILED',
            start_time: '2026-01-01T00:00:10Z',
            end_time: '2026-01-01T00:01:00Z',
            error: { code: 9, message: 'too low' },
            parent_task_id: 'root',
          },
        ],
      },
      plugins_output: {
        mlflow: {
          state: 'PLUGIN_SUCCEEDED',
          entries: {
            experiment_id: { value: '7' },
            root_run_id: { value: 'abc' },
            run_url: {
              value: 'https://mlflow.example.com/r/abc',
              render_type: 'URL',
            },
          },
        },
      },
    };
    const changes = [{}, running, {}, failed];
    const waiting = InstantTimer.create(() =>
      double().changeRun(runId, changes.shift()!),
    );
    const client = connect({ timer: waiting });
    runId = (await startRun(client)).run.id;

    const seen: KfpRun[] = [];
    const run = await client.waitForRun(runId, {
      intervalSeconds: 5,
      onProgress: progress => seen.push(progress),
    });
    expect(seen.map(({ state }) => state)).toEqual([
      'PENDING',
      'RUNNING',
      'FAILED',
    ]);
    expect(waiting.pauses).toEqual([5000, 5000, 5000, 5000]);
    expect(run).toMatchObject({
      state: 'FAILED',
      message: 'auc 0.7 is below 0.8',
      finishedAt: '2026-01-01T00:01:00Z',
      tasks: [
        {
          id: 't1',
          name: 'gate',
          state: 'FAILED',
          startedAt: '2026-01-01T00:00:10Z',
          finishedAt: '2026-01-01T00:01:00Z',
          message: 'too low',
          parentId: 'root',
        },
      ],
      mlflow: {
        experimentId: '7',
        runId: 'abc',
        url: 'https://mlflow.example.com/r/abc',
      },
    });
  });

  it('gives up waiting in time, when told to, and for what is not there', async () => {
    const client = connect();
    const { run } = await startRun(client);
    await expect(
      client.waitForRun(run.id, { timeoutSeconds: 60 }),
    ).rejects.toThrow("was waited for 60 s, and still run 'first' is PENDING");

    const controller = new AbortController();
    const canceled = connect({
      timer: InstantTimer.create(() => controller.abort(new Error('enough'))),
    });
    await expect(
      canceled.waitForRun(run.id, { signal: controller.signal }),
    ).rejects.toThrow('enough');

    await expect(client.waitForRun('unknown')).rejects.toMatchObject({
      status: 404,
      message: expect.stringContaining("knows no run 'unknown'"),
    });
  });
});
