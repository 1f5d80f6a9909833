import { startEmptyRegistry } from '../mlflow/conformance/startEmptyRegistry';

describe('createSandboxServer', () => {
  let sandbox: Awaited<ReturnType<typeof startEmptyRegistry>>;
  beforeAll(async () => {
    sandbox = await startEmptyRegistry('sesame');
  });
  afterAll(() => sandbox.stop());

  const createModel = (body: string, authorization = 'Bearer sesame') =>
    fetch(`${sandbox.url}/api/2.0/mlflow/registered-models/create`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body,
    });

  it('tells strangers nothing but that it is there', async () => {
    expect((await fetch(`${sandbox.url}/health`)).status).toBe(200);
    expect(await (await fetch(sandbox.url)).text()).toContain('sandbox');
    expect((await fetch(`${sandbox.url}/version`)).status).toBe(401);
    expect((await fetch(`${sandbox.url}/sandbox/v1/status`)).status).toBe(401);

    const refused = await createModel('{"name": "a"}', 'Bearer guess');
    expect(refused.status).toBe(401);
    expect(await refused.text()).not.toContain('sesame');
  });

  it('refuses what is no document', async () => {
    const broken = await createModel('{"name": ');
    expect(broken.status).toBe(400);
    expect(await broken.json()).toMatchObject({ error_code: 'BAD_REQUEST' });

    const large = await createModel(
      JSON.stringify({ name: 'a', description: 'x'.repeat(1_000_001) }),
    );
    expect(large.status).toBe(413);

    expect((await createModel('{"name": "a"}')).status).toBe(200);
  });
});
