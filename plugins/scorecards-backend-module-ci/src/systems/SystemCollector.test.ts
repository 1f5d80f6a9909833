import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { findFactProblem } from '@platform-ops/scorecards';
import { ResultStore } from '../database/ResultStore';
import { SYSTEM_FACT_TYPES } from '../factTypes';
import type { PushedResult } from '../PushedResult';
import { SystemCollector } from './SystemCollector';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const NOW = Date.now();
const DAY_MS = 86_400_000;
const SHOP = 'system:default/shop';

function part(kind: string, name: string, system = SHOP): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    relations: [{ type: 'partOf', targetRef: system }],
  };
}

function scan(
  entityRef: string,
  scans: PushedResult['scans'],
  critical: number,
  daysAgo: number,
): PushedResult {
  const ranAt = new Date(NOW - daysAgo * DAY_MS);
  return {
    id: `${entityRef} ${scans}`,
    contentHash: 'x',
    entityRef,
    kind: scans === 'dependencies' ? 'cyclonedx' : 'sarif',
    scans,
    tool: 'scanner',
    pipeline: { name: 'build', url: 'https://ci.example.com/1' },
    reporter: 'external:build',
    ranAt,
    receivedAt: ranAt,
    summary: {
      scan: {
        counts: { critical, high: 0, medium: 0, low: 0 },
        unrated: 0,
        suppressed: 0,
        complete: true,
        looked: 1,
      },
      ...(scans === 'dependencies' && {
        components: {
          components: 7,
          models: 0,
          unversioned: 0,
          unlicensed: 0,
          deniedCount: 0,
          denied: [],
          rules: 0,
        },
      }),
    },
    open: critical ? [{ id: 'CVE-1', severity: 'critical' }] : [],
  };
}

it('adds up the parts of a system, and names those that nobody looked at', async () => {
  const knex = await databases.init('SQLITE_3');
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@platform-ops/backstage-plugin-scorecards-backend-module-ci',
      'migrations',
    ),
  });
  const store = new ResultStore(knex);
  await store.add([
    scan('component:default/cart', 'dependencies', 0, 1),
    scan('component:default/pay', 'image', 2, 3),
    // Its code alone says nothing of what it is made of.
    scan('component:default/site', 'code', 0, 1),
    scan('model:default/ranker', 'model', 0, 1),
    scan('model:default/old', 'model', 1, 40),
    scan('component:default/elsewhere', 'image', 5, 1),
  ]);
  const facts = [];
  for await (const batch of new SystemCollector(store).collect({
    entities: [
      { ...part('System', 'shop'), relations: [] },
      { ...part('System', 'empty'), relations: [] },
      part('Component', 'cart'),
      part('Component', 'pay'),
      part('Component', 'site'),
      part('Model', 'ranker'),
      part('Model', 'old'),
      part('Component', 'elsewhere', 'system:default/other'),
    ],
    signal: new AbortController().signal,
  })) {
    facts.push(...batch.facts);
  }
  expect(facts.map(({ entityRef, type }) => [entityRef, type])).toEqual([
    [SHOP, 'ciSystem.scans'],
    [SHOP, 'ciSystem.components'],
  ]);
  for (const { type, value } of facts) {
    const factType = SYSTEM_FACT_TYPES.find(({ id }) => id === type)!;
    expect(findFactProblem(value, factType)).toBeUndefined();
  }
  expect(facts[0].value).toMatchObject({
    parts: 5,
    unscanned: ['component:default/site', 'model:default/old'],
    unscannedCount: 2,
    critical: 3,
    oldestCritical: new Date(NOW - 40 * DAY_MS).toISOString(),
    worst: [
      'component:default/pay: 2 critical, 0 high',
      'model:default/old: 1 critical, 0 high',
    ],
  });
  expect(facts[1].value).toEqual({
    parts: 3,
    unlisted: ['component:default/pay', 'component:default/site'],
    unlistedCount: 2,
    components: 7,
  });
});
