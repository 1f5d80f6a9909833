import { createDeferred } from '@backstage/types';
import {
  listFactTypesResponseSchema,
  whatIfResponseSchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { entity, startPortal } from '../__testUtils__/startPortal';
import { EntityStore } from '../database/EntityStore';

const SCANNER = 'component:default/scanner';
const CLINIC = 'system:default/clinic';
const STRAY = 'component:default/stray';

const FRAMEWORK = `apiVersion: platformops.io/v1alpha1
kind: Framework
metadata: { name: guarded, title: What is encrypted }
spec:
  version: '2'
  scope: All of it
  source: { kind: primary, title: Ourselves }
  appliesTo: { kinds: [Component] }
  levels: [{ id: gold, title: Gold, minimumScore: 1 }]
  controls:
    - { id: g-storage, citation: G 1, title: Storage, summary: S, kind: automatic, rule: test-encrypted }
    - { id: g-review, citation: G 2, title: Review, summary: S, kind: automatic, rule: test-reviewed }
`;

const stops: Array<() => Promise<void>> = [];

afterEach(async () => {
  await Promise.all(stops.splice(0).map(stop => stop()));
});

async function start(options: Parameters<typeof startPortal>[0] = {}) {
  const portal = await startPortal(options);
  stops.push(() => portal.stop());
  const { collector, evaluate, collect } = portal;
  collector.storage = { [SCANNER]: true, [STRAY]: false };
  await evaluate();
  await collect();
  await evaluate();
  const ask = async (text: string, more: object = {}) => {
    const files = [{ name: 'acme.yaml', text }];
    const { status, body } = await portal.post('/what-if', { files, ...more });
    expect([status, body.error?.message]).toEqual([200, undefined]);
    return whatIfResponseSchema.parse(body);
  };
  return { ...portal, ask };
}

it('tells what other rules would change, what changes most first', async () => {
  const { ask, get } = await start();
  const changed = await ask(FRAMEWORK);
  expect(changed).toMatchObject({
    problems: [],
    evaluated: 2,
    entities: 2,
    frameworks: [{ id: 'guarded', isNew: false, better: 0, worse: 1, same: 0 }],
    items: [
      {
        entityRef: SCANNER,
        before: { level: 'gold', score: 1 },
        after: { score: 0.5 },
        changes: [{ controlId: 'g-review', after: 'not-evaluated' }],
      },
      // It did not apply before.
      { entityRef: STRAY, after: { score: 0 } },
    ],
  });
  expect(changed.items[0].after?.level).toBeUndefined();
  expect(changed.items[1].before).toBeUndefined();
  expect(await ask(FRAMEWORK.replace('guarded', 'brand-new'))).toMatchObject({
    frameworks: [{ id: 'brand-new', isNew: true, better: 0, worse: 0 }],
  });
  expect(await ask(FRAMEWORK, { entityRefs: [STRAY] })).toMatchObject({
    evaluated: 1,
    items: [{ entityRef: STRAY }],
  });
  const { body } = await get('/frameworks/guarded');
  expect(body.version).toBe('1');
});

it('says where a file is wrong, and what would go wrong because of it', async () => {
  const { ask, post } = await start();
  expect(await ask(FRAMEWORK.replace('test-reviewed', 'test-revewed'))).toEqual(
    {
      problems: [
        {
          file: 'acme.yaml',
          line: 12,
          message: expect.stringContaining('the check test-revewed, which'),
        },
      ],
      evaluated: 0,
      entities: 0,
      frameworks: [],
      items: [],
    },
  );
  // A control in force is automatic, which such a check does not allow.
  const { problems } = await ask(`apiVersion: platformops.io/v1alpha1
kind: Checks
metadata: { name: acme, title: Acme }
spec:
  checks:
    - { id: test-encrypted, title: T, tiers: [{ verdict: pass, when: test.storage.encrypted }], expected: E, fix: { text: F } }
`);
  expect(problems.map(({ file }) => file)).toContainEqual(
    expect.stringMatching(/house\.yaml$/),
  );
  const tooLarge = await post('/what-if', {
    files: [{ name: 'a', text: 'x'.repeat(256_001) }],
  });
  expect(tooLarge.status).toBe(400);
});

it('shows only what the catalog shows', async () => {
  const { ask } = await start({ visible: ['stray'] });
  expect(await ask(FRAMEWORK)).toMatchObject({
    entities: 1,
    items: [{ entityRef: STRAY }],
  });
});

it('leaves unknown what is met above, where the caller does not see that', async () => {
  const atSystem = FRAMEWORK.replace('id: g-storage,', '$& metAt: system,');
  const verdictsWith = async (visible: string[] | undefined) => {
    const { ask, collector, collect, evaluate } = await start({ visible });
    collector.storage = { [SCANNER]: true, [CLINIC]: false };
    await collect();
    await evaluate();
    const { items } = await ask(atSystem, { entityRefs: [SCANNER] });
    return items[0].changes.map(({ controlId, after }) => [controlId, after]);
  };
  expect(await verdictsWith(undefined)).toContainEqual(['g-storage', 'fail']);
  expect(await verdictsWith(['scanner'])).toContainEqual([
    'g-storage',
    'not-evaluated',
  ]);
});

it('tries at most 2,000 entities', async () => {
  const { ask } = await start({
    entities: Array.from({ length: 2010 }, (_, number) =>
      entity('Component', `c${number}`),
    ),
  });
  expect(await ask(FRAMEWORK)).toMatchObject({
    evaluated: 2000,
    entities: 2010,
  });
});

it('tries one at a time', async () => {
  const { ask, post } = await start();
  const reached = createDeferred();
  const release = createDeferred();
  const slow = jest
    .spyOn(EntityStore.prototype, 'refsOf')
    .mockImplementationOnce(async () => {
      reached.resolve();
      await release;
      return [];
    });
  const first = ask(FRAMEWORK);
  await reached;
  const second = await post('/what-if', {
    files: [{ name: 'acme.yaml', text: FRAMEWORK }],
  });
  expect([second.status, second.headers['retry-after']]).toEqual([429, '10']);
  release.resolve();
  expect(await first).toMatchObject({ entities: 0 });
  slow.mockRestore();
  expect(await ask(FRAMEWORK)).toMatchObject({ entities: 2 });
});

it('tells authors what checks can ask about', async () => {
  const { get } = await start();
  const { body } = await get('/fact-types');
  const { items, checks } = listFactTypesResponseSchema.parse(body);
  expect(items).toContainEqual({
    id: 'test.storage',
    title: 'Storage',
    fields: {
      encrypted: { type: 'bool', description: 'Encrypted at rest' },
    },
  });
  expect(checks).toContainEqual({
    id: 'test-encrypted',
    title: 'Storage is encrypted',
    testedOn: ['Test system 1'],
  });
});
