import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { entryOf } from '../__testUtils__/sources';
import { AlertmanagerAlertSource } from './AlertmanagerAlertSource';

const NOW = new Date('2026-03-01T12:30:00Z');

/** As Alertmanager 0.25.0 sent it; contract.test.ts asks a real one. */
const notification = (alert: JsonObject = {}, more: JsonObject = {}) => ({
  receiver: 'portal',
  status: 'firing',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'Down', service: 'a', severity: 'critical' },
      annotations: { summary: 'It is down' },
      startsAt: '2026-03-01T12:00:00.147327695Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: '',
      fingerprint: '295f0544f02cdff1',
      ...alert,
    },
  ],
  groupLabels: { alertname: 'Down' },
  commonLabels: { alertname: 'Down', service: 'a', severity: 'critical' },
  commonAnnotations: { summary: 'It is down' },
  externalURL: 'http://alertmanager:9093',
  version: '4',
  groupKey: '{}:{alertname="Down"}',
  truncatedAlerts: 0,
  ...more,
});

const logger = mockServices.logger.mock();
const { webhook, list, silences } = AlertmanagerAlertSource.fromConfig(
  entryOf({ url: 'none', watchdog: 'Watchdog' }),
  { logger },
);

it('takes what fires, without asking anybody', () => {
  expect([list, silences]).toEqual([undefined, undefined]);
  expect(webhook.authentication).toBe('token');
  expect(webhook.parse(notification(), NOW)).toEqual([
    {
      fingerprint: '295f0544f02cdff1',
      name: 'Down',
      severity: 'page',
      labels: { alertname: 'Down', service: 'a', severity: 'critical' },
      summary: 'It is down',
      startsAt: new Date('2026-03-01T12:00:00.147Z'),
      endsAt: undefined,
      url: undefined,
      runbookUrl: undefined,
    },
  ]);
  expect(logger.warn).not.toHaveBeenCalled();
});

it.each([
  ['2026-03-01T12:20:00Z', '2026-03-01T12:20:00.000Z'],
  ['0001-01-01T00:00:00Z', NOW.toISOString()],
  // Its clock is ahead of ours.
  ['2026-03-01T12:31:00+00:00', NOW.toISOString()],
])('takes what was resolved at %s', (endsAt, expected) => {
  const [alert] = webhook.parse(
    notification({ status: 'resolved', endsAt }),
    NOW,
  );
  expect(alert.endsAt?.toISOString()).toBe(expected);
});

it('says when alerts were left out', () => {
  webhook.parse(notification({}, { truncatedAlerts: 7 }), NOW);
  expect(logger.warn).toHaveBeenCalledWith(
    "Alertmanager 'prod' left 7 alerts out of a notification: raise max_alerts of its receiver",
  );
});

it('gives each alert once, and the watchdog never', () => {
  const [alert] = notification().alerts;
  const watchdog = { labels: { alertname: 'Watchdog' }, fingerprint: 'w' };
  const alerts = webhook.parse(
    notification(
      {},
      {
        alerts: [
          alert,
          { ...alert, status: 'resolved' },
          { ...alert, ...watchdog },
        ],
      },
    ),
    NOW,
  );
  expect(alerts.map(({ name, endsAt }) => [name, endsAt])).toEqual([
    ['Down', NOW],
  ]);
});

it.each([
  [undefined, /^input: .*expected object.*; found nothing$/],
  [notification({}, { version: '3' }), /^version: allowed is '4'; found "3"$/],
  [
    notification({}, { alerts: {} }),
    /^alerts: .*expected array.*; found \{\}$/,
  ],
  [
    notification({ status: 'open' }),
    /^alerts\.0\.status: allowed are firing and resolved; found "open"$/,
  ],
  [
    notification({ startsAt: 'now' }),
    /^alerts\.0\.startsAt: allowed is a time such as .*; found "now"$/,
  ],
  [notification({ labels: { a: 1 } }), /^alerts\.0\.labels\.a: .*; found 1$/],
  [notification({ fingerprint: '' }), /^alerts\.0\.fingerprint: .*; found ""$/],
])('refuses %j', (body, message) => {
  expect(() => webhook.parse(body, NOW)).toThrow(message);
});
