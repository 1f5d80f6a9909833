import { setTimeout as delay } from 'node:timers/promises';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  EntityHealth,
  HealthAlert,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { describeWithServer } from '@platform-ops/test-servers';
import { startPortal } from './__testUtils__/startPortal';

jest.setTimeout(60_000);

const HOUR_MS = 3_600_000;
const olivia = mockCredentials.user.header('user:default/olivia');

function component(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default' },
    spec: { type: 'service' },
  };
}

describeWithServer('alertmanager', 'silences', alertmanager => {
  const ask = async <T>(path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${alertmanager().url}/api/v2${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) {
      throw new Error(await answer.text());
    }
    return JSON.parse((await answer.text()) || 'null');
  };

  async function start() {
    const denied = new Set<string>();
    const auditor = mockServices.auditor.mock();
    const audited: unknown[] = [];
    auditor.createEvent.mockImplementation(
      async ({ eventId, request, meta }) => {
        const entry = { eventId, by: request?.method, meta, outcome: 'none' };
        audited.push(entry);
        return {
          success: async () => void (entry.outcome = 'succeeded'),
          fail: async () => void (entry.outcome = 'failed'),
        };
      },
    );
    const portal = await startPortal({
      entities: [component('checkout'), component('search')],
      services: [
        auditor.factory,
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(({ permission }) => ({
              result: denied.has(permission.name)
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
            })),
          authorizeConditional: async requests =>
            requests.map(({ permission }) => ({
              result: denied.has(permission.name)
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
            })),
        }).factory,
      ],
      opsHealth: {
        clearAfter: { seconds: 0 },
        joins: [{ labels: { service: '{name}' } }],
        sources: {
          eu: {
            type: 'alertmanager',
            url: alertmanager().url,
            environment: 'production',
          },
          pushed: { type: 'alertmanager', url: 'none' },
        },
      },
    });
    await portal.refresh();
    await portal.refresh();
    const health = (name: string) =>
      portal.get<EntityHealth>(`/health?entityRef=component:default/${name}`);
    /** Of which the state is at most a second old. */
    const until = async (state: string) => {
      for (;;) {
        await portal.refresh();
        const found = await health('checkout');
        if (found.state === state) {
          return found;
        }
        await delay(100);
      }
    };
    return { ...portal, denied, audited, health, until };
  }

  it('are made, shown, and ended, for one alert that one may see', async () => {
    await ask(
      '/alerts',
      ['checkout', 'search'].map(service => ({
        labels: { alertname: 'Down', severity: 'page', service },
      })),
    );
    const portal = await start();
    const down = (await portal.until('bad')).alerts[0];
    expect(down).toMatchObject({
      source: 'eu',
      labels: { alertname: 'Down', severity: 'page', service: 'checkout' },
      silenceable: true,
      stale: false,
    });

    const body = {
      entityRef: 'component:default/checkout',
      source: 'eu',
      fingerprint: down.fingerprint,
      seconds: 7200,
      comment: 'Known: being rebuilt',
    };
    const silence = (fields: object = {}, authorization = olivia) =>
      portal.post('/alerts/silences', { ...body, ...fields }, authorization);

    // What may not be.
    for (const [fields, status, message] of [
      [{ seconds: 60 }, 400, /^seconds: .*>=300; found 60/],
      [{ seconds: 8 * 86_400 }, 400, /^seconds: .*<=604800/],
      [{ comment: '  ' }, 400, /^comment: /],
      [{ entityRef: 'component:default/search' }, 404, /^No such alert/],
      [{ fingerprint: 'f00' }, 404, /^No such alert/],
    ] as const) {
      const answer = await silence(fields);
      expect([answer.status, answer.body.error.message]).toEqual([
        status,
        expect.stringMatching(message),
      ]);
    }
    expect((await silence({}, mockCredentials.service.header())).status).toBe(
      403,
    );
    portal.denied.add('ops-health.alert.silence');
    expect((await silence()).status).toBe(403);
    portal.denied.clear();
    portal.denied.add('catalog.entity.read');
    expect((await silence()).status).toBe(404);
    portal.denied.clear();
    expect(await ask('/silences')).toEqual([]);
    expect(portal.audited).toEqual([]);

    const made = await silence();
    expect(made.status).toBe(201);
    const { id, until } = made.body;
    expect(Date.parse(until) - Date.now()).toBeGreaterThan(1.9 * HOUR_MS);
    expect(await ask('/silences')).toMatchObject([
      {
        id,
        status: { state: 'active' },
        createdBy: 'user:default/olivia',
        comment: 'Known: being rebuilt',
        endsAt: until,
        matchers: Object.entries(down.labels).map(([name, value]) => ({
          name,
          value,
          isRegex: false,
          isEqual: true,
        })),
      },
    ]);
    // It shows at once, and still once its source was asked again.
    const suppressed: HealthAlert['suppressed'] = {
      by: 'silence',
      until,
      comment: 'Known: being rebuilt',
      createdBy: 'user:default/olivia',
      silenceId: id,
    };
    expect((await portal.health('checkout')).alerts).toMatchObject([
      { suppressed },
    ]);
    expect((await portal.until('unknown')).alerts).toMatchObject([
      { suppressed },
    ]);
    expect((await portal.health('search')).alerts[0].suppressed).toBe(
      undefined,
    );

    const end = (silenceId: string, source = 'eu') =>
      portal.delete(`/alerts/silences/${silenceId}?source=${source}`, olivia);
    // One that is for others too is not ours to end.
    const { silenceID: wide } = await ask<{ silenceID: string }>('/silences', {
      matchers: [
        { name: 'service', value: '.+', isRegex: true, isEqual: true },
      ],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 4 * HOUR_MS).toISOString(),
      createdBy: 'Sam',
      comment: 'Maintenance',
    });
    await portal.refresh();
    expect((await portal.health('search')).alerts[0].suppressed).toEqual({
      by: 'silence',
      until: expect.any(String),
      comment: 'Maintenance',
      createdBy: 'Sam',
    });
    expect((await end(wide)).status).toBe(404);
    await fetch(`${alertmanager().url}/api/v2/silence/${wide}`, {
      method: 'DELETE',
    });
    await portal.refresh();

    portal.denied.add('catalog.entity.read');
    expect((await end(id)).status).toBe(404);
    portal.denied.clear();
    expect((await end(id, 'pushed')).status).toBe(404);
    expect((await end(id)).status).toBe(204);
    expect((await portal.until('bad')).alerts[0].suppressed).toBe(undefined);
    expect(portal.audited).toEqual([
      {
        eventId: 'alert-silence',
        by: 'POST',
        outcome: 'succeeded',
        meta: {
          actionType: 'create',
          source: 'eu',
          alert: 'Down',
          labels: down.labels,
          entityRef: 'component:default/checkout',
          until,
          comment: 'Known: being rebuilt',
        },
      },
      {
        eventId: 'alert-silence',
        by: 'DELETE',
        outcome: 'succeeded',
        meta: {
          actionType: 'end',
          source: 'eu',
          silence: id,
          alert: 'Down',
          entityRefs: ['component:default/checkout'],
        },
      },
    ]);
    await portal.stop();
  });

  it('are for one alert alone, though another has its labels and more', async () => {
    const labels = { alertname: 'Slow', severity: 'page', service: 'checkout' };
    await ask('/alerts', [{ labels }, { labels: { ...labels, pod: 'b' } }]);
    const portal = await start();
    const slow = async () =>
      (await portal.until('bad')).alerts.filter(({ name }) => name === 'Slow');
    const [wide] = (await slow()).filter(alert => !alert.labels.pod);
    const made = await portal.post(
      '/alerts/silences',
      {
        entityRef: 'component:default/checkout',
        source: 'eu',
        fingerprint: wide.fingerprint,
        seconds: 3600,
        comment: 'Known',
      },
      olivia,
    );
    expect(made.status).toBe(201);
    // Alertmanager takes a moment to tell of a silence.
    for (;;) {
      await portal.refresh();
      const listed = await ask<Array<{ status: { silencedBy: string[] } }>>(
        '/alerts?filter=alertname="Slow"',
      );
      if (listed.some(({ status }) => status.silencedBy.length > 0)) {
        break;
      }
      await delay(100);
    }
    await portal.refresh();
    expect(
      (await slow()).map(alert => [
        alert.labels.pod,
        alert.suppressed?.silenceId,
      ]),
    ).toEqual(
      expect.arrayContaining([
        [undefined, made.body.id],
        ['b', undefined],
      ]),
    );
    expect(
      (
        await portal.delete(
          `/alerts/silences/${made.body.id}?source=eu`,
          olivia,
        )
      ).status,
    ).toBe(204);
    await portal.stop();
  });
});
