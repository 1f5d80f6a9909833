import { configOf } from '../__testUtils__/createTestSource';
import { FakeTargets } from '../__testUtils__/FakeTargets';
import { TargetDiscovery } from './TargetDiscovery';

const SD = 'http://sandbox:7010/sd';
const signal = new AbortController().signal;

async function discover(answer: unknown, entry: object = {}) {
  const client = new FakeTargets();
  const config = configOf({
    serviceDiscovery: [{ url: SD, token: 'of-the-list' }],
    token: 'of-all',
    headers: { 'X-Tenant': 'blue' },
    allowedHosts: ['friend', 'other:9000'],
    ...entry,
  });
  const [{ url }] = config.serviceDiscovery;
  client.tell(
    url.href,
    typeof answer === 'string' ? answer : JSON.stringify(answer),
  );
  const discovery = new TargetDiscovery({ config, client });
  await discovery.refresh(signal);
  const { targets, warnings } = discovery.list();
  return {
    warnings,
    requests: client.requests,
    targets: targets.map(target => ({
      url: target.url.href,
      labels: Object.fromEntries(target.labels),
      headers: target.headers,
      history: target.historyUrl?.href,
    })),
  };
}

describe('TargetDiscovery', () => {
  it("reads Prometheus' HTTP service discovery", async () => {
    const { targets, warnings, requests } = await discover([
      {
        targets: ['sandbox:7010', 'friend'],
        labels: {
          __metrics_path__: '/metrics/shop/front',
          __portal_history_path__: '/metrics/shop/front/history?days=3',
          __meta_something: 'else',
          namespace: 'shop',
          empty: '',
        },
      },
      {
        targets: ['friend:8443'],
        labels: { __scheme__: 'https', instance: 'i', job: 'j' },
      },
    ]);
    expect(warnings).toEqual([]);
    expect(targets).toEqual([
      {
        url: 'http://sandbox:7010/metrics/shop/front',
        labels: { job: 'local', instance: 'sandbox:7010', namespace: 'shop' },
        headers: { authorization: 'Bearer of-the-list', 'x-tenant': 'blue' },
        history: 'http://sandbox:7010/metrics/shop/front/history?days=3',
      },
      {
        url: 'http://friend/metrics/shop/front',
        labels: { job: 'local', instance: 'friend:80', namespace: 'shop' },
        headers: { authorization: 'Bearer of-all', 'x-tenant': 'blue' },
        history: 'http://friend/metrics/shop/front/history?days=3',
      },
      {
        url: 'https://friend:8443/metrics',
        labels: { job: 'j', instance: 'i' },
        headers: { authorization: 'Bearer of-all', 'x-tenant': 'blue' },
        history: undefined,
      },
    ]);
    expect(requests[0].headers).toEqual({
      authorization: 'Bearer of-the-list',
      'x-tenant': 'blue',
    });
  });

  it('asks only hosts that are allowed', async () => {
    const { targets, warnings } = await discover([
      {
        targets: [
          '169.254.169.254',
          'sandbox:22',
          'other:9001',
          'other:9000',
          'evil/@sandbox:7010',
          'a:b@sandbox:7010',
        ],
      },
      { targets: ['sandbox:7010'], labels: { __scheme__: 'file' } },
      {
        targets: ['sandbox:7010'],
        labels: { __metrics_path__: '//evil/metrics' },
      },
      {
        targets: ['sandbox:7010'],
        labels: { __portal_history_path__: 'http://evil/' },
      },
    ]);
    expect(targets.map(({ url }) => url)).toEqual([
      'http://other:9000/metrics',
    ]);
    expect(warnings).toEqual([
      "A target is left out: the host of '169.254.169.254' is not among those allowed: add it to allowedHosts if it may be asked",
      "A target is left out: the host of 'sandbox:22' is not among those allowed: add it to allowedHosts if it may be asked",
      "A target is left out: the host of 'other:9001' is not among those allowed: add it to allowedHosts if it may be asked",
      '5 more targets are left out',
    ]);
  });

  it('tells no secret by http because of a list that came by https', async () => {
    const { targets } = await discover([{ targets: ['friend'] }], {
      serviceDiscovery: [{ url: 'https://lists/sd' }],
    });
    expect(targets).toMatchObject([
      { url: 'http://friend/metrics', headers: {} },
    ]);
  });

  it.each([
    ['<html>', 'SyntaxError'],
    [{ targets: [] }, 'ZodError'],
    [[{ targets: [1] }], 'ZodError'],
  ])('refuses %j', async (answer, reason) => {
    const { warnings } = await discover(answer);
    expect(warnings).toEqual([
      `A list of targets could not be read: ${SD} answered with something that is not a list of targets (${reason}): expected is [{ "targets": ["host:port"], "labels": { … } }]`,
    ]);
  });

  it('scrapes each target once, and no more than it is made for', async () => {
    const many = await discover([
      { targets: ['friend', 'friend'] },
      ...Array.from({ length: 120 }, (_, index) => ({
        targets: [`friend:${1000 + index}`],
      })),
    ]);
    expect(many.targets).toHaveLength(100);
    expect(many.warnings).toEqual([
      '1 targets have the same labels as others and are left out: give them different ones',
      'There are 121 targets, of which 100 are scraped. For more, let a Prometheus scrape and add it as a source of type prometheus.',
    ]);
    const long = await discover(`[${' '.repeat(2 ** 20)}]`);
    expect(long.warnings[0]).toContain('more than 1048576 bytes');
  });
});
