import { setTimeout as delay } from 'node:timers/promises';
import { ConfigReader } from '@backstage/config';
import { PrometheusMetricSource } from '@platform-ops/backstage-plugin-ops-health-backend-module-prometheus';
import { readHealthSourceConfigs } from '@platform-ops/backstage-plugin-ops-health-node';
import {
  describeWithServer,
  startPrometheus,
} from '@platform-ops/test-servers';
import {
  exposeServices,
  type ExposedService,
} from '../__testUtils__/exposeServices';
import { testEntity } from '../__testUtils__/testEntity';
import { JoinIndex } from '../joins/JoinIndex';
import type { JoinRule } from '../joins/JoinRule';
import { builtInPacks } from '../packs';
import { SourceRefresh } from '../refresh/SourceRefresh';
import { EventCounter } from './EventCounter';
import type { PackCountPlan } from './planCounts';

jest.setTimeout(120_000);

const { events } = builtInPacks.find(({ id }) => id === 'http')!;
const FLEET = 300;

const rules: JoinRule[] = [
  {
    id: 'service',
    kinds: ['component'],
    labels: { namespace: ['shop'], service: ['{name}'] },
  },
  {
    id: 'pod',
    kinds: ['component'],
    labels: { pod: ['{name}'] },
    extract: { pod: '(.+)-predictor-.+' },
  },
];

/** Half of them by each rule; some names mean something in a pattern. */
function nameOf(number: number): string {
  return number % 5 === 0 ? `a.b_${number}` : `service-${number}`;
}

function fleet() {
  const services: ExposedService[] = [];
  const plans: PackCountPlan[] = [];
  for (let number = 0; number < FLEET; number++) {
    const name = nameOf(number);
    const isPod = number % 2 === 1;
    services.push({
      labels: isPod
        ? { pod: `${name}-predictor-x1` }
        : { namespace: 'shop', service: name },
      rate: 5 + number,
      errorRatio: number % 3 === 0 ? 0.2 : 0,
    });
    plans.push({
      kind: 'pack',
      sourceId: 'eu',
      pack: 'http',
      total: events!.total,
      bad: events!.bad,
      reading: {
        indicator: 'error-ratio',
        value: 0,
        environment: 'production',
        sourceId: 'eu',
        observedAt: 0,
        pack: 'http',
        expression: 0,
        rule: isPod ? 'pod' : 'service',
        labels: isPod ? { pod: name } : { namespace: 'shop', service: name },
        extract: isPod ? rules[1].extract : undefined,
      },
    });
  }
  return { services, plans };
}

describeWithServer('prometheus', 'counting for few of many', () => {
  it('gives the same counts, and asks for those alone', async () => {
    const { services, plans } = fleet();
    const exposed = await exposeServices(() => services);
    const prometheus = await startPrometheus({
      config: `scrape_configs:
  - job_name: fleet
    honor_labels: true
    scrape_interval: 1s
    static_configs: [{ targets: ['${exposed.address}'] }]
`,
    });
    const [entry] = readHealthSourceConfigs(
      new ConfigReader({
        opsHealth: {
          sources: {
            eu: {
              type: 'prometheus',
              url: prometheus.url,
              environment: 'production',
            },
          },
        },
      }),
    );
    const source = PrometheusMetricSource.fromConfig(entry);
    const evaluate = jest.spyOn(source, 'evaluate');
    const index = JoinIndex.create(
      services.map((_, number) =>
        testEntity(`component:default/${nameOf(number)}`),
      ),
      rules,
    );
    const counterFor = (expected: PackCountPlan[]) => {
      const counter = new EventCounter({
        sources: new Map([
          [
            'eu',
            new SourceRefresh({
              source,
              packs: builtInPacks,
              environments: [],
              windowMs: 60_000,
              refreshMs: 30_000,
            }),
          ],
        ]),
        index,
        signal: new AbortController().signal,
      });
      counter.expect(expected);
      return counter;
    };
    /** How many queries Prometheus says that it answered. */
    const answered = async () => {
      const text = await (await fetch(`${prometheus.url}/metrics`)).text();
      return Number(
        /^prometheus_engine_query_duration_seconds_count\{slice="inner_eval"\} (\S+)$/m.exec(
          text,
        )?.[1],
      );
    };
    /** All counts at one time, and what they cost. */
    const count = async (expected: PackCountPlan[], at: Date) => {
      evaluate.mockClear();
      const before = await answered();
      const counter = counterFor(expected);
      const counts = await Promise.all(
        expected.map(plan => counter.count(plan, { windowMs: 60_000, at })),
      );
      const answers = await Promise.all(
        evaluate.mock.results.map(({ value }) => value),
      );
      return {
        counts,
        queries: (await answered()) - before,
        rows: answers.reduce((sum, { rows }) => sum + rows.length, 0),
        bytes: answers.reduce((sum, { cost }) => sum + cost.bytes, 0),
      };
    };
    try {
      let at: Date;
      let all: Awaited<ReturnType<typeof count>>;
      do {
        await delay(500);
        at = new Date(Date.now() - 1000);
        all = await count(plans, at);
      } while (all.counts.some(found => !found?.total));
      // For all of them: one query for the total and one for the bad.
      expect(all.queries).toBe(2);
      expect(all.rows).toBe(2 * FLEET);

      const few = [0, 1, 2, 3, 15, 20];
      const lean = await count(
        few.map(number => plans[number]),
        at,
      );
      expect(lean.counts).toEqual(few.map(number => all.counts[number]));
      // One for each of the two rules.
      expect(lean.queries).toBe(4);
      // What is extracted is looked for anywhere in the label.
      expect(lean.rows).toBeLessThan(all.rows / 5);
      expect(lean.bytes).toBeLessThan(all.bytes / 5);

      const some = Array.from({ length: 60 }, (_, number) => plans[number]);
      const leanToo = await count(some, at);
      expect(leanToo.counts).toEqual(all.counts.slice(0, 60));
      expect(leanToo.queries).toBe(4);
    } finally {
      await source.close();
      await prometheus.stop();
      await exposed.close();
    }
  });
});
