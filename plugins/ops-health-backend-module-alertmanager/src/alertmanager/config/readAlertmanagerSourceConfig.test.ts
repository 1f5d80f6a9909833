import type { JsonObject } from '@backstage/types';
import { entryOf } from '../../__testUtils__/sources';
import { readAlertmanagerSourceConfig } from './readAlertmanagerSourceConfig';

const url = 'https://alertmanager.example.com';
const configOf = (entry: JsonObject) =>
  readAlertmanagerSourceConfig(entryOf(entry));

it('reads a small and a full entry', () => {
  expect(configOf({ url: `${url}/` })).toEqual({
    id: 'prod',
    key: 'opsHealth.sources.prod',
    title: 'prod',
    environment: undefined,
    peerUrls: [url],
    uiUrl: url,
    headers: {},
    secrets: [],
    credentialsKey:
      'opsHealth.sources.prod.token, or opsHealth.sources.prod.username and opsHealth.sources.prod.password',
    certificateAuthorities: undefined,
    timeoutMilliseconds: 10_000,
    maxResponseBytes: 32 * 1024 * 1024,
    maxAlerts: 10_000,
    severityLabel: 'severity',
    severities: expect.anything(),
    watchdog: undefined,
  });
  expect(
    configOf({
      title: 'Production',
      environment: 'production',
      urls: ['http://a.example.com:9093', 'http://b.example.com:9093/am/'],
      uiUrl: 'https://ui.example.com/',
      token: 'a-long-secret',
      headers: { 'X-Scope-OrgID': 'team-a' },
      timeout: '3s',
      maxResponseBytes: 1_000_000,
      maxAlerts: 500,
      severities: { label: 'priority' },
      watchdog: 'Watchdog',
    }),
  ).toMatchObject({
    title: 'Production',
    environment: 'production',
    peerUrls: ['http://a.example.com:9093', 'http://b.example.com:9093/am'],
    uiUrl: 'https://ui.example.com',
    headers: {
      authorization: 'Bearer a-long-secret',
      'x-scope-orgid': 'team-a',
    },
    secrets: ['a-long-secret'],
    timeoutMilliseconds: 3_000,
    maxResponseBytes: 1_000_000,
    maxAlerts: 500,
    severityLabel: 'priority',
    watchdog: 'Watchdog',
  });
  expect(configOf({ url, uiUrl: 'none' }).uiUrl).toBeUndefined();
  expect(configOf({ url: 'none' })).toMatchObject({
    peerUrls: [],
    uiUrl: undefined,
  });
});

it('knows the words of severities, and takes others', () => {
  const levelsOf = (severities: JsonObject | undefined, words: string[]) =>
    words.map(word =>
      configOf({ url, ...(severities && { severities }) }).severities.levelOf(
        word,
      ),
    );
  expect(
    levelsOf(undefined, ['critical', 'PAGE', ' emergency ', 'high']),
  ).toEqual(['page', 'page', 'page', 'page']);
  expect(
    levelsOf(undefined, ['warning', 'ticket', 'minor', 'info', 'none']),
  ).toEqual(['ticket', 'ticket', 'ticket', 'info', 'info']);
  expect(levelsOf(undefined, ['debug', 'P1', ''])).toEqual([
    'info',
    undefined,
    undefined,
  ]);
  // One of ours may mean something else; the other words of its level stay.
  expect(
    levelsOf({ page: ['P1', 'Warning'] }, [
      'p1',
      'warning',
      'minor',
      'critical',
    ]),
  ).toEqual(['page', 'page', 'ticket', undefined]);
});

it.each([
  [{}, /^opsHealth\.sources\.prod: found no address, allowed is url, or urls/],
  [{ url, urls: [url] }, /prod: found both url and urls, allowed/],
  [{ urls: [] }, /prod\.urls: found 0 addresses, allowed are 1 to 10/],
  [{ urls: [url, `${url}/`] }, /prod\.urls: found an address twice/],
  [
    { urls: [url, 'ftp://x'] },
    /prod\.urls\[1\]: found 'ftp:\/\/x', allowed is/,
  ],
  [{ url: 'https://user:secret@x' }, /prod\.url: found an address with cred/],
  [{ url: `${url}/#/alerts` }, /prod\.url: found an address with '#'/],
  [{ url: `${url}/api/v2/` }, /found an address that ends with \/api\/v2,/],
  [{ url, uiUrl: 'file:///etc/passwd' }, /prod\.uiUrl: found/],
  [{ url, token: 'a', username: 'b' }, /prod: found token and username/],
  [{ url, caFile: '/nonexistent' }, /prod\.caFile: found .*\(ENOENT\)/],
  [{ url, timeout: '1ms' }, /prod\.timeout: found 1 ms, allowed is 100 ms/],
  [{ url, maxAlerts: 1 }, /prod\.maxAlerts: found 1, allowed is a whole/],
  [
    { url, severities: { pages: ['P1'] } },
    /prod\.severities: found 'pages', allowed are label, page, ticket, info/,
  ],
  [
    { url, severities: { page: ['P1'], ticket: ['p1'] } },
    /prod\.severities: found 'p1' under page and ticket, allowed is each word/,
  ],
])('refuses %j', (entry, message) => {
  expect(() => configOf(entry)).toThrow(message);
});
