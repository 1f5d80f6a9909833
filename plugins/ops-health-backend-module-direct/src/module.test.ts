import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  metricSourcesExtensionPoint,
  type MetricSource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { FakeHttpServer } from '@platform-ops/test-servers';
import { exposition } from './__testUtils__/exposition';
import { opsHealthModuleDirect } from './module';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

async function start(sources: object) {
  const added: MetricSource[] = [];
  const tasks = new Map<string, (signal: AbortSignal) => Promise<void>>();
  const knex = await databases.init('SQLITE_3');
  const backend = await startTestBackend({
    extensionPoints: [
      [
        metricSourcesExtensionPoint,
        {
          addMetricSource: (...more) => added.push(...more),
          addIndicatorPack: () => {},
        },
      ],
    ],
    features: [
      opsHealthModuleDirect,
      mockServices.rootConfig.factory({ data: { opsHealth: { sources } } }),
      mockServices.database.mock({ getClient: async () => knex }).factory,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () =>
          ({
            scheduleTask: async ({
              id,
              fn,
            }: {
              id: string;
              fn(signal: AbortSignal): Promise<void>;
            }) => {
              tasks.set(id, fn);
            },
          } as never),
      }),
    ],
  });
  return { backend, added, tasks, knex };
}

describe('opsHealthModuleDirect', () => {
  it('scrapes each source of its type into tables of its own', async () => {
    const target = await FakeHttpServer.start({
      answer: () => exposition('queue_length{service="a"} 3\n'),
    });
    const { backend, added, tasks, knex } = await start({
      local: {
        type: 'direct',
        title: 'Laptop',
        environment: 'development',
        targets: [{ url: target.url }],
      },
      other: { type: 'prometheus', url: 'http://c.example.com' },
      sandbox: {
        type: 'direct',
        sandbox: true,
        targets: [{ url: 'http://d.example.com' }],
      },
    });
    expect(
      added.map(({ id, type, title, naming, environment }) => ({
        id,
        type,
        title,
        naming,
        environment,
      })),
    ).toEqual([
      {
        id: 'local',
        type: 'direct',
        title: 'Laptop',
        naming: 'prometheus',
        environment: 'development',
      },
    ]);
    expect([...tasks.keys()]).toEqual([
      'ops-health-direct-local',
      'ops-health-direct-housekeeping',
    ]);

    // It goes on until it is told to stop, here by the first scrape.
    const stop = new AbortController();
    const running = tasks.get('ops-health-direct-local')!(stop.signal);
    const [source] = added;
    while (!(await source.listMetricNames()).has('up')) {
      await new Promise(resolve => setImmediate(resolve));
    }
    stop.abort();
    await running;
    expect(
      await source.evaluate({
        expression: {
          kind: 'gauge',
          aggregate: 'sum',
          gauges: [{ metric: 'queue_length' }],
        },
        groupings: [{ id: 'service', labels: ['service'] }],
        environments: { rules: [], fallback: source.environment },
        windowMs: 60_000,
        at: new Date(),
      }),
    ).toMatchObject({
      rows: [
        {
          grouping: 'service',
          labels: { service: 'a' },
          environment: 'development',
          value: 3,
        },
      ],
      warnings: [],
    });
    expect(
      await source.listLabelSets({
        metrics: ['queue_length', 'up'],
        labels: ['service', 'job'],
      }),
    ).toMatchObject({
      labelSets: [{ service: 'a', job: 'local' }, { job: 'local' }],
    });
    expect(source.queryRaw).toBeUndefined();

    await tasks.get('ops-health-direct-housekeeping')!(
      new AbortController().signal,
    );
    expect(await knex('ops_health_direct_series')).toHaveLength(3);
    await backend.stop();
    await target.stop();
  });

  it('stops the start on a bad entry', async () => {
    await expect(
      start({ local: { type: 'direct', targets: [{ url: 'localhost' }] } }),
    ).rejects.toThrow(
      /opsHealth\.sources\.local\.targets\[0\]\.url: found 'localhost', allowed is/,
    );
  });
});
