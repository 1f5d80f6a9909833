import { describeWithContract, DOUBLE_TOKEN } from './describeWithContract';

const API = '/apis/v2beta1';
const REGISTRY = '/api/model_registry/v1alpha3';

interface Sent {
  method?: string;
  body?: unknown;
  form?: Record<string, string | Blob>;
  token?: string;
}

/** Sends what our clients do not. */
async function send(
  url: string,
  path: string,
  { method = 'GET', body, form, token = DOUBLE_TOKEN }: Sent = {},
): Promise<{ status: number; text: string }> {
  const fields = form && new FormData();
  for (const [name, value] of Object.entries(form ?? {})) {
    fields!.append(name, value);
  }
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body: fields ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  return { status: response.status, text: await response.text() };
}

describeWithContract('kfp', 'startKfpDouble', double => {
  it.each<[string, Sent, number, string]>([
    [`${API}/pipeline`, {}, 404, 'GET /apis/v2beta1/pipeline is not described'],
    [`${API}/pipelines?page=1`, {}, 400, 'the query parameter page is not'],
    [`${API}/pipelines?page_size=a`, {}, 400, 'page_size: the value must be'],
    [`${API}/pipelines`, { method: 'POST' }, 400, 'a body is missing'],
    [
      `${API}/pipelines`,
      { method: 'POST', body: { displayName: 'a' } },
      400,
      'must NOT have additional properties',
    ],
    [
      `${API}/runs`,
      { method: 'POST', body: { runtime_config: { parameters: [] } } },
      400,
      'the value/runtime_config/parameters must be object',
    ],
    [
      `${API}/runs/1:terminate`,
      { method: 'POST', body: {} },
      400,
      'a body is not described',
    ],
    [
      `${API}/pipelines/upload_version`,
      { method: 'POST' },
      400,
      'a multipart form is missing',
    ],
    [
      `${API}/pipelines/upload_version`,
      { method: 'POST', form: { file: new Blob(['a']) } },
      400,
      'the form field file is not described',
    ],
  ])('refuses %s %j', async (path, sent, status, message) => {
    const answer = await send(double().url, path, sent);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(message);
    expect(double().violations.join()).toContain(message);
    double().violations.length = 0;
  });

  it('refuses who has no token, and filters that it does not know', async () => {
    const { url } = double();
    const stranger = await send(url, `${API}/pipelines`, { token: 'other' });
    expect(stranger.status).toBe(401);
    for (const [filter, message] of [
      [{ predicate: [] }, 'additional properties'],
      [
        { predicates: [{ op: 'EQUALS', key: 'name', string_value: 'a' }] },
        'additional properties',
      ],
      [
        {
          predicates: [{ operation: 'EQUALS', key: 'nme', string_value: 'a' }],
        },
        'cannot be filtered by nme',
      ],
    ] as const) {
      const query = new URLSearchParams({ filter: JSON.stringify(filter) });
      const answer = await send(url, `${API}/pipelines?${query}`);
      expect(answer).toMatchObject({
        status: 400,
        text: expect.stringContaining(message),
      });
    }
  });

  it('finds what is wrong in its own answers', async () => {
    const { url, changeRun, violations } = double();
    const pipeline = await send(url, `${API}/pipelines`, {
      method: 'POST',
      body: { name: 'a' },
    });
    const { pipeline_id } = JSON.parse(pipeline.text);
    const version = await send(
      url,
      `${API}/pipelines/upload_version?name=1&pipelineid=${pipeline_id}`,
      {
        method: 'POST',
        form: { uploadfile: new Blob(['pipelineInfo: { name: a }']) },
      },
    );
    const { pipeline_version_id } = JSON.parse(version.text);
    const run = await send(url, `${API}/runs`, {
      method: 'POST',
      body: { pipeline_version_reference: { pipeline_version_id } },
    });
    const { run_id } = JSON.parse(run.text);
    expect(violations).toEqual([]);

    changeRun(run_id, { state: 'DONE' });
    const answer = await send(url, `${API}/runs/${run_id}`);
    expect(answer.status).toBe(500);
    expect(violations.splice(0)).toEqual([
      'the answer to GET /apis/v2beta1/runs/{run_id}: the value/state must be equal to one of the allowed values',
    ]);
  });
});

describeWithContract(
  'kubeflow-registry',
  'startKubeflowRegistryDouble',
  double => {
    it.each<[string, Sent, string]>([
      [
        `${REGISTRY}/registered_models`,
        { method: 'POST', body: { name: 'a', labels: {} } },
        'must NOT have unevaluated properties',
      ],
      [
        `${REGISTRY}/registered_models`,
        {
          method: 'POST',
          body: {
            name: 'a',
            customProperties: {
              n: { metadataType: 'MetadataIntValue', int_value: 3 },
            },
          },
        },
        'the value/customProperties/n/int_value must be string',
      ],
      [
        `${REGISTRY}/model_versions/1/artifacts`,
        { method: 'POST', body: { name: 'a', uri: 's3://a' } },
        "must have required property 'artifactType'",
      ],
      [
        `${REGISTRY}/model_versions/1/artifacts`,
        {
          method: 'POST',
          body: { artifactType: 'model-artifact', url: 's3://a' },
        },
        'must NOT have unevaluated properties',
      ],
      [`${REGISTRY}/registered_model?name=%C3%A4`, {}, 'must match pattern'],
    ])('refuses %s %j', async (path, sent, message) => {
      const answer = await send(double().url, path, sent);
      expect(answer).toMatchObject({
        status: 400,
        text: expect.stringContaining(message),
      });
      double().violations.length = 0;
    });
  },
);

describeWithContract('argocd', 'startArgoCdDouble', double => {
  it('refuses what an application does not have, and does not do all', async () => {
    const { url, violations } = double();
    const answer = await send(url, '/api/v1/applications', {
      method: 'POST',
      body: { metadata: { name: 'a' }, spec: { repoURL: 'https://a' } },
    });
    expect(answer).toMatchObject({
      status: 400,
      text: expect.stringContaining('must NOT have additional properties'),
    });
    expect(violations.splice(0)).toHaveLength(1);
    const other = await send(url, '/api/v1/applications');
    expect(other.status).toBe(501);
    expect(other.text).toContain(
      'the double does not do GET /api/v1/applications',
    );
  });
});
