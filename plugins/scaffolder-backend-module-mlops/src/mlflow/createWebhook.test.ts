import {
  findServer,
  startMlflow,
  type RunningServer,
} from '@platform-ops/test-servers';
import { connect } from '../__testUtils__/connect';
import { runAction } from '../__testUtils__/runAction';
import { createWebhookAction } from './createWebhook';

jest.setTimeout(120_000);

const SECRET = 'only-mlflow-knows-this';
const found = findServer('mlflow');
const describeWithMlflow = found.found ? describe : describe.skip;
const note = found.found ? found.version : `skipped: ${found.reason}`;

describeWithMlflow(`mlflow:webhook:create (${note})`, () => {
  let mlflow: RunningServer;

  beforeAll(async () => {
    mlflow = await startMlflow({
      environment: { MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS: 'true' },
    });
  });

  afterAll(() => mlflow?.stop());

  const create = (input: object = {}) =>
    runAction(
      createWebhookAction({
        clients: connect({
          registries: { main: { type: 'mlflow', url: mlflow.url } },
        }),
      }),
      {
        connection: 'main',
        name: 'portal',
        url: 'https://127.0.0.1:9/hook?password=in-the-address',
        events: ['model_version.created'],
        secret: SECRET,
        ...input,
      },
    );

  it('makes a webhook once, and never tells its secret', async () => {
    const first = await create();
    expect(first.error).toBeUndefined();
    expect(first.log).toEqual([
      'info main tells 127.0.0.1:9: model_version.created',
    ]);
    const second = await create({ events: ['registered_model.created'] });
    expect(second.outputs).toEqual(first.outputs);
    expect(second.log).toEqual([
      'info main tells 127.0.0.1:9, as before: registered_model.created',
    ]);
    expect(JSON.stringify([first, second])).not.toContain(SECRET);
    expect((await create({ url: 'https://[' })).error?.message).toBe(
      'url: found what is no address',
    );
  });
});
