import type { Entity } from '@backstage/catalog-model';
import type {
  HealthSource,
  ListHealthResponse,
  ListJoinsResponse,
  ListSourcesResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  describeWithServer,
  startPrometheus,
} from '@platform-ops/test-servers';
import {
  exposeServices,
  type ExposedService,
} from './__testUtils__/exposeServices';
import { startPortal } from './__testUtils__/startPortal';

jest.setTimeout(120_000);

const NAMESPACE = 'backstage.io/kubernetes-namespace';
const TEAMS = ['imaging', 'trading', 'shop', 'search', 'billing', 'platform'];

function component(
  name: string,
  team: string,
  fields: { namespace?: string; annotations?: Record<string, string> } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: fields.namespace ?? 'default',
      annotations: fields.annotations ?? {},
    },
    spec: { type: 'service' },
    relations: [{ type: 'partOf', targetRef: `system:default/${team}` }],
  };
}

/**
 * 300 services by three label schemes: what operators of Kubernetes name, what
 * somebody's own relabelling names, and what OpenTelemetry names. Twelve of
 * them are odd, as in every company.
 */
function company() {
  const entities: Entity[] = [];
  const services: Array<ExposedService & { belongsTo?: string }> = [];
  const add = (labels: Record<string, string>, belongsTo?: string) =>
    services.push({ labels, belongsTo, rate: 2, errorRatio: 0.001 });
  for (let number = 0; number < 288; number++) {
    const team = TEAMS[number % TEAMS.length];
    const name = `${team}-service-${number}`;
    const ref = `component:default/${name}`;
    switch (number % 3) {
      case 0:
        entities.push(
          component(name, team, { annotations: { [NAMESPACE]: `ns-${team}` } }),
        );
        // Operators put the name of the scrape job there too, here a shared one.
        add({ namespace: `ns-${team}`, service: name, job: 'kubernetes' }, ref);
        break;
      case 1:
        entities.push(component(name, team));
        add({ kube_ns: team, app: `${name}-app`, cluster: 'eu-prod' }, ref);
        break;
      default:
        entities.push(component(name, team));
        add({ job: `${team}/${name}`, cluster: 'us-prod' }, ref);
    }
  }
  // A component has the name of a scrape job that scrapes others.
  entities.push(component('kubernetes', 'platform'));
  // Two have the same name, and a label that does not tell which is meant.
  entities.push(component('gateway', 'shop', { namespace: 'default' }));
  entities.push(component('gateway', 'shop', { namespace: 'legacy' }));
  add({ job: 'shop/gateway' });
  // The name of another's job stands in a label of a service that is known.
  entities.push(component('ledger', 'billing'));
  add(
    {
      namespace: 'ns-imaging',
      service: 'imaging-service-0',
      job: 'billing/ledger',
    },
    'component:default/imaging-service-0',
  );
  // Series that nobody described, and services without series.
  for (let number = 0; number < 4; number++) {
    add({ namespace: 'ns-shop', service: `forgotten-${number}` });
    entities.push(component(`planned-${number}`, 'shop'));
  }
  // One that says itself what its labels are, though its name matches others.
  entities.push(
    component('payments', 'billing', {
      annotations: {
        'platformops.io/metric-labels': 'kube_ns=billing,app=pay',
      },
    }),
  );
  add({ kube_ns: 'billing', app: 'pay' }, 'component:default/payments');
  add({ job: 'billing/payments' });
  return { entities, services };
}

/** What a company writes for its three schemes. */
const joins = [
  {
    labels: {
      namespace: `{annotation:${NAMESPACE}}`,
      service: '{name}',
    },
  },
  { labels: { kube_ns: '{system}', app: '{name}-app' } },
  { labels: { job: ['{system}/{name}', '{name}'] } },
];

describeWithServer('prometheus', 'joining 300 services', () => {
  it('joins those that can be known and none wrongly, and lists the rest', async () => {
    const { entities, services } = company();
    const exposed = await exposeServices(() => services);
    const prometheus = await startPrometheus({
      config: `scrape_configs:
  - job_name: federation
    honor_labels: true
    scrape_interval: 1s
    static_configs: [{ targets: ['${exposed.address}'] }]
`,
    });
    const portal = await startPortal({
      entities,
      opsHealth: {
        sources: {
          eu: { type: 'prometheus', url: prometheus.url },
        },
        joins,
        environments: [
          { environment: 'production', cluster: '.*-prod' },
          { environment: 'production', namespace: 'ns-.*' },
        ],
      },
    });
    try {
      const described = new Map<string, Set<string>>();
      for (const { belongsTo, labels } of services) {
        if (belongsTo) {
          described.set(
            belongsTo,
            (described.get(belongsTo) ?? new Set()).add(JSON.stringify(labels)),
          );
        }
      }
      let source: HealthSource;
      do {
        // The first rates are there with the second scrape.
        await portal.refreshAnew('eu');
        [source] = (await portal.get<ListSourcesResponse>('/sources')).items;
      } while (source.joins.entities < described.size * 0.95);
      expect(source).toMatchObject({ state: 'connected', errors: [] });

      const { items } = await portal.get<ListHealthResponse>(
        '/health/list?limit=500',
      );
      const joined = new Set(items.map(({ entityRef }) => entityRef));
      expect([...joined].filter(ref => !described.has(ref))).toEqual([]);
      const share = joined.size / described.size;
      expect(share).toBeGreaterThanOrEqual(0.95);
      expect(items.every(({ state }) => state === 'good')).toBe(true);

      const listed = async (state: string) =>
        (
          await portal.get<ListJoinsResponse>(
            `/sources/eu/joins?state=${state}&limit=500`,
          )
        ).items;
      for (const { labels, entityRefs } of await listed('matched')) {
        const truth = services.find(service =>
          Object.entries(labels).every(
            ([name, value]) =>
              service.labels[name] === value ||
              // Prometheus gives its own to what has no job.
              (name === 'job' && value === 'federation'),
          ),
        );
        expect([labels, entityRefs]).toEqual([labels, [truth?.belongsTo]]);
      }
      expect(
        (await listed('ambiguous')).map(({ labels }) => labels.job).sort(),
      ).toEqual(['shop/gateway']);
      expect(
        (await listed('unmatched')).map(
          ({ labels }) => labels.service ?? labels.job,
        ),
      ).toEqual([
        'billing/payments',
        'forgotten-0',
        'forgotten-1',
        'forgotten-2',
        'forgotten-3',
      ]);
      expect(source.cost!.queries).toBeLessThanOrEqual(50);
    } finally {
      await portal.stop();
      await prometheus.stop();
      await exposed.close();
    }
  });
});
