import {
  describeWithServer,
  FakeHttpServer,
  findServerForTest,
  MlflowWriter,
  startMlflow,
  type RunningServer,
} from '@platform-ops/test-servers';
import { MlflowClient } from './MlflowClient';

const ADMINISTRATOR = {
  username: 'admin',
  password: 'a-password-of-a-test',
};

describe.each([
  ['mlflow', 'MlflowClient'],
  ['mlflow2', 'MlflowClient'],
] as const)('%s', (name, title) => {
  describeWithServer(name, title, server => {
    const connect = () =>
      MlflowClient.create({
        url: server().url,
        key: 'goldenPaths.connections.registries.main',
      });

    it('makes a model once', async () => {
      const client = connect();
      const model = {
        name: `fraud "model" ${name}`,
        description: 'Finds fraud',
        tags: { team: 'risk' },
      };
      await expect(client.getRegisteredModel(model.name)).resolves.toBe(
        undefined,
      );
      const made = await client.ensureRegisteredModel(model);
      expect(made).toEqual({
        model: { ...model, aliases: {} },
        created: true,
      });
      await expect(
        client.ensureRegisteredModel({
          name: model.name,
          description: 'other',
        }),
      ).resolves.toEqual({ ...made, created: false });
    });

    it('finds the model of somebody who was faster', async () => {
      const client = connect();
      const made = await Promise.all(
        Array.from({ length: 4 }, async () =>
          client.ensureRegisteredModel({ name: 'contended' }),
        ),
      );
      expect(made.filter(({ created }) => created)).toHaveLength(1);
    });

    it('registers versions, and finds them by their source', async () => {
      const client = connect();
      const writer = MlflowWriter.create(server().url);
      const runId = await writer.run('0');
      await client.ensureRegisteredModel({ name: "o'hara" });
      const source = { name: "o'hara", source: 's3://models/a', runId };
      await expect(client.findVersion(source)).resolves.toBe(undefined);
      const version = await client.createVersion({
        ...source,
        runLink: 'https://mlflow.example.com/r/1',
        description: 'first',
        tags: { commit: 'abc' },
      });
      expect(version).toMatchObject({
        name: "o'hara",
        version: '1',
        source: 's3://models/a',
        runId,
        description: 'first',
        status: 'READY',
        tags: { commit: 'abc' },
      });
      await client.createVersion({ name: "o'hara", source: 's3://models/b' });

      await expect(client.findVersion(source)).resolves.toEqual(version);
      await expect(
        client.findVersion({ name: "o'hara", source: 's3://models/b' }),
      ).resolves.toMatchObject({ version: '2' });
      await expect(
        client.findVersion({ ...source, source: 's3://models/c' }),
      ).resolves.toBe(undefined);
      await expect(client.getVersion("o'hara", '1')).resolves.toEqual(version);
      await expect(client.getVersion("o'hara", '9')).resolves.toBe(undefined);
      await expect(
        client.createVersion({ name: 'absent', source: 's3://models/a' }),
      ).rejects.toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
    });

    it('sets aliases and tags', async () => {
      const client = connect();
      await client.ensureRegisteredModel({ name: 'aliased' });
      for (const source of ['s3://models/a', 's3://models/b']) {
        await client.createVersion({ name: 'aliased', source });
      }
      const alias = { name: 'aliased', alias: 'candidate' };
      await client.setAlias({ ...alias, version: '1' });
      await client.setAlias({ ...alias, version: '2' });
      await client.setTag({ name: 'aliased', key: 'tier', value: 'high' });
      const tag = { name: 'aliased', key: 'gate', value: 'passed' };
      await client.setTag({ ...tag, version: '2' });

      await expect(client.getRegisteredModel('aliased')).resolves.toMatchObject(
        {
          aliases: { candidate: '2' },
          tags: { tier: 'high' },
        },
      );
      await expect(client.getVersion('aliased', '2')).resolves.toMatchObject({
        tags: { gate: 'passed' },
      });
      await expect(
        client.setAlias({ ...alias, version: '3' }),
      ).rejects.toMatchObject({
        service: 'MLflow',
        code: 'RESOURCE_DOES_NOT_EXIST',
        message: expect.stringMatching(
          /^MLflow \(goldenPaths\.connections\.registries\.main\) answered POST \/api\/2\.0\/mlflow\/registered-models\/alias with 404 \(RESOURCE_DOES_NOT_EXIST: /,
        ),
      });
    });

    if (name === 'mlflow2') {
      it('says that it knows no webhooks', async () => {
        await expect(
          connect().ensureWebhook({
            name: 'portal',
            url: 'https://portal.example.com/hook',
            events: ['model_version.created'],
          }),
        ).rejects.toThrow(
          'MLflow (goldenPaths.connections.registries.main) knows no webhooks, which takes MLflow 3 with a database',
        );
      });
    }

    it('reads a run, with numbers that are none', async () => {
      const client = connect();
      const writer = MlflowWriter.create(server().url);
      const runId = await writer.run('0', { stage: 'training' });
      await writer.metric(runId, 'auc', 0.91);
      await writer.metric(runId, 'loss', 'NaN');
      await writer.send('POST', 'runs/log-parameter', {
        run_id: runId,
        key: 'epochs',
        value: '3',
      });
      await expect(client.getRun(runId)).resolves.toMatchObject({
        id: runId,
        experimentId: '0',
        status: 'RUNNING',
        startedAt: '2023-11-14T22:13:20.000Z',
        finishedAt: undefined,
        metrics: { auc: 0.91 },
        parameters: { epochs: '3' },
        tags: { stage: 'training' },
      });
      await expect(client.getRun('0'.repeat(32))).resolves.toBe(undefined);
    });
  });
});

const found = findServerForTest('mlflow');
const describeWithMlflow = found.found ? describe : describe.skip;
const note = found.found ? found.version : `skipped: ${found.reason}`;

describeWithMlflow(`MlflowClient with webhooks (${note})`, () => {
  let mlflow: RunningServer;
  let receiver: FakeHttpServer;
  beforeAll(async () => {
    receiver = await FakeHttpServer.start();
    mlflow = await startMlflow({
      administrator: ADMINISTRATOR,
      environment: {
        MLFLOW_WEBHOOK_ALLOWED_SCHEMES: 'http,https',
        MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS: 'true',
      },
    });
  }, 120_000);
  afterAll(async () => {
    await mlflow?.stop();
    await receiver.stop();
  });

  it('makes a webhook once, and changes what it is told', async () => {
    const client = MlflowClient.create({ url: mlflow.url, ...ADMINISTRATOR });
    const webhook = {
      name: 'portal',
      url: `${receiver.url}/hook`,
      secret: 'a-secret-of-a-test',
    };
    const first = await client.ensureWebhook({
      ...webhook,
      events: ['registered_model.created'],
    });
    expect(first).toEqual({
      webhook: {
        id: expect.any(String),
        name: 'portal',
        url: webhook.url,
        events: ['registered_model.created'],
      },
      created: true,
    });
    const told = new Promise(resolve => {
      receiver.answer(asked => {
        resolve(asked);
        return {};
      });
    });
    await client.ensureRegisteredModel({ name: 'announced' });
    await expect(told).resolves.toMatchObject({
      path: '/hook',
      headers: { 'x-mlflow-signature': expect.stringMatching(/^v1,/) },
      body: expect.stringContaining('announced'),
    });

    await expect(
      client.ensureWebhook({
        ...webhook,
        events: ['model_version.created', 'model_version_alias.created'],
      }),
    ).resolves.toMatchObject({
      created: false,
      webhook: {
        id: first.webhook.id,
        events: ['model_version.created', 'model_version_alias.created'],
      },
    });
  });

  it('says which credentials are refused, without them', async () => {
    const client = MlflowClient.create({
      url: mlflow.url,
      key: 'goldenPaths.connections.registries.main',
      username: 'admin',
      password: 'a-wrong-password',
    });
    await expect(client.getRegisteredModel('any')).rejects.toMatchObject({
      status: 401,
      message: expect.stringMatching(
        /: look at the credentials in goldenPaths\.connections\.registries\.main and what they may do$/,
      ),
    });
  });
});
