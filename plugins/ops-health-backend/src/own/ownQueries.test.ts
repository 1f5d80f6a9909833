import type { RawQueryOptions } from '@platform-ops/backstage-plugin-ops-health-node';
import { FakeSource } from '../__testUtils__/FakeSource';
import { testEntity } from '../__testUtils__/testEntity';
import { JoinIndex } from '../joins/JoinIndex';
import type { Reading } from '../refresh/Reading';
import { expandQuery, placeholdersOf } from './expandQuery';
import { readRoadieAnnotations } from './roadie/readRoadieAnnotations';
import { nameParts } from './nameParts';
import { OwnQueries } from './OwnQueries';
import { claimantsOf } from './roadie/alertClaims';
import { roadieIndicators } from './roadie/roadieIndicators';

const AT = new Date('2026-11-23T12:00:00Z');
const cost = { queries: 1, samples: 1, bytes: 1, milliseconds: 1 };

function setUp(
  entities: Array<[string, Record<string, string>]>,
  answer: (query: string, options: RawQueryOptions) => number,
) {
  const source = new FakeSource('eu');
  const asked: string[] = [];
  source.queryRaw = async (query: string, options: RawQueryOptions = {}) => {
    asked.push(query);
    const value = answer(query, options);
    return { rows: [{ labels: {}, value, at: AT }], cost, warnings: [] };
  };
  const own = new OwnQueries({
    source: Object.assign(source, { maxConcurrency: 1 }),
    config: {
      indicators: [],
      catalogQueries: true,
      querySources: [{ id: 'eu', title: 'EU' }],
    },
    environments: { rules: [] },
    refreshMs: 30_000,
  });
  const index = JoinIndex.create(
    entities.map(([name, annotations]) =>
      testEntity(`component:default/${name}`, { annotations }),
    ),
    [],
  );
  const ask = (
    signal = new AbortController().signal,
    measured = new Map<string, Reading[]>(),
  ) => own.ask({ index, at: AT, signal, measured });
  return { ask, asked };
}

const defined = (text: string) => ({ 'platformops.io/indicators': text });

describe('OwnQueries', () => {
  it('begins with what found no time before, and blames no query for it', async () => {
    let stop = new AbortController();
    const { ask, asked } = setUp(
      [['a', defined('x = eu: 1\ny = eu: 2\nz = eu: 3')]],
      query => {
        if (query === '2') {
          stop.abort();
          throw new Error('aborted');
        }
        return 7;
      },
    );
    const first = await ask(stop.signal);
    expect(asked).toEqual(['1', '2']);
    expect(first.problems.size).toBe(0);
    const isOpen = (indicator: string, query: string) =>
      first.isOpen('component:default/a', { indicator, query } as Reading);
    expect(isOpen('x', '1')).toBe(false);
    expect(isOpen('y', '2')).toBe(true);
    expect(isOpen('z', '3')).toBe(true);
    // It was another question then.
    expect(isOpen('z', '4')).toBe(false);

    stop = new AbortController();
    await ask(stop.signal);
    expect(asked.slice(2)).toEqual(['3', '1', '2']);
  });

  it('asks a source a bounded number, and says of which it does not', async () => {
    const ten = Array.from({ length: 10 }, (_, at) => `i${at} = eu: ${at}`);
    const { ask, asked } = setUp(
      Array.from({ length: 31 }, (_, at) => [
        `e${String(at).padStart(2, '0')}`,
        defined(ten.join('\n')),
      ]),
      () => 1,
    );
    const { problems, readings } = await ask();
    expect(asked).toHaveLength(300);
    expect(readings.size).toBe(30);
    expect([...problems.keys()]).toEqual(['component:default/e30']);
    expect(problems.get('component:default/e30')![0].text).toContain(
      'The query of i0 is not asked: eu has 310 queries for single entities',
    );
  });

  it('counts what it adds up for production where the entity is there', async () => {
    const { ask } = setUp([['a', defined('x = eu: 1')]], () => 1);
    const ref = 'component:default/a';
    const environmentAmong = async (...environments: string[]) =>
      (
        await ask(
          undefined,
          new Map([
            [
              ref,
              environments.map(environment => ({ environment } as Reading)),
            ],
          ]),
        )
      ).readings.get(ref)![0].environment;
    expect(await environmentAmong('staging', 'production')).toBe('production');
    expect(await environmentAmong('staging')).toBeUndefined();
    expect(await environmentAmong()).toBeUndefined();
  });
});

describe('expandQuery', () => {
  const entity = testEntity('component:default/cart', {
    annotations: { id: 'a"} or up{x="', team: 'a b/c' },
  });

  it('takes values of the entity, and leaves selectors alone', () => {
    const query =
      'sum(x{name="{name}", t=~"{annotation:team}.*"}) by (name) / y{z!~"{2,}"}';
    expect(placeholdersOf(query)).toEqual(['{name}', '{annotation:team}']);
    expect(expandQuery(query, entity)).toBe(
      'sum(x{name="cart", t=~"a b/c.*"}) by (name) / y{z!~"{2,}"}',
    );
    expect(expandQuery('{label:none}', entity)).toBeUndefined();
    expect(placeholdersOf('x{y="z"} + {"http.duration"}')).toEqual([]);
  });

  it('lets nobody put a query into a query', () => {
    expect(() => expandQuery('x{id="{annotation:id}"}', entity)).toThrow(
      `its {annotation:id} is 'a"} or up{x="'; allowed in a query are`,
    );
    const other = testEntity('component:default/cart', {
      title: 'up or vector',
      type: 'api:v1',
    });
    for (const query of ['{title}', 'x{y="{type}"} + {title} # "{type}"']) {
      expect(() => expandQuery(query, other)).toThrow(
        `its {title} is 'up or vector'; allowed outside of quotes are letters, digits, _ and :`,
      );
    }
    expect(expandQuery('{type}:errors{job="{title}"}', other)).toBe(
      'api:v1:errors{job="up or vector"}',
    );
  });
});

describe('Roadie', () => {
  const sources = [
    { id: 'eu', title: 'prometheusTeamB' },
    { id: 'us', title: 'US' },
  ];
  const read = (annotations: Record<string, string>, among = sources) =>
    roadieIndicators(testEntity('component:default/a', { annotations }), among);

  it.each([
    ['eu', sources, 'eu'],
    ['prometheusTeamB', sources, 'eu'],
    [undefined, [sources[1]], 'us'],
    [undefined, sources, 'prometheus.io/service-name is missing'],
    ['none', sources, "prometheus.io/service-name is 'none'"],
    ['none', [], 'takes queries: there is none'],
  ])('service name %s', (name, among, expected) => {
    const { indicators, problems } = read(
      {
        'prometheus.io/rule': 'up|job',
        ...(name && { 'prometheus.io/service-name': name }),
      },
      among,
    );
    expect(indicators[0]?.source ?? problems[0].text).toContain(expected);
  });

  it('says of many mistakes what the first ones are', () => {
    const many = (text: string) => text.repeat(1000);
    const { problems } = readRoadieAnnotations({
      'prometheus.io/rule': many('x(,'),
      'prometheus.io/alert': 'a',
      'prometheus.io/labels': many('x,'),
    });
    expect(problems).toHaveLength(11);
    expect(problems[10].text).toContain('are 1990 more such mistakes');
  });

  it('names series by the dimension, or by what tells them apart', () => {
    const series = [
      { job: 'x', pod: 'a', zone: '1' },
      { job: 'x', pod: 'b', zone: '1' },
    ];
    expect(nameParts(series, 'pod')).toEqual({ by: 'pod', names: ['a', 'b'] });
    expect(nameParts(series, '')).toEqual({ by: 'pod', names: ['a', 'b'] });
    expect(nameParts(series, 'zone').names).toEqual(['pod=a', 'pod=b']);
    expect(nameParts([{ pod: 'a' }, {}], 'pod').names).toEqual([
      'a',
      'without pod',
    ]);
  });

  it('finds who names an alert', () => {
    const index = JoinIndex.create(
      [
        ['named', { 'prometheus.io/alert': 'Slow, Down' }],
        [
          'labelled',
          { 'prometheus.io/alert': 'all', 'prometheus.io/labels': 'team=a' },
        ],
        ['boundless', { 'prometheus.io/alert': 'all' }],
      ].map(([name, annotations]) =>
        testEntity(`component:default/${name}`, { annotations } as object),
      ),
      [],
    );
    const names = (name: string, labels = {}) =>
      claimantsOf(index, { name, labels }).map(ref => ref.split('/')[1]);
    expect(names('Down')).toEqual(['named']);
    expect(names('Down', { team: 'a' })).toEqual(['named', 'labelled']);
    expect(names('Other', { team: 'b' })).toEqual([]);
  });
});
