import { createHmac } from 'node:crypto';
import { AuthenticationError, InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { entryOf } from '../__testUtils__/sources';
import { SignedWebhookAlertSource } from './SignedWebhookAlertSource';

const OLD_SECRET = 'old-secret-0123456789';
const NEW_SECRET = 'new-secret-0123456789';
const SECONDS = 1_772_366_400;
const NOW = new Date(SECONDS * 1000);

const open = (entry: JsonObject = {}) =>
  SignedWebhookAlertSource.fromConfig(
    entryOf({ type: 'webhook', secrets: [NEW_SECRET, OLD_SECRET], ...entry }),
  );
const { webhook } = open();

describe('the signature', () => {
  const BODY = Buffer.from('{"alerts":[]}');
  const sign = (secret: string, timestamp: string, body: Buffer = BODY) =>
    `sha256=${createHmac('sha256', secret)
      .update(Buffer.concat([Buffer.from(`${timestamp}.`), body]))
      .digest('hex')}`;
  const verify = (
    headers: Record<string, string | string[] | undefined>,
    body: Buffer = BODY,
  ) => webhook.verify!({ headers, body, now: NOW });
  const signed = (secret: string, seconds: number, body?: Buffer) => ({
    'x-platform-ops-timestamp': `${seconds}`,
    'x-platform-ops-signature': sign(secret, `${seconds}`, body),
  });

  it('is what openssl makes', () => {
    // printf '%s.%s' 1772366400 '{"alerts":[]}' | openssl dgst -sha256 -hmac new-secret-0123456789
    expect(sign(NEW_SECRET, `${SECONDS}`)).toBe(
      'sha256=25cb64d5469826b401e0e9765457bf184c183a798114fa1bbbea275342304085',
    );
  });

  it('is of one of the secrets, and not older than five minutes', () => {
    for (const secret of [OLD_SECRET, NEW_SECRET]) {
      for (const seconds of [SECONDS - 300, SECONDS, SECONDS + 300]) {
        expect(() => verify(signed(secret, seconds))).not.toThrow();
      }
    }
  });

  const good = signed(NEW_SECRET, SECONDS);
  it.each<[Record<string, string | string[] | undefined>, RegExp]>([
    [{}, /^x-platform-ops-timestamp: found nothing, allowed are the seconds/],
    [
      { ...good, 'x-platform-ops-timestamp': NOW.toISOString() },
      /^x-platform-ops-timestamp: found something else, allowed/,
    ],
    [
      { ...good, 'x-platform-ops-timestamp': [`${SECONDS}`, `${SECONDS}`] },
      /^x-platform-ops-timestamp: found something else/,
    ],
    [
      signed(NEW_SECRET, SECONDS - 301),
      /^x-platform-ops-timestamp: found a time 301 s ago, allowed are at most 300/,
    ],
    [signed(NEW_SECRET, SECONDS + 301), /found a time 301 s ahead/],
    [
      { ...good, 'x-platform-ops-signature': undefined },
      /^x-platform-ops-signature: found nothing, allowed is sha256=/,
    ],
    [
      {
        ...good,
        'x-platform-ops-signature': good['x-platform-ops-signature'].slice(7),
      },
      /^x-platform-ops-signature: found something else/,
    ],
    [
      signed('another-secret-0123456789', SECONDS),
      /^x-platform-ops-signature: found a signature of another secret/,
    ],
    [
      { ...good, 'x-platform-ops-timestamp': `${SECONDS - 1}` },
      /found a signature of another secret, timestamp or body/,
    ],
  ])('is refused: %j', (headers, message) => {
    expect(() => verify(headers)).toThrow(AuthenticationError);
    expect(() => verify(headers)).toThrow(message);
  });

  it('covers each byte of the body, and no large one', () => {
    expect(() => verify(good, Buffer.from('{"alerts": []}'))).toThrow(
      /found a signature of another secret, timestamp or body/,
    );
    const bytes = Buffer.from([0xff, 0xfe, 0x00]);
    expect(() =>
      verify(signed(NEW_SECRET, SECONDS, bytes), bytes),
    ).not.toThrow();
    const large = Buffer.alloc(1024 * 1024 + 1, ' ');
    expect(() => verify(signed(NEW_SECRET, SECONDS, large), large)).toThrow(
      new InputError('body: found 1048577 bytes, allowed are at most 1048576'),
    );
  });
});

describe('the alerts', () => {
  const alert = (more: JsonObject = {}) => ({
    id: 'nightly-retraining/churn',
    name: 'Retraining failed',
    status: 'firing',
    severity: 'warning',
    summary: 'The retraining of churn ended with 3',
    labels: { namespace: 'imaging', model_name: 'churn' },
    startsAt: '2026-03-01T11:00:00Z',
    ...more,
  });
  const parse = (...alerts: unknown[]) => webhook.parse({ alerts }, NOW);

  it('become ours', () => {
    expect(
      parse(
        alert({
          url: 'https://ci.example.com/1',
          endsAt: '2026-03-01T13:00:00Z',
        }),
        alert({ id: 'b', severity: 'Page', startsAt: '2026-03-01T14:00:00Z' }),
      ),
    ).toEqual([
      {
        fingerprint: 'nightly-retraining/churn',
        name: 'Retraining failed',
        severity: 'ticket',
        labels: { namespace: 'imaging', model_name: 'churn' },
        summary: 'The retraining of churn ended with 3',
        startsAt: new Date('2026-03-01T11:00:00Z'),
        endsAt: new Date('2026-03-01T13:00:00Z'),
        url: 'https://ci.example.com/1',
      },
      expect.objectContaining({ severity: 'page', startsAt: NOW }),
    ]);
  });

  it('are news in their order, and end when they are resolved', () => {
    const resolved = alert({ status: 'resolved' });
    expect(parse(alert(), resolved).map(({ endsAt }) => endsAt)).toEqual([NOW]);
    const [{ endsAt }] = parse({ ...resolved, endsAt: '2026-03-01T11:30:00Z' });
    expect(endsAt).toEqual(new Date('2026-03-01T11:30:00Z'));
    const [later] = parse({ ...resolved, endsAt: '2026-03-02T00:00:00Z' });
    expect(later.endsAt).toEqual(NOW);
  });

  it('have the words of severities that are configured', () => {
    const { webhook: other } = open({ severities: { page: ['sev1'] } });
    const parseOther = (severity: string) =>
      other.parse({ alerts: [alert({ severity })] }, NOW)[0].severity;
    expect(parseOther('SEV1')).toBe('page');
    expect(() => parseOther('critical')).toThrow(
      'alerts.0.severity: allowed are ticket, warning, minor, info, none, debug, sev1; found "critical"',
    );
  });

  it.each<[unknown, RegExp]>([
    [[], /^input: .*expected object.*; found \[\]$/],
    [{ alert: [] }, /^alerts: .*expected array.*; found nothing/],
    [
      { alerts: Array.from({ length: 1001 }, () => alert()) },
      /^alerts: allowed are at most 1000; found/,
    ],
    [{ alerts: [alert({ id: ' ' })] }, /^alerts\.0\.id: allowed is text of 1/],
    [
      { alerts: [alert({ status: 'open' })] },
      /^alerts\.0\.status: allowed are firing and resolved; found "open"$/,
    ],
    [
      { alerts: [alert({ severity: 'urgent' })] },
      /^alerts\.0\.severity: allowed are page, .*; found "urgent"$/,
    ],
    [
      { alerts: [alert({ startsAt: 1772366400 })] },
      /^alerts\.0\.startsAt: allowed is a time such as .*; found 1772366400$/,
    ],
    [
      { alerts: [alert({ url: 'data:text/html,x' })] },
      /^alerts\.0\.url: allowed is an http or https address .*; found/,
    ],
    [{ alerts: [alert({ endAt: 'x' })] }, /^alerts\.0: .*"endAt"; found/],
    [
      { alerts: [alert({ labels: { a: 1 } })] },
      /^alerts\.0\.labels\.a: .*expected string.*; found 1$/,
    ],
    [
      {
        alerts: [
          alert({
            labels: Object.fromEntries(
              Array.from({ length: 101 }, (_, index) => [`l${index}`, 'x']),
            ),
          }),
        ],
      },
      /^alerts\.0\.labels: allowed are at most 100; found/,
    ],
  ])('are refused: %j', (body, message) => {
    expect(() => webhook.parse(body, NOW)).toThrow(InputError);
    expect(() => webhook.parse(body, NOW)).toThrow(message);
  });
});

it.each([
  [{ secrets: [] }, /^opsHealth\.sources\.prod\.secrets: found 0, allowed/],
  [
    { secrets: [NEW_SECRET, 'short'] },
    /^opsHealth\.sources\.prod\.secrets\[1\]: found 5 characters, allowed/,
  ],
  [{ severities: { label: 'a' } }, /prod\.severities\.label: found a label/],
  [{ uiUrl: 'ftp://x' }, /prod\.uiUrl: found no http or https address/],
])('refuses %j', (entry, message) => {
  expect(() => open(entry)).toThrow(message);
});
