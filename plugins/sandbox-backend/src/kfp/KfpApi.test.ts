import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  startPlatform,
  TUESDAY,
} from '../workloads/__testUtils__/createPlatform';
import { createContract, hasContract } from './__testUtils__/contract';
import type { KfpRecords } from './records';

const PIPELINE = readFileSync(
  join(__dirname, '__fixtures__/pipeline.yaml'),
  'utf8',
);
const API = '/apis/v2beta1';
const MINUTE = 60_000;

describe('the simulated Kubeflow Pipelines', () => {
  const contract = createContract();
  let now = TUESDAY;
  let kept: KfpRecords | undefined;
  let sandbox: Awaited<ReturnType<typeof startPlatform>>;
  const start = () =>
    startPlatform({
      now: () => now,
      pipelines: kept,
      keepPipelines: records => {
        kept = structuredClone(records);
      },
    });

  beforeEach(async () => {
    now = TUESDAY;
    kept = undefined;
    sandbox = await start();
  });
  afterEach(() => sandbox.stop());

  /** Checks each answer against the published document where it is there. */
  const ask = async (
    request: string,
    body?: object | FormData,
    status = 200,
  ): Promise<any> => {
    const [method, path] = request.split(' ');
    const response = await sandbox.ask(`/kfp${API}/${path}`, {
      method,
      body: body instanceof FormData ? body : body && JSON.stringify(body),
    });
    const answer = await response.json();
    const asked = { method, path: `${API}/${path.split('?')[0]}` };
    expect({
      request,
      answer,
      status: response.status,
      errors: contract(asked, { status: response.status, body: answer }),
    }).toEqual({ request, answer, status, errors: [] });
    return answer;
  };
  const form = (text: string, field = 'uploadfile') => {
    const data = new FormData();
    data.append(field, new Blob([text]), 'pipeline.yaml');
    return data;
  };
  const upload = (name = 'triage') =>
    ask(`POST pipelines/upload?name=${name}&tags={"a":"b"}`, form(PIPELINE));
  const run = async (
    parameters: Record<string, unknown>,
    pipeline?: string,
    rest: object = {},
  ) =>
    ask('POST runs', {
      display_name: 'first',
      pipeline_version_reference: {
        pipeline_id: pipeline ?? (await upload()).pipeline_id,
      },
      runtime_config: { parameters },
      ...rest,
    });
  const mlflow = async (path: string) =>
    (await sandbox.ask(`/api/2.0/mlflow/${path}`)).json();
  const tasksOf = (answer: any) =>
    Object.fromEntries(
      answer.run_details.task_details.map((task: any) => [
        task.display_name,
        task.state,
      ]),
    );

  it('keeps pipelines with their versions', async () => {
    expect(await ask('GET healthz')).toMatchObject({ multi_user: false });
    expect(await ask('GET pipelines')).toMatchObject({ total_size: 0 });
    const pipeline = await upload();
    expect(pipeline).toMatchObject({
      name: 'triage',
      display_name: 'triage',
      tags: { a: 'b' },
      created_at: '2026-06-16T10:00:00Z',
    });
    await ask('POST pipelines/upload?name=triage', form(PIPELINE), 409);
    await ask('POST pipelines/upload?name=x&tags=[]', form(PIPELINE), 400);
    const id = pipeline.pipeline_id;
    now += MINUTE;
    const second = await ask(
      `POST pipelines/upload_version?pipelineid=${id}&name=v2`,
      form(`${PIPELINE}---\nplatforms: { kubernetes: {} }\n`),
    );
    expect(second.pipeline_spec).toMatchObject({
      pipeline_spec: { pipelineInfo: { name: 'train-and-register' } },
      platform_spec: { platforms: { kubernetes: {} } },
    });
    await ask(
      `POST pipelines/upload_version?pipelineid=${id}&name=v2`,
      form(PIPELINE),
      409,
    );
    const newest = await ask(
      `GET pipelines/${id}/versions?sort_by=created_at%20desc&page_size=1`,
    );
    expect(newest).toMatchObject({
      total_size: 2,
      pipeline_versions: [{ name: 'v2' }],
    });
    expect(
      await ask(
        `GET pipelines/${id}/versions?sort_by=created_at%20desc&page_size=1&page_token=${newest.next_page_token}`,
      ),
    ).toMatchObject({ pipeline_versions: [{ name: 'triage' }] });
    const filter = (predicate: object) =>
      encodeURIComponent(JSON.stringify({ predicates: [predicate] }));
    const found = async (predicate: object) =>
      (await ask(`GET pipelines?filter=${filter(predicate)}`)).total_size;
    const named = (operation: string, value: string) =>
      found({ key: 'name', operation, string_value: value });
    expect(await named('EQUALS', 'triage')).toBe(1);
    expect(await named('EQUALS', 'other')).toBe(0);
    expect(await named('IS_SUBSTRING', 'ria')).toBe(1);
    expect(
      await found({
        key: 'created_at',
        operation: 'GREATER_THAN',
        timestamp_value: '2026-06-16T10:00:00Z',
      }),
    ).toBe(0);
    await ask(
      `GET pipelines?filter=${filter({ key: 'colour', operation: 'EQUALS' })}`,
      undefined,
      400,
    );
    await ask('GET pipelines/names/triage');
    const empty = await ask('POST pipelines', { display_name: 'empty' });
    expect(empty).toMatchObject({ name: 'empty' });
    await ask('POST pipelines', { name: 'empty' }, 409);
    await ask('POST pipelines', {}, 400);
    await ask(`DELETE pipelines/${empty.pipeline_id}`);
    await ask('GET pipelines/lost', undefined, 404);
    await ask(`DELETE pipelines/${id}`, undefined, 400);
    await ask(`DELETE pipelines/${id}?cascade=true`);
    expect(await ask('GET pipelines')).toMatchObject({ total_size: 0 });
    expect(kept).toMatchObject({ specs: {} });
  });

  it('refuses what is no pipeline, and says why', async () => {
    const messageOf = async (text: string, field?: string) =>
      (await ask('POST pipelines/upload?name=x', form(text, field), 400))
        .message;
    expect(await messageOf('a: [')).toMatch(/not valid YAML/);
    expect(await messageOf('hello')).toMatch(/empty or no mapping/);
    expect(await messageOf('kind: Workflow')).toMatch(/Argo Workflow/);
    expect(await messageOf('a: 1')).toMatch(/schemaVersion/);
    expect(await messageOf('PK\u0003')).toMatch(/no archive/);
    expect(await messageOf(PIPELINE, 'file')).toMatch(/no file 'uploadfile'/);
    expect(
      await messageOf(
        PIPELINE.replace('{ name: comp-gate }', '{ name: lost }'),
      ),
    ).toMatch(/gate.componentRef.name: found 'lost'/);
    expect(await messageOf(PIPELINE.replace('[gate]', '[lost]'))).toMatch(
      /register-model depends on 'lost'/,
    );
    expect(
      await messageOf(
        PIPELINE.replace('dependentTasks: [train]', 'dependentTasks: [gate]'),
      ),
    ).toMatch(/in a circle/);
    expect(
      await messageOf(PIPELINE.replace('exec-gate: {', 'exec-lost: {')),
    ).toMatch(/comp-gate.executorLabel: found 'exec-gate'/);
    const plain = await sandbox.ask(`/kfp${API}/pipelines/upload`, {
      method: 'POST',
      body: '{}',
    });
    expect((await plain.json()).message).toMatch(/multipart\/form-data/);
  });

  it('walks through the tasks and registers the model', async () => {
    const experiment = await ask('POST experiments', {
      display_name: 'triage',
    });
    await ask('POST experiments', { display_name: 'triage' }, 409);
    const first = await run({ model_name: 'triage-model' }, undefined, {
      experiment_id: experiment.experiment_id,
      plugins_input: { mlflow: { experiment_name: 'triage' } },
    });
    expect(first).toMatchObject({ state: 'PENDING' });
    const path = `GET runs/${first.run_id}`;
    now += 3000;
    expect(tasksOf(await ask(path))).toEqual({ train: 'RUNNING' });
    const missing = await mlflow('registered-models/get?name=triage-model');
    expect(missing.error_code).toBe('RESOURCE_DOES_NOT_EXIST');

    now += MINUTE;
    const last = await ask(path);
    expect(last.state).toBe('SUCCEEDED');
    expect(tasksOf(last)).toEqual({
      train: 'SUCCEEDED',
      'evaluate-model': 'SUCCEEDED',
      'condition-1': 'SKIPPED',
      gate: 'SUCCEEDED',
      'register-model': 'SUCCEEDED',
    });
    for (const { start_time: begin, end_time: end, state } of last.run_details
      .task_details) {
      const seconds = (Date.parse(end) - Date.parse(begin)) / 1000;
      expect(seconds).toBeGreaterThanOrEqual(state === 'SKIPPED' ? 0 : 2);
      expect(seconds).toBeLessThanOrEqual(9);
    }
    const { entries, state } = last.plugins_output.mlflow;
    expect(state).toBe('PLUGIN_SUCCEEDED');
    const tracked = await mlflow(
      `runs/get?run_id=${entries.root_run_id.value}`,
    );
    expect(tracked.run).toMatchObject({
      info: {
        status: 'FINISHED',
        experiment_id: entries.experiment_id.value,
        end_time: expect.any(Number),
      },
      data: {
        params: [
          { key: 'epochs', value: '3' },
          { key: 'minimum_auc', value: '0.9' },
          { key: 'model_name', value: 'triage-model' },
        ],
        metrics: [{ key: 'auc', value: expect.any(Number) }],
      },
    });
    const { registered_model: model } = await mlflow(
      'registered-models/get?name=triage-model',
    );
    expect(model.latest_versions).toMatchObject([
      { version: '1', run_id: entries.root_run_id.value, status: 'READY' },
    ]);
    expect(model.aliases).toEqual([{ alias: 'candidate', version: '1' }]);
    expect(model.latest_versions[0].tags).toContainEqual({
      key: 'platformops.io/stage',
      value: 'candidate',
    });
    expect(model.latest_versions[0].tags).toContainEqual({
      key: 'platformops.io/artifact-digest',
      value: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });

    await run(
      { model_name: 'triage-model' },
      (
        await ask('GET pipelines')
      ).pipelines[0].pipeline_id,
    );
    now += MINUTE;
    expect(await ask('GET runs?sort_by=created_at%20desc')).toMatchObject({
      total_size: 2,
      runs: [{ state: 'SUCCEEDED' }, { run_id: first.run_id }],
    });
    expect(
      (await mlflow('registered-models/get?name=triage-model')).registered_model
        .latest_versions[0].version,
    ).toBe('2');
  });

  it('fails at a gate that the evaluation does not reach', async () => {
    const { run_id: id } = await run({ model_name: 'm', minimum_auc: 0.999 });
    now += MINUTE;
    const failed = await ask(`GET runs/${id}`);
    expect(failed.state).toBe('FAILED');
    expect(failed.error.message).toMatch(
      /Task gate failed: .* auc is 0\.9\d+, the minimum is 0\.999/,
    );
    expect(tasksOf(failed)).toMatchObject({ gate: 'FAILED' });
    expect(tasksOf(failed)).not.toHaveProperty('register-model');
    const tracked = failed.plugins_output.mlflow.entries.root_run_id.value;
    expect((await mlflow(`runs/get?run_id=${tracked}`)).run.info.status).toBe(
      'FAILED',
    );
    expect(await mlflow('registered-models/get?name=m')).toHaveProperty(
      'error_code',
    );
  });

  it('refuses parameters that the pipeline does not take', async () => {
    const { pipeline_id: pipeline } = await upload();
    const messageOf = async (parameters: object) =>
      (
        await ask(
          'POST runs',
          {
            display_name: 'first',
            pipeline_version_reference: { pipeline_id: pipeline },
            runtime_config: { parameters },
          },
          400,
        )
      ).message;
    expect(await messageOf({})).toMatch(/model_name: found nothing/);
    expect(await messageOf({ model_name: 1 })).toMatch(/allowed is a string/);
    expect(await messageOf({ model_name: 'm', x: 1 })).toMatch(/'x' is no/);
    await ask('POST runs', { display_name: 'first' }, 400);
    await ask('GET runs/lost', undefined, 404);
  });

  it('can be stopped, and goes on where it was after a restart', async () => {
    const { run_id: id } = await run({ model_name: 'm' });
    now += 4000;
    await ask(`POST runs/${id}:terminate`);
    expect(await ask(`GET runs/${id}`)).toMatchObject({ state: 'CANCELING' });
    now += 5000;
    const stopped = await ask(`GET runs/${id}`);
    expect(stopped).toMatchObject({
      state: 'CANCELED',
      run_details: { task_details: [{ state: 'CANCELED' }] },
    });
    await ask(`POST runs/${id}:terminate`, undefined, 400);
    await ask(`POST runs/${id}:archive`);

    const { pipeline_id: pipeline } = (await ask('GET pipelines')).pipelines[0];
    const { run_id: second } = await run({ model_name: 'm' }, pipeline);
    now += MINUTE;
    const before = await ask(`GET runs/${second}`);
    const registered = await mlflow('registered-models/get?name=m');
    await sandbox.stop();
    sandbox = await start();
    expect(await ask(`GET runs/${second}`)).toEqual({
      ...before,
      plugins_output: expect.anything(),
    });
    expect(await mlflow('registered-models/get?name=m')).toEqual(registered);
    expect(await ask(`GET runs/${id}`)).toMatchObject({
      state: 'CANCELED',
      storage_state: 'ARCHIVED',
    });
    await ask(`DELETE runs/${id}`);
    await ask(`GET runs/${id}`, undefined, 404);
  });
});

(hasContract ? describe : describe.skip)(
  hasContract
    ? "Kubeflow Pipelines' own description"
    : "Kubeflow Pipelines' own description (skipped: KFP_SWAGGER names no file)",
  () => {
    it('is what the answers above are checked against', () => {
      const contract = createContract();
      const asked = { method: 'GET', path: `${API}/healthz` };
      const errorsOf = (body: unknown) =>
        contract(asked, { status: 200, body });
      expect(errorsOf({ multi_user: false })).toEqual([]);
      expect(errorsOf({ multi_user: 'no' })).toHaveLength(1);
      expect(errorsOf({ other: 1 })).toHaveLength(1);
    });
  },
);
