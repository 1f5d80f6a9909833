import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { FakeSource } from '../__testUtils__/FakeSource';
import { initDatabase } from '../__testUtils__/initDatabase';
import { testEntity } from '../__testUtils__/testEntity';
import { readOpsHealthConfig } from '../config';
import { GpuHourStore } from '../database/GpuHourStore';
import { builtInPacks } from '../packs';
import { SourceRefresh } from '../refresh/SourceRefresh';
import type { ObservedReading } from '../state/ObservedReading';
import { GpuLedger } from './GpuLedger';
import { GpuPast } from './GpuPast';
import { GpuProducts } from './GpuProducts';
import { IdleGpuService } from './IdleGpuService';

jest.setTimeout(60_000);

const HOUR = 3_600_000;
const NOW = Date.now();

const config = readOpsHealthConfig(
  new ConfigReader({
    opsHealth: {
      prices: {
        currency: 'USD',
        gpuHours: [
          { product: 'NVIDIA L4', price: 1 },
          { product: 'NVIDIA A100', price: 4 },
        ],
      },
    },
  }),
  [],
);

/** By name: how busy its GPUs are, and how many of which it has. */
const FLEET = {
  busy: { use: 0.6, count: 8, product: 'NVIDIA A100' },
  idle: { use: 0.01, count: 2, product: 'NVIDIA L4' },
  dear: { use: 0.02, count: 1, product: 'NVIDIA A100' },
  odd: { use: 0, count: 1, product: 'NVIDIA T4' },
  uncounted: { use: 0, count: undefined, product: undefined },
  hidden: { use: 0, count: 4, product: 'NVIDIA L4' },
};
const refOf = (name: string) => `component:default/${name}`;

function readingsAt(time: number, names: string[]) {
  return new Map(
    names.map(name => {
      const { use, count } = FLEET[name as keyof typeof FLEET];
      const reading = {
        environment: 'production',
        sourceId: 'eu',
        observedAt: time,
        pack: 'dcgm',
        expression: 0,
        rule: 'service',
        labels: { service: name },
      };
      return [
        refOf(name),
        [
          { ...reading, indicator: 'gpu-utilisation', value: use },
          ...(count === undefined
            ? []
            : [{ ...reading, indicator: 'gpu-count', value: count }]),
        ] as ObservedReading[],
      ];
    }),
  );
}

describe('idle GPUs', () => {
  const databases = TestDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15'],
  });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    async function start() {
      const gpuHours = new GpuHourStore(
        await initDatabase(databases, databaseId),
      );
      const source = new FakeSource('eu');
      source.environment = 'production';
      source.series = Object.entries(FLEET).flatMap(
        ([service, { use, count, product }]) =>
          count === undefined
            ? []
            : [
                {
                  labels: { service, modelName: product, Hostname: 'gpu-1' },
                  gauges: {
                    DCGM_FI_DEV_GPU_TEMP: count,
                    DCGM_FI_DEV_GPU_UTIL: use,
                  },
                },
              ],
      );
      const reading = {
        logger: mockServices.logger.mock(),
        windowMs: config.windowMs,
        sources: new Map([
          [
            'eu',
            new SourceRefresh({
              source,
              packs: builtInPacks,
              environments: [],
              windowMs: config.windowMs,
              refreshMs: config.refreshMs,
            }),
          ],
        ]),
      };
      const ledger = new GpuLedger({
        gpuHours,
        products: new GpuProducts(reading),
      });
      const past = new GpuPast({ ...reading, gpuHours, packs: builtInPacks });
      const note = (
        time: number,
        names: string[] = Object.keys(FLEET),
        readings = readingsAt(time, names),
      ) =>
        ledger.note({
          readings,
          now: new Date(time),
          signal: new AbortController().signal,
        });
      const fill = (time: number) =>
        past.fill({
          readings: readingsAt(time, Object.keys(FLEET)),
          now: new Date(time),
          signal: new AbortController().signal,
        });
      const list = (
        query: { cursor?: string; limit?: number; owner?: string[] } = {},
      ) =>
        // Each time anew: what it remembers for a minute is not looked at here.
        new IdleGpuService({
          config,
          gpuHours,
          snapshot: {
            get: async () => ({
              entities: new Map(
                Object.keys(FLEET).map(name => [
                  refOf(name),
                  testEntity(refOf(name), { owner: 'group:default/ai' }),
                ]),
              ),
            }),
          } as any,
        }).list(query, ref => ref !== refOf('hidden'));
      return { gpuHours, source, note, fill, list };
    }

    it('lists what was idle all day, the dearest first, as far as one may see it', async () => {
      const { note, list, source, gpuHours } = await start();
      for (let hours = 11; hours > 0; hours -= 1) {
        await note(NOW - hours * HOUR);
      }
      expect(await list()).toMatchObject({ items: [], undecided: 5 });
      // The products of the GPUs stay known.
      source.failure = new Error('connection refused');
      await note(NOW);
      for (let hours = 23; hours > 11; hours -= 1) {
        await note(NOW - hours * HOUR);
      }
      const all = await list();
      expect(all).toMatchObject({
        currency: 'USD',
        below: 0.05,
        totalItems: 4,
        totalGpus: 4,
        totalCostPerMonth: 4380,
        unpriced: 2,
        undecided: 0,
        owners: ['group:default/ai'],
        items: [
          {
            entityRef: refOf('dear'),
            owner: 'group:default/ai',
            environment: 'production',
            gpus: 1,
            products: [
              {
                product: 'NVIDIA A100',
                count: 1,
                nodes: ['gpu-1'],
                pricePerHour: 4,
              },
            ],
            utilisation: expect.closeTo(0.02),
            highest: 0.02,
            costPerMonth: 2920,
          },
          { entityRef: refOf('idle'), gpus: 2, costPerMonth: 1460 },
          {
            entityRef: refOf('odd'),
            gpus: 1,
            note: 'No price is configured for NVIDIA T4',
          },
          {
            entityRef: refOf('uncounted'),
            note: 'No source tells how many GPUs it holds',
          },
        ],
      });
      expect(all.items[0].measuredHours).toBeGreaterThanOrEqual(23);
      expect(all.items[0].idleHours).toBe(all.items[0].measuredHours);
      expect(Date.parse(all.items[0].measuredUntil)).toBeGreaterThanOrEqual(
        NOW,
      );
      expect(await list({ owner: ['group:default/others'] })).toMatchObject({
        totalItems: 0,
        totalGpus: 0,
        owners: ['group:default/ai'],
      });
      const page = await list({ limit: 3 });
      expect(page.items).toHaveLength(3);
      expect(
        (await list({ limit: 3, cursor: page.nextCursor })).items,
      ).toMatchObject([{ entityRef: refOf('uncounted') }]);

      await gpuHours.prune(new Date(NOW + HOUR));
      expect((await list()).totalItems).toBe(0);
    });

    it('lists neither what worked once in a while nor what is gone', async () => {
      const { note, list } = await start();
      for (let hours = 23; hours >= 0; hours -= 1) {
        const time = NOW - hours * HOUR;
        const readings = readingsAt(
          time,
          hours > 3 ? ['idle', 'dear'] : ['dear'],
        );
        if (hours < 2) {
          readings.get(refOf('dear'))![0].value = 0.9;
        }
        await note(time, [], readings);
      }
      expect((await list()).items).toEqual([]);
    });

    it('counts a sample once, and none of what a source said earlier', async () => {
      const { note, gpuHours } = await start();
      const hour = Math.floor(NOW / HOUR) * HOUR;
      const twice = readingsAt(hour + 1000, ['idle']);
      const held = await note(hour + 2000, [], twice);
      expect(held.get(refOf('idle'))).toMatchObject([
        { counts: [{ product: 'NVIDIA L4', node: 'gpu-1', count: 2 }] },
      ]);
      await note(hour + 3000, [], twice);
      const later = readingsAt(hour + 4000, ['idle']);
      later.get(refOf('idle'))![0].value = 0.03;
      await note(hour + 4000, [], later);
      await note(hour + HOUR, [], later);
      const [use] = await gpuHours.listUse({
        since: new Date(hour),
        heldSince: new Date(hour),
        idleBelow: 0.02,
      });
      expect(use).toMatchObject({
        measuredHours: 1,
        idleHours: 0,
        highest: 0.03,
      });
      expect(use.utilisation).toBeCloseTo(0.02);
      expect(await gpuHours.readHeld(refOf('idle'), new Date(hour))).toEqual([
        {
          environment: 'production',
          counts: [{ product: 'NVIDIA L4', node: 'gpu-1', count: 2 }],
        },
      ]);
    });

    it('asks for the day before it first saw them, a few hours at a time', async () => {
      const { note, fill, list, source, gpuHours } = await start();
      await note(NOW);
      source.failure = new Error('connection refused');
      await fill(NOW);
      source.failure = undefined;
      const before = source.questions;
      await fill(NOW);
      // Two hours of four samples, whatever the number of entities.
      expect(source.questions - before).toBe(8);
      for (let run = 0; run < 11; run += 1) {
        await fill(NOW);
      }
      expect(source.questions - before).toBe(24 * 4);
      const { items } = await list();
      expect(items.map(({ title }) => title)).toEqual(['dear', 'idle', 'odd']);
      expect(items[0]).toMatchObject({ gpus: 1, costPerMonth: 2920 });
      expect(items[0].utilisation).toBeCloseTo(0.02);
      const known = await gpuHours.listKnown(new Date(0));

      // What has no past is looked up again, not forever; what is known stays.
      for (let minutes = 5; minutes < 120; minutes += 1) {
        await fill(NOW + minutes * 60_000);
      }
      expect(source.questions - before).toBeLessThan(4 * 24 * 4);
      expect((await gpuHours.listKnown(new Date(0))).length).toBeGreaterThan(
        known.length - 1,
      );
    });
  });
});
