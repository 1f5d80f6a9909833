import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { NotModifiedError } from '@backstage/errors';
import { initDatabase } from '../__testUtils__/initDatabase';
import { testEntity } from '../__testUtils__/testEntity';
import { createStores } from '../database/createStores';
import { SloFileReader } from './SloFileReader';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const REF = 'component:default/checkout';
const MINUTE = 60_000;

const slo = (name: string, raw: string) => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${name}
spec:
  service: checkout
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 30d, isRolling: true }]
  objectives: [{ target: 0.99 }]
  indicator:
    metadata: { name: ${name} }
    spec:
      ratioMetric: ${raw}
`;
const KNOWN = slo(
  'known',
  '{ counter: true, rawType: failure, raw: { metricSource: { type: Indicator, spec: { indicator: error-ratio } } } }',
);
const QUERIES = slo(
  'queried',
  '{ counter: true, bad: { metricSource: { type: Prometheus, spec: { query: failed_total } } }, total: { metricSource: { type: Prometheus, spec: { query: all_total } } } }',
);

async function start(catalogQueries: boolean) {
  const stores = createStores(await initDatabase(databases, 'SQLITE_3'));
  const asked: Array<{ url: string; etag?: string }> = [];
  let answer = (): { text: string; etag?: string } => ({ text: '' });
  const reader = new SloFileReader({
    ...stores,
    catalogQueries,
    config: mockServices.rootConfig({
      data: { integrations: { github: [{ host: 'github.com' }] } },
    }),
    logger: mockServices.logger.mock(),
    urlReader: mockServices.urlReader.mock({
      readUrl: async (url, options) => {
        asked.push({ url, etag: options?.etag });
        const { text, etag } = answer();
        return { buffer: async () => Buffer.from(text), etag };
      },
    }),
  });
  let now = Date.parse('2026-03-01T12:00:00Z');
  return {
    asked,
    /** Reads after a while, and tells what is known then. */
    read: async (path: string | undefined, next: typeof answer) => {
      answer = next;
      now += 11 * MINUTE;
      const entity = testEntity(REF, {
        annotations: {
          'backstage.io/source-location':
            'url:https://github.com/acme/checkout/tree/main/',
          ...(path && { 'platformops.io/slo': path }),
        },
      });
      await reader.read([entity], new Date(now));
      const file = await stores.slos.readFile(REF);
      return {
        slos: (await stores.slos.list()).map(
          ({ definition }) => definition.name,
        ),
        problems: file?.problems.map(({ text }) => text),
      };
    },
  };
}

it('reads what an entity names, relative to its source, and keeps it where that fails', async () => {
  const { read, asked } = await start(false);
  expect(
    await read('ops/slo.yaml', () => ({ text: KNOWN, etag: 'one' })),
  ).toEqual({ slos: ['known'], problems: [] });
  await read('ops/slo.yaml', () => {
    throw new NotModifiedError();
  });
  expect(asked).toEqual([
    { url: 'https://github.com/acme/checkout/tree/main/ops/slo.yaml' },
    {
      url: 'https://github.com/acme/checkout/tree/main/ops/slo.yaml',
      etag: 'one',
    },
  ]);
  expect(
    await read('ops/slo.yaml', () => {
      throw new Error('503 Service Unavailable');
    }),
  ).toEqual({
    slos: ['known'],
    problems: [
      'The file ops/slo.yaml of the annotation platformops.io/slo could not be read: 503 Service Unavailable.',
    ],
  });
  expect(
    await read('../../../etc/slo.yaml', () => ({ text: KNOWN })),
  ).toMatchObject({
    problems: [expect.stringContaining("leads out of the entity's location")],
  });
  expect(asked).toHaveLength(3);
  expect(await read(undefined, () => ({ text: KNOWN }))).toEqual({
    slos: [],
    problems: undefined,
  });
});

it('takes queries only where who runs the portal allows them', async () => {
  const text = `${KNOWN}---\n${QUERIES}`;
  const strict = await start(false);
  expect(await strict.read('slo.yaml', () => ({ text }))).toEqual({
    slos: ['known'],
    problems: [
      expect.stringMatching(
        /^slo\.yaml: queried is made of queries, .* opsHealth\.rawQueries\.fromCatalog, or to put it under opsHealth\.slos\.$/,
      ),
    ],
  });
  const open = await start(true);
  expect(await open.read('slo.yaml', () => ({ text }))).toEqual({
    slos: ['known', 'queried'],
    problems: [],
  });
});
