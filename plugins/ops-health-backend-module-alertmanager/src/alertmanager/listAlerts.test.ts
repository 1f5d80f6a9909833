import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@backstage/types';
import { SourceForbiddenError } from '@platform-ops/backstage-plugin-ops-health-node';
import { FakeHttpServer } from '@platform-ops/test-servers';
import { generate } from 'selfsigned';
import { listedAlert, sourceOf } from '../__testUtils__/sources';
import type { AlertmanagerAlertSource } from './AlertmanagerAlertSource';

const ALERTS = 'GET /api/v2/alerts';

/**
 * Answers follow Alertmanager's OpenAPI document, api/v2/openapi.yaml; what a
 * real one does is tested in contract.test.ts.
 */
let server: FakeHttpServer;
let peer: FakeHttpServer;
const opened: AlertmanagerAlertSource[] = [];

beforeAll(async () => {
  server = await FakeHttpServer.start();
  peer = await FakeHttpServer.start();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map(source => source.close()));
});
afterAll(async () => {
  await server.stop();
  await peer.stop();
});

function open(entry: JsonObject = {}): AlertmanagerAlertSource {
  const source = sourceOf(entry.urls ? entry : { url: server.url, ...entry });
  opened.push(source);
  return source;
}

const list = async (entry?: JsonObject) => open(entry).list!();
const namesOf = ({ alerts }: Awaited<ReturnType<typeof list>>) =>
  alerts.map(({ name }) => name);

describe('an alert', () => {
  const first = async (alert: JsonObject, entry?: JsonObject) => {
    server.answerInTurn({ body: [alert] });
    return (await list(entry)).alerts[0];
  };

  it('becomes ours', async () => {
    expect(
      await first(
        listedAlert(
          { alertname: 'HighErrorRate', severity: 'critical', service: 'a' },
          {
            fingerprint: '295f0544f02cdff1',
            annotations: {
              description: 'Long',
              summary: ' 5%\nof requests fail\u0000 ',
              runbook_url: 'https://runbooks.example.com/errors',
            },
            generatorURL: 'http://prometheus:9090/graph?g0.expr=up',
          },
        ),
      ),
    ).toEqual({
      fingerprint: '295f0544f02cdff1',
      name: 'HighErrorRate',
      severity: 'page',
      labels: {
        alertname: 'HighErrorRate',
        severity: 'critical',
        service: 'a',
      },
      summary: '5% of requests fail\ufffd',
      startsAt: new Date('2026-03-01T12:00:00Z'),
      endsAt: new Date('2100-01-01T00:00:00Z'),
      suppressed: undefined,
      url: 'http://prometheus:9090/graph?g0.expr=up',
      runbookUrl: 'https://runbooks.example.com/errors',
    });
  });

  it('has a severity of the configured label, else is a ticket', async () => {
    const entry = { severities: { label: 'priority', page: ['P1'] } };
    const severity = async (labels: Record<string, string>) =>
      (await first(listedAlert(labels), entry)).severity;
    expect(await severity({ priority: 'p1', severity: 'info' })).toBe('page');
    expect(await severity({ priority: 'P7' })).toBe('ticket');
    expect(await severity({ severity: 'info' })).toBe('ticket');
  });

  it('has the first text that there is, cut', async () => {
    const summary = async (annotations: JsonObject) =>
      (await first(listedAlert({ alertname: 'Down' }, { annotations })))
        .summary;
    expect(await summary({ message: 'm', description: 'd' })).toBe('m');
    expect(await summary({ summary: ' ', description: 'd' })).toBe('d');
    expect(await summary({})).toBe('Down');
    expect(await summary({ summary: '😀'.repeat(500) })).toBe(
      `${'😀'.repeat(299)}…`,
    );
  });

  it('may lie about its addresses and times', async () => {
    const alert = await first(
      listedAlert(
        {},
        {
          annotations: { runbook_url: 'data:text/html,x' },
          generatorURL: 'https://user:secret@example.com',
          startsAt: '2099-01-01T00:00:00Z',
          endsAt: '2020-01-01T00:00:00Z',
        },
      ),
    );
    expect(alert).toMatchObject({
      name: 'Alert without a name',
      url: undefined,
      runbookUrl: undefined,
      endsAt: undefined,
    });
    expect(alert.startsAt.getTime()).toBeLessThanOrEqual(Date.now());
  });
});

describe('silences', () => {
  const silenced = (...silencedBy: string[]) =>
    listedAlert(
      { alertname: silencedBy.join() },
      { status: { silencedBy, inhibitedBy: ['x'], state: 'suppressed' } },
    );
  const silence = (id: string, day: number) => ({
    id,
    comment: `until the ${day}th`,
    endsAt: `2099-01-0${day}T00:00:00Z`,
  });

  it('tells until when and why', async () => {
    server.answer(({ url }) => ({
      body: url.endsWith('alerts')
        ? [silenced('one', 'two'), silenced('gone')]
        : [silence('one', 4), silence('two', 5), silence('three', 6), {}],
    }));
    const { alerts, cost, warnings } = await list();
    expect(alerts.map(({ suppressed }) => suppressed)).toEqual([
      {
        by: 'silence',
        until: new Date('2099-01-05T00:00:00Z'),
        comment: 'until the 5th',
      },
      { by: 'silence' },
    ]);
    expect(cost).toMatchObject({ queries: 2, samples: 2 });
    expect(warnings).toEqual([]);
  });

  it('knows that it is silenced though the silences cannot be read', async () => {
    server.answer(({ url }) =>
      url.endsWith('alerts')
        ? { body: [silenced('one')] }
        : { status: 500, body: 'oops' },
    );
    const { alerts, warnings } = await list();
    expect(alerts[0].suppressed).toEqual({ by: 'silence' });
    expect(warnings).toEqual([
      "Who silenced what cannot be told: Alertmanager 'prod' answered GET /api/v2/silences with 500 (oops)",
    ]);
  });
});

describe('what is sent', () => {
  it('has the credentials and the headers', async () => {
    server.answerInTurn({ body: [] });
    await list({
      url: `${server.url}/alertmanager/`,
      username: 'reader',
      password: 'pässword',
      headers: { 'X-Scope-OrgID': 'team-a' },
    });
    const basic = Buffer.from('reader:pässword').toString('base64');
    expect(server.asked).toMatchObject([
      {
        method: 'GET',
        url: '/alertmanager/api/v2/alerts',
        body: '',
        headers: expect.objectContaining({
          authorization: `Basic ${basic}`,
          'x-scope-orgid': 'team-a',
        }),
      },
    ]);
  });

  it('goes to who has a certificate of caFile', async () => {
    const pems = generate([{ name: 'commonName', value: '127.0.0.1' }], {
      keySize: 2048,
      extensions: [
        { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
      ],
    });
    const directory = mkdtempSync(join(tmpdir(), 'alert-source-'));
    const caFile = join(directory, 'ca.pem');
    writeFileSync(caFile, pems.cert);
    const tls = await FakeHttpServer.start({
      tls: { key: pems.private, cert: pems.cert },
    });
    try {
      tls.answerInTurn({ body: [listedAlert({ alertname: 'Down' })] });
      const url = `https://127.0.0.1:${tls.port}`;
      expect(namesOf(await list({ url, caFile }))).toEqual(['Down']);
      await expect(list({ url })).rejects.toThrow(
        /could not be reached .*: its certificate is not trusted\. Put the authority that signed it into opsHealth\.sources\.prod\.caFile$/,
      );
    } finally {
      await tls.stop();
      rmSync(directory, { recursive: true });
    }
  });
});

describe('a server that fails', () => {
  it.each([429, 502, 503, 504])('is asked again after %s', async status => {
    server.answerInTurn({ status }, { status }, { body: [] });
    expect((await list()).cost.queries).toBe(3);
  });

  it('is given up in the end', async () => {
    server.answerInTurn({ status: 503, body: 'starting up' });
    await expect(list()).rejects.toThrow(
      `Alertmanager 'prod' answered ${ALERTS} with 503 (starting up)`,
    );
    expect(server.asked).toHaveLength(4);
    server.answerInTurn({ hangUp: true });
    await expect(list()).rejects.toThrow(
      /^Alertmanager 'prod' could not be reached for GET/,
    );
  });

  it.each([401, 403])('is forbidden after %s', async status => {
    server.answerInTurn({
      status,
      body: { message: 'token bearer-secret is not known' },
    });
    const failure = await list({ token: 'bearer-secret' }).catch(
      error => error,
    );
    expect(failure).toBeInstanceOf(SourceForbiddenError);
    expect(failure.message).toBe(
      `Alertmanager 'prod' answered ${ALERTS} with ${status} (token *** is not known): look at opsHealth.sources.prod.token`,
    );
  });

  it('is not waited for without end, nor longer than the caller wants', async () => {
    server.answerInTurn({ silent: true });
    await expect(list({ timeout: { milliseconds: 100 } })).rejects.toThrow(
      `Alertmanager 'prod' did not answer ${ALERTS} within 0.1 s (opsHealth.sources.prod.timeout)`,
    );
    const controller = new AbortController();
    const reason = new Error('gone');
    server.answer(() => {
      controller.abort(reason);
      return { silent: true };
    });
    await expect(open().list!({ signal: controller.signal })).rejects.toBe(
      reason,
    );
  });

  it.each([
    [{ body: '<html>Sign in</html>' }, /with a web page where JSON was expec/],
    [
      { status: 302, headers: { location: 'https://sso.example.com/?a=b' } },
      /with a redirect to sso\.example\.com, which is not followed/,
    ],
    [{ body: 'pong' }, /not the list in JSON that was expected.*: pong$/],
    [{ body: { alerts: [] } }, /not the list in JSON that was expected/],
    [{ body: {} }, /not the list in JSON that was expected/],
    [{ body: 'null' }, /not the list in JSON that was expected/],
    [{ body: '' }, /not the list in JSON that was expected/],
    [{ body: '[{}' }, /ends in the middle: \[\{\}$/],
    [{ body: '[]', hangUp: true }, /could not be reached .*\(.+\)/],
    [{ status: 404, body: 'no' }, /answered GET .* with 404 \(no\)$/],
    [{ status: 500, body: '<p>Oops' }, /answered GET .* with 500$/],
  ])('is told about: %j', async (answer, message) => {
    server.answerInTurn(answer);
    await expect(list()).rejects.toThrow(message);
  });

  it('has alerts that cannot be read', async () => {
    server.answerInTurn({
      body: [
        null,
        { ...listedAlert({}), fingerprint: undefined },
        { ...listedAlert({}), labels: { a: 1 } },
        { ...listedAlert({}), startsAt: 'today' },
        listedAlert({ alertname: 'Down' }),
      ],
    });
    const snapshot = await list();
    expect(namesOf(snapshot)).toEqual(['Down']);
    expect(snapshot.warnings).toEqual([
      expect.stringMatching(
        /^Alertmanager 'prod' lists 4 alerts that cannot be read and are left out; the first one: alert: /,
      ),
    ]);
  });
});

describe('bounds', () => {
  it('keeps the most urgent alerts', async () => {
    const many = Array.from({ length: 150 }, (_, index) =>
      listedAlert({ alertname: `Info${index}`, severity: 'info' }),
    );
    const silenced = listedAlert(
      { alertname: 'Inhibited', severity: 'page' },
      { status: { silencedBy: [], inhibitedBy: ['x'], state: 'suppressed' } },
    );
    const page = listedAlert({ alertname: 'Page', severity: 'page' });
    const ticket = listedAlert({ alertname: 'Ticket' });
    server.answerInTurn({ body: [silenced, ...many, ticket, page] });
    const snapshot = await list({ maxAlerts: 100 });
    expect(snapshot.alerts).toHaveLength(100);
    expect(namesOf(snapshot).slice(0, 3)).toEqual(['Page', 'Ticket', 'Info0']);
    expect(snapshot.cost.samples).toBe(153);
    expect(snapshot.warnings).toEqual([
      "Alertmanager 'prod' has 153 alerts, of which the 100 most urgent ones are read (opsHealth.sources.prod.maxAlerts)",
    ]);
  });

  it('uses nothing of an answer that is too large', async () => {
    server.answerInTurn({
      body: [listedAlert({}, { annotations: { summary: 'x'.repeat(70_000) } })],
    });
    await expect(list({ maxResponseBytes: 65_536 })).rejects.toThrow(
      /with more than 65536 bytes \(opsHealth\.sources\.prod\.maxResponseBytes\)/,
    );
  });
});

describe('a cluster', () => {
  const both = () => ({ urls: [server.url, peer.url] });

  it('has what any peer knows, suppressed where all say so', async () => {
    const muted = { silencedBy: [], inhibitedBy: ['x'], state: 'suppressed' };
    const a = listedAlert({ alertname: 'A' });
    const b = listedAlert({ alertname: 'B' });
    const c = listedAlert({ alertname: 'C' }, { status: muted });
    server.answerInTurn({ body: [{ ...a, status: muted }, c] });
    peer.answerInTurn({ body: [a, b, c] });
    const { alerts, cost, warnings } = await list(both());
    expect(
      alerts.map(({ name, suppressed }) => [name, suppressed?.by]),
    ).toEqual([
      ['A', undefined],
      ['C', 'inhibition'],
      ['B', undefined],
    ]);
    expect(cost).toMatchObject({ queries: 2, samples: 5 });
    expect(warnings).toEqual([]);
  });

  it('does with one peer, and says that another is missing', async () => {
    server.answerInTurn({ hangUp: true });
    peer.answerInTurn({ body: [listedAlert({ alertname: 'Down' })] });
    const snapshot = await list(both());
    expect(namesOf(snapshot)).toEqual(['Down']);
    expect(snapshot.warnings).toEqual([
      expect.stringMatching(
        `^Alertmanager 'prod' at 127.0.0.1:${server.port} could not be reached`,
      ),
    ]);
  });

  it('fails where all peers do', async () => {
    server.answerInTurn({ status: 500, body: '' });
    peer.answerInTurn({ status: 403, body: '' });
    const failure = await list(both()).catch(error => error);
    expect(failure).toBeInstanceOf(SourceForbiddenError);
    expect(failure.message).toMatch(
      /with 500\. Alertmanager 'prod' at .* with 403: look at/,
    );
    peer.answerInTurn({ status: 500 });
    await expect(list(both())).rejects.toMatchObject({
      name: 'AlertmanagerError',
    });
  });

  it('silences at the first peer that can be reached', async () => {
    server.answerInTurn({ hangUp: true });
    peer.answerInTurn({ body: { silenceID: 'one' } });
    const { silences } = open(both());
    const silence = {
      labels: { alertname: 'Down' },
      until: new Date('2099-01-01T00:00:00Z'),
      createdBy: 'user:default/olivia',
      comment: 'known',
    };
    expect(await silences!.create(silence)).toBe('one');
    expect(server.asked).toHaveLength(1);
    peer.answerInTurn({ status: 400, body: '"bad matchers"' });
    await expect(silences!.create(silence)).rejects.toThrow(
      /answered POST \/api\/v2\/silences with 400 \(bad matchers\)$/,
    );
    await expect(
      silences!.create({ ...silence, labels: { a: '' } }),
    ).rejects.toThrow(/^labels: found none with a value, allowed/);
    await expect(
      silences!.create({ ...silence, until: new Date(0) }),
    ).rejects.toThrow(/^until: found 1970-01-01T.*, allowed is a time after/);
  });
});

it('knows nothing while the watchdog is missing', async () => {
  const entry = { watchdog: 'Watchdog' };
  const down = listedAlert({ alertname: 'Down' });
  server.answerInTurn({ body: [down] });
  await expect(list(entry)).rejects.toThrow(
    "Alertmanager 'prod' does not have the alert 'Watchdog', which always fires (opsHealth.sources.prod.watchdog): whoever sends alerts does not reach it, so that nothing is known",
  );
  server.answerInTurn({ body: [down, listedAlert({ alertname: 'Watchdog' })] });
  expect(namesOf(await list(entry))).toEqual(['Down']);
});
