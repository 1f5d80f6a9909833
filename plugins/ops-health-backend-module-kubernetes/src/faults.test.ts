import { DoubleCluster, refusal } from './__testUtils__/DoubleCluster';
import { Portal } from './__testUtils__/Portal';

jest.setTimeout(60_000);

const DEPLOYMENTS = {
  group: 'apps',
  version: 'v1',
  name: 'deployments',
  kind: 'Deployment',
};
const INFERENCE_SERVICES = {
  group: 'serving.kserve.io',
  version: 'v1beta1',
  name: 'inferenceservices',
  kind: 'InferenceService',
};

let double: DoubleCluster;
let kserve: DoubleCluster;
let portal: Portal;

beforeAll(async () => {
  double = await DoubleCluster.start([DEPLOYMENTS]);
  kserve = await DoubleCluster.start([DEPLOYMENTS, INFERENCE_SERVICES]);
  portal = await Portal.start({
    clusters: Object.entries({ double, kserve }).map(([name, { url }]) => ({
      name,
      url,
      authProvider: 'localKubectlProxy',
    })),
    sources: {
      double: {
        type: 'kubernetes',
        clusters: ['double'],
        timeout: { seconds: 3 },
      },
      kserve: { type: 'kubernetes', clusters: ['kserve'] },
    },
  });
});

afterAll(async () => {
  await portal?.stop();
  await double?.stop();
  await kserve?.stop();
});

function deployments(names: string[], metadata: object = {}, padding = '') {
  return {
    body: {
      kind: 'DeploymentList',
      metadata,
      items: names.map(name => ({
        metadata: { name, namespace: 'shop', annotations: { padding } },
      })),
    },
  };
}

async function namesOf() {
  const { resources } = await portal.observe('double');
  return resources.map(({ name }) => name);
}

it('begins anew where a list expires, and counts nothing twice', async () => {
  let expired = false;
  double.list(query => {
    if (!query.has('continue')) {
      return deployments(['a', 'b'], {
        continue: expired ? 'second' : 'first',
      });
    }
    if (!expired) {
      expired = true;
      return refusal(
        410,
        'Expired',
        'The provided continue parameter is too old',
      );
    }
    return deployments(['c']);
  });
  expect(await namesOf()).toEqual(['a', 'b', 'c']);
  expect(double.queries).toEqual([
    { limit: '500' },
    { limit: '500', continue: 'first' },
    { limit: '500' },
    { limit: '500', continue: 'second' },
  ]);
});

it('keeps workloads with their services, though a list begins anew', async () => {
  const labels = { 'serving.kserve.io/inferenceservice': 'churn' };
  const deployment = {
    metadata: { name: 'churn-predictor', namespace: 'shop', labels },
    spec: { replicas: 2 },
    status: { readyReplicas: 1 },
  };
  const service = { metadata: { name: 'churn', namespace: 'shop' } };
  let state: 'fine' | 'expires' | 'fails' = 'expires';
  kserve.list((query, name) => {
    if (name === 'deployments') {
      return { body: { items: [deployment] } };
    }
    if (state === 'fails') {
      return refusal(500, 'InternalError', 'etcdserver: leader changed');
    }
    if (!query.has('continue')) {
      const metadata = state === 'expires' ? { continue: 'next' } : {};
      return { body: { metadata, items: [service] } };
    }
    state = 'fine';
    return refusal(410, 'Expired', 'too old');
  });
  const seen = await portal.observe('kserve');
  expect(seen.resources.map(({ kind, replicas }) => [kind, replicas])).toEqual([
    ['InferenceService', { wanted: 2, ready: 1 }],
  ]);

  state = 'fails';
  const { resources, failures } = await portal.observe('kserve');
  expect(resources).toEqual([]);
  expect(failures).toEqual([
    {
      subject: 'cluster kserve, inferenceservices.serving.kserve.io',
      message: 'answered with 500: etcdserver: leader changed',
      forbidden: false,
      labels: {
        cluster: 'kserve',
        resource: 'inferenceservices.serving.kserve.io',
      },
    },
  ]);
});

it('takes smaller pages where they are too large, and keeps to them', async () => {
  double.list(query => {
    const from = Number(query.get('continue') ?? 0);
    const to = Math.min(200, from + Number(query.get('limit')));
    const names = Array.from({ length: to - from }, (_, at) => `d${from + at}`);
    return deployments(
      names,
      to < 200 ? { continue: String(to) } : {},
      'x'.repeat(15_000),
    );
  });
  expect(await namesOf()).toHaveLength(200);
  expect(double.queries).toEqual([
    { limit: '500' },
    { limit: '125' },
    { limit: '125', continue: '125' },
  ]);
  double.asked.length = 0;
  expect(await namesOf()).toHaveLength(200);
  expect(double.queries.map(({ limit }) => limit)).toEqual(['125', '125']);
});

it('asks a busy cluster again', async () => {
  let asked = 0;
  double.list(() =>
    asked++ === 0
      ? {
          ...refusal(429, 'TooManyRequests', 'please try again later'),
          headers: { 'retry-after': '0' },
        }
      : deployments(['a']),
  );
  expect(await namesOf()).toEqual(['a']);
});

it('hands its own token on to nobody', async () => {
  double.list(() => deployments(['a']));
  await namesOf();
  expect(double.asked).not.toHaveLength(0);
  for (const { headers } of double.asked) {
    expect(headers.authorization ?? '').toBe('');
  }
});

it.each([
  [
    'a list that expires for ever',
    (query: URLSearchParams) =>
      query.has('continue')
        ? refusal(410, 'Expired', 'too old')
        : deployments(['a'], { continue: 'b' }),
    'let its list expire: too old',
  ],
  [
    'a list without an end',
    () => deployments([], { continue: 'x' }),
    'answered with a list that does not end',
  ],
  [
    'something else',
    () => ({ body: { kind: 'Deployment' } }),
    'answered with something that is no list',
  ],
  [
    'a web page',
    () => ({ body: '<html>Sign in</html>' }),
    'answered with something that is not JSON: <html>Sign in</html>',
  ],
  [
    'a redirect',
    () => ({ status: 302, headers: { location: 'https://elsewhere.test' } }),
    'answered with a redirect (302), which is not followed',
  ],
  [
    'an object without an end',
    () => deployments(['a'], {}, 'x'.repeat(9 * 1024 * 1024)),
    'answered with more than 8 MiB for 1 object',
  ],
  [
    'a fault of its own',
    () => refusal(500, 'InternalError', 'etcdserver: leader changed'),
    'answered with 500: etcdserver: leader changed',
  ],
  [
    'nothing',
    () => ({ silent: true }),
    'did not answer GET /apis/apps/v1/deployments within 3 s (opsHealth.sources.double.timeout)',
  ],
])('says that a cluster answered with %s', async (_, answering, message) => {
  double.list(answering);
  await expect(portal.observe('double')).rejects.toThrow(message);
});

it('sees the others where one object is not what it should be', async () => {
  double.list(() => ({
    body: {
      items: [
        { metadata: { name: 'odd', namespace: 'shop' }, spec: null },
        { metadata: { name: 'fine', namespace: 'shop' }, spec: {} },
        null,
      ],
    },
  }));
  const { resources, failures } = await portal.observe('double');
  expect(resources.map(({ name }) => name)).toEqual(['fine']);
  expect(failures).toMatchObject([
    {
      subject: 'cluster double, deployments.apps odd in shop',
      message: expect.stringMatching(/^is not understood: TypeError/),
      labels: { cluster: 'double', namespace: 'shop', deployment: 'odd' },
    },
    { subject: 'cluster double, deployments.apps without a name' },
  ]);
});
