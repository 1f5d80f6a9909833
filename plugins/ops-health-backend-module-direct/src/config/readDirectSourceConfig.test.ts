import type { JsonObject } from '@backstage/types';
import { configOf } from '../__testUtils__/createTestSource';

const KEY = 'opsHealth.sources.local';
const TARGET = { url: 'http://localhost:8080' };

describe('readDirectSourceConfig', () => {
  it('reads the least', () => {
    const config = configOf({ targets: [TARGET] });
    expect(config).toMatchObject({
      id: 'local',
      key: KEY,
      title: 'local',
      serviceDiscovery: [],
      allowedHosts: [],
      headers: {},
      intervalMs: 15_000,
      timeoutMs: 10_000,
      retentionMs: 15 * 86_400_000,
      maxSeries: 5000,
      maxResponseBytes: 10 * 1024 * 1024,
      keep: undefined,
    });
    expect(config.targets[0].url.href).toBe('http://localhost:8080/metrics');
  });

  it('reads all', () => {
    const config = configOf({
      title: 'Laptop',
      environment: 'development',
      token: 'all',
      headers: { 'X-Tenant': 'blue' },
      targets: [
        {
          url: 'http://localhost:8080',
          path: '/stats?format=prometheus',
          labels: { service: 'a' },
          token: 'mine',
          historyUrl: '/past?days=2',
        },
        { url: 'https://localhost/x/metrics?a=b' },
      ],
      serviceDiscovery: [{ url: 'http://127.0.0.1:7010/metrics/sd' }],
      allowedHosts: ['10.0.0.1', 'Host:9100', '[::1]:80'],
      interval: { seconds: 5 },
      retention: 'P2D',
      maxSeries: 100,
      keep: ['http_.*'],
    });
    expect(config).toMatchObject({
      title: 'Laptop',
      environment: 'development',
      targets: [
        {
          key: `${KEY}.targets[0]`,
          labels: { service: 'a' },
          headers: { 'x-tenant': 'blue', authorization: 'Bearer mine' },
        },
        { headers: { 'x-tenant': 'blue', authorization: 'Bearer all' } },
      ],
      serviceDiscovery: [
        { headers: { 'x-tenant': 'blue', authorization: 'Bearer all' } },
      ],
      headers: { 'x-tenant': 'blue', authorization: 'Bearer all' },
      allowedHosts: ['10.0.0.1', 'host:9100', '[::1]:80'],
      intervalMs: 5000,
      timeoutMs: 5000,
      retentionMs: 2 * 86_400_000,
    });
    expect(config.targets.map(({ url }) => url.href)).toEqual([
      'http://localhost:8080/stats?format=prometheus',
      'https://localhost/x/metrics?a=b',
    ]);
    expect(config.targets[0].historyUrl?.href).toBe(
      'http://localhost:8080/past?days=2',
    );
    expect(config.keep).toEqual([/^(?:http_.*)$/]);
  });

  it.each<[JsonObject, string]>([
    [{}, `${KEY}: found neither targets nor serviceDiscovery`],
    [
      { targets: [{ url: 'localhost:8080' }] },
      `${KEY}.targets[0].url: found 'localhost:8080', allowed is an http or https address`,
    ],
    [
      { targets: [{ url: 'http://a:b@c' }] },
      `${KEY}.targets[0].url: found an address with credentials in it`,
    ],
    [
      { targets: [{ url: 'http://a/#b' }] },
      `${KEY}.targets[0].url: found an address with '#' in it`,
    ],
    [
      { targets: [{ ...TARGET, path: '//evil/' }] },
      `${KEY}.targets[0].path: found '//evil/', allowed is a path on http://localhost:8080`,
    ],
    [
      { targets: [{ ...TARGET, historyUrl: 'http://evil/' }] },
      `${KEY}.targets[0].historyUrl: found 'http://evil/', allowed is a path on http://localhost:8080`,
    ],
    [
      { targets: [{ ...TARGET, labels: { __x: 'a' } }] },
      `${KEY}.targets[0].labels: found '__x'`,
    ],
    [
      { targets: Array(101).fill(TARGET) },
      `${KEY}.targets: found 101, allowed are 100. For more, let a Prometheus scrape`,
    ],
    [
      { targets: [TARGET], serviceDiscovery: [{ url: 'x' }] },
      `${KEY}.serviceDiscovery[0].url: found 'x'`,
    ],
    [
      { targets: [TARGET], allowedHosts: ['http://x'] },
      `${KEY}.allowedHosts[0]: found 'http://x', allowed is the name of a host`,
    ],
    [
      { targets: [TARGET], allowedHosts: ['x/y'] },
      `${KEY}.allowedHosts[0]: found 'x/y'`,
    ],
    [
      { targets: [TARGET], interval: { seconds: 1 } },
      `${KEY}.interval: found 1 s, allowed is 5 s to 60 s`,
    ],
    [
      { targets: [TARGET], timeout: { seconds: 20 } },
      `${KEY}.timeout: found 20 s, allowed is 100 ms to 15 s, which is ${KEY}.interval`,
    ],
    [
      { targets: [TARGET], retention: { days: 400 } },
      `${KEY}.retention: found 34560000 s, allowed is 3600 s to 2678400 s. For more, let a Prometheus scrape`,
    ],
    [
      { targets: [TARGET], maxSeries: 1e6 },
      `${KEY}.maxSeries: found 1000000, allowed is a whole number from 100 to 20000. For more, let a Prometheus scrape`,
    ],
    [
      { targets: [TARGET], maxResponseBytes: 1 },
      `${KEY}.maxResponseBytes: found 1`,
    ],
    [
      { targets: [TARGET], keep: ['('] },
      `found "(" for ${KEY}.keep[0], allowed is a regular expression`,
    ],
    [
      { targets: [TARGET], token: 'a\nb' },
      `${KEY}.token: found a value that is empty or has line ends`,
    ],
    [
      { targets: [TARGET], headers: { Accept: 'x' } },
      `${KEY}.headers: found 'Accept', which the portal sets itself`,
    ],
    [
      { targets: [TARGET], token: 'a', headers: { Authorization: 'b' } },
      `${KEY}: found headers.authorization beside token`,
    ],
    [
      { targets: [TARGET], caFile: '/nowhere' },
      `${KEY}.caFile: found '/nowhere', which cannot be read (ENOENT)`,
    ],
  ])('refuses %j', (entry, message) => {
    expect(() => configOf(entry)).toThrow(message);
  });
});
