import { TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { PrometheusMetricSource } from '@platform-ops/backstage-plugin-ops-health-backend-module-prometheus';
import {
  readHealthSourceConfigs,
  type EnvironmentMapping,
  type EvaluateRequest,
  type IndicatorPack,
  type MetricRow,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { describeWithServer } from '@platform-ops/test-servers';
import {
  createTestSource,
  migrate,
  type TestSource,
} from './__testUtils__/createTestSource';
import {
  expressionsOf,
  packSeries,
  writeText,
} from './__testUtils__/packSeries';
import { MINUTE, SECOND } from './time';

const { builtInPacks } = jest.requireActual<{ builtInPacks: IndicatorPack[] }>(
  '../../ops-health-backend/src/packs',
);
const { remoteWrite } = jest.requireActual<{
  remoteWrite(
    url: string,
    series: Array<{
      labels: Record<string, string>;
      samples: Array<[number, number]>;
    }>,
  ): Promise<Response>;
}>('../../ops-health-backend-module-prometheus/src/__testUtils__/remoteWrite');

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const INTERVAL = 15 * SECOND;
const SCRAPES = 120;
const PACKS = builtInPacks.filter(({ naming }) => naming === 'prometheus');
const EXPRESSIONS = expressionsOf(PACKS);
const GROUPINGS = [
  { id: 'service', labels: ['namespace', 'service'] },
  { id: 'pod', labels: ['pod'], extract: { pod: '(.+)-pod-.+' } },
  { id: 'model', labels: ['model_name'] },
];
const ENVIRONMENTS: EnvironmentMapping = {
  rules: [
    { environment: 'production', label: 'cluster', pattern: 'prod-.+' },
    { environment: 'test', label: 'cluster', pattern: 'test-.+' },
  ],
};

/** Sums of many numbers differ in the last digits. */
const TOLERANCE = 1e-9;

type Values = Record<string, number>;

/** What differs is as it is, what is close enough is as expected. */
function closeTo(values: Values, expected: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const other = expected[key];
      return [
        key,
        Math.abs(value - other) <= TOLERANCE * Math.abs(other) ? other : value,
      ];
    }),
  );
}

function valuesOfRows(rows: MetricRow[]): Values {
  return Object.fromEntries(
    rows.map(({ grouping, labels, environment, value }) => [
      JSON.stringify([grouping, labels, environment]),
      value,
    ]),
  );
}

describeWithServer('prometheus', 'a direct source and Prometheus', server => {
  // No sample lies on the edge of a window: there Prometheus 2 and 3 differ.
  const start = Math.floor(Date.now() / MINUTE) * MINUTE - 40 * MINUTE + 1234;
  const timeOf = (scrape: number) =>
    start + scrape * INTERVAL + ((scrape * 7919) % 50);
  const end = start + SCRAPES * INTERVAL + 3 * SECOND;
  const series = packSeries(PACKS);
  let ours: TestSource;
  let theirs: PrometheusMetricSource;

  beforeAll(async () => {
    const knex = await databases.init('SQLITE_3');
    await migrate(async () => knex);
    ours = createTestSource({ knex, now: start });
    for (let scrape = 0; scrape < SCRAPES; scrape++) {
      ours.targets.tell(
        'http://target/metrics',
        writeText(series, scrape, timeOf(scrape)),
      );
      await ours.scrapeAt(timeOf(scrape));
    }
    ours.now = end;

    const written = series.map(({ metric, labels, valueAt }) => ({
      labels: { __name__: metric, ...labels },
      samples: Array.from({ length: SCRAPES }, (_, scrape) => ({
        time: timeOf(scrape),
        value: valueAt(scrape),
      })).flatMap(
        ({ time, value }): Array<[number, number]> =>
          value === undefined ? [] : [[time, value]],
      ),
    }));
    for (let first = 0; first < written.length; first += 200) {
      const answer = await remoteWrite(
        server().url,
        written.slice(first, first + 200),
      );
      if (!answer.ok) {
        throw new Error(await answer.text());
      }
    }
    const [entry] = readHealthSourceConfigs(
      new ConfigReader({
        opsHealth: {
          sources: {
            theirs: {
              type: 'prometheus',
              url: server().url,
              maxQueriesPerMinute: 60_000,
            },
          },
        },
      }),
    );
    theirs = PrometheusMetricSource.fromConfig(entry);
  }, 120_000);
  afterAll(async () => {
    await theirs?.close();
  });

  it('have the same metrics and label sets', async () => {
    expect(series.length).toBeGreaterThan(400);
    const names = await ours.source.listMetricNames();
    expect([...names].sort()).toEqual(
      [
        ...(await theirs.listMetricNames()),
        'up',
        'scrape_duration_seconds',
      ].sort(),
    );
  });

  it.each(EXPRESSIONS)('give the same rows for %s', async (_, expression) => {
    for (const request of [
      { at: end, windowMs: 5 * MINUTE, environments: ENVIRONMENTS },
      {
        at: end - 4 * MINUTE - 777,
        windowMs: 10 * MINUTE,
        environments: { ...ENVIRONMENTS, fallback: 'production' },
      },
      { at: timeOf(20) + 1, windowMs: 5 * MINUTE, environments: { rules: [] } },
    ]) {
      const question: EvaluateRequest = {
        ...request,
        expression,
        groupings: GROUPINGS,
        at: new Date(request.at),
      };
      const [mine, other] = await Promise.all([
        ours.source.evaluate(question),
        theirs.evaluate(question),
      ]);
      const expected = valuesOfRows(other.rows);
      expect(closeTo(valuesOfRows(mine.rows), expected)).toEqual(expected);
    }
  });

  it.each(EXPRESSIONS)('give the same course of %s', async (_, expression) => {
    for (const environment of ['production', undefined]) {
      const question = {
        expression,
        labels: { namespace: 'shop', pod: 'front' },
        extract: { pod: '(.+)-pod-.+' },
        environments: ENVIRONMENTS,
        environment,
        windowMs: 5 * MINUTE,
        from: new Date(start + 6 * MINUTE + 7 * SECOND),
        to: new Date(end),
        stepMs: 30 * SECOND,
      };
      const [mine, other] = await Promise.all([
        ours.source.evaluateRange(question),
        theirs.evaluateRange(question),
      ]);
      const expected: Values = Object.fromEntries(other.points);
      expect(closeTo(Object.fromEntries(mine.points), expected)).toEqual(
        expected,
      );
    }
  });
});
