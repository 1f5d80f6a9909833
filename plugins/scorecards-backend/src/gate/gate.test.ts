import { resolve } from 'node:path';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { gateResponseSchema } from '@platform-ops/backstage-plugin-scorecards-common';
import type { Knex } from 'knex';
import {
  entity,
  HOUSE_FILE,
  organisation,
  startPortal,
} from '../__testUtils__/startPortal';

const FILES = [HOUSE_FILE, resolve(__dirname, '../__testUtils__/gate.yaml')];
const SCANNER = 'component:default/scanner';
const CLUSTER = 'resource:default/eu';
const IMAGING = 'group:default/imaging';
/** The house framework is left out, for its controls need people. */
const RELEASE = [{ id: 'release' }];
const service = {
  authorization: mockCredentials.service.header({
    onBehalfOf: mockCredentials.service('external:ci'),
    targetPluginId: 'scorecards',
  }),
};

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

type Portal = Awaited<ReturnType<typeof startPortal>>;

const stops: Array<() => Promise<void>> = [];

afterEach(async () => {
  await Promise.all(stops.splice(0).map(stop => stop()));
});

async function start(options: Parameters<typeof startPortal>[0] = {}) {
  const portal = await startPortal({
    ...options,
    scorecards: { files: FILES, ...options.scorecards },
  });
  stops.push(() => portal.stop());
  return portal;
}

/** With these facts, by what the catalog has now. */
async function learn(
  { collector, collect, evaluate }: Portal,
  facts: {
    storage?: Record<string, boolean>;
    reviews?: Record<string, string>;
  },
) {
  Object.assign(collector, facts);
  await evaluate();
  await collect();
  await evaluate();
}

async function ask({ post }: Portal, body: object, headers?: object) {
  const answer = await post('/gate', body, headers);
  expect([answer.status, answer.body.error?.message]).toEqual([200, undefined]);
  return gateResponseSchema.parse(answer.body);
}

async function refusal({ post }: Portal, body: object) {
  const { status, body: answer } = await post('/gate', body);
  return `${status} ${answer.error?.message}`;
}

function yaml(
  options: { name?: string; annotations?: object; spec?: object } = {},
) {
  const { name = 'scanner', annotations = {}, spec } = options;
  return `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  annotations: ${JSON.stringify(annotations)}
spec: ${JSON.stringify(
    spec ?? {
      owner: 'imaging',
      system: 'clinic',
      dependsOn: ['resource:default/eu'],
    },
  )}
`;
}

const ENCRYPTED = { 'example.com/encryption': 'on' };

const stricter = `apiVersion: platformops.io/v1alpha1
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

async function countRows(knex: Knex): Promise<Record<string, unknown>> {
  const tables = [
    'entities',
    'due',
    'facts',
    'scorecards',
    'intervals',
    'rules',
    'state',
    'collectors',
    'decisions',
    'attestations',
    'acceptances',
  ];
  return Object.fromEntries(
    await Promise.all(
      tables.map(async table => [
        table,
        await knex(`scorecards_${table}`).select('*'),
      ]),
    ),
  );
}

describe.each(databases.eachSupportedId())('the gate on %s', databaseId => {
  it('says what stands in the way, what weighs most first, and records nothing', async () => {
    const knex = await databases.init(databaseId);
    const portal = await start({ knex });
    await learn(portal, { storage: { [SCANNER]: false, [CLUSTER]: true } });
    const before = await countRows(knex);
    const answer = await ask(portal, {
      entityRef: SCANNER,
      frameworks: RELEASE,
    });
    expect(answer).toMatchObject({
      entityRef: SCANNER,
      isKnown: true,
      outcome: 'fail',
      frameworks: [
        {
          id: 'release',
          version: '3',
          outcome: 'fail',
          because: '16.67 % of what counts is met, Bronze needs 40 %',
          requiredLevel: 'bronze',
          requiredScore: 0.4,
          blocking: [
            {
              controlId: 'r-review',
              verdict: 'not-evaluated',
              reason: 'test.review was never collected',
              metAt: SCANNER,
              who: [IMAGING],
            },
            {
              controlId: 'r-storage',
              verdict: 'fail',
              checks: [
                {
                  expected: 'encrypted storage',
                  actual: 'plain',
                  fix: {
                    text: 'Switch encryption on.',
                    annotation: 'example.com/encryption: "on"',
                  },
                },
              ],
            },
          ],
          advisory: [
            {
              controlId: 'r-rumour',
              doesNotGate: 'Its text is unverified, and nobody has accepted it',
            },
            {
              controlId: 'r-later',
              doesNotGate: 'It is not in force before 2030-01-01',
            },
          ],
        },
      ],
    });
    expect(await ask(portal, { entity: yaml() })).toBeDefined();
    const whatIf = await portal.post('/what-if', {
      files: [{ name: 'a.yaml', text: stricter }],
    });
    expect(whatIf.body.evaluated).toBe(2);
    expect(await countRows(knex)).toEqual(before);
  });

  it('never takes what is unknown for a pass', async () => {
    const portal = await start({ knex: await databases.init(databaseId) });
    await learn(portal, {
      storage: { [SCANNER]: true },
      reviews: { [SCANNER]: new Date().toISOString() },
    });
    const judge = async (id: string, level?: string) => {
      const { frameworks, outcome } = await ask(portal, {
        entityRef: SCANNER,
        frameworks: [{ id, level }],
      });
      return [outcome, frameworks[0].because];
    };
    expect(await judge('release')).toEqual([
      'pass',
      'Bronze is reached: 83.33 % of what counts is met, Bronze needs 40 %',
    ]);
    expect(await judge('release', 'gold')).toEqual([
      'fail',
      '83.33 % of what counts is met, Gold needs 100 %',
    ]);
    // The score is enough, though a critical control is not known.
    const critical = await start();
    await learn(critical, {
      reviews: { [SCANNER]: new Date().toISOString() },
      storage: { [CLUSTER]: true },
    });
    const { frameworks } = await ask(critical, {
      entityRef: SCANNER,
      frameworks: [{ id: 'house' }],
    });
    expect(frameworks[0]).toMatchObject({
      outcome: 'fail',
      because: '1 critical control fails or is unknown',
      score: 0.4,
      blocking: [{ controlId: 'h-storage', verdict: 'not-evaluated' }],
    });
    expect(frameworks[0].advisory.map(({ controlId }) => controlId)).toContain(
      'h-training',
    );
  });

  it('asks an unverified control once somebody accepted its text', async () => {
    const portal = await start({ knex: await databases.init(databaseId) });
    await learn(portal, { storage: { [SCANNER]: true, [CLUSTER]: true } });
    const body = { entityRef: SCANNER, frameworks: RELEASE };
    expect(await ask(portal, body)).toMatchObject({ outcome: 'pass' });
    const accepted = await portal.post('/acceptances', {
      frameworkId: 'release',
      controlId: 'r-rumour',
      comment: 'Compared with the text itself',
    });
    expect(accepted.status).toBeLessThan(300);
    expect(await ask(portal, body)).toMatchObject({
      outcome: 'fail',
      frameworks: [{ blocking: [{ controlId: 'r-rumour' }, {}] }],
    });
  });
});

describe('an entity of a pull request', () => {
  it('is judged by what its YAML says, and else by what is known of it', async () => {
    const portal = await start();
    await learn(portal, { storage: { [SCANNER]: false, [CLUSTER]: true } });
    const frameworks = RELEASE;
    expect(await ask(portal, { entityRef: SCANNER, frameworks })).toMatchObject(
      { outcome: 'fail' },
    );
    const mended = yaml({ annotations: ENCRYPTED });
    expect(await ask(portal, { entity: mended, frameworks })).toMatchObject({
      entityRef: SCANNER,
      isKnown: true,
      outcome: 'pass',
      notes: [
        `Taken from the YAML: Test; as known of ${SCANNER} in the catalog: none`,
      ],
    });
    // One that nobody knows inherits from what its YAML names.
    const added = { name: 'added', annotations: ENCRYPTED };
    expect(
      await ask(portal, { entity: yaml(added), frameworks }),
    ).toMatchObject({
      entityRef: 'component:default/added',
      isKnown: false,
      outcome: 'pass',
      notes: [expect.stringContaining('which the catalog does not have')],
    });
    const alone = yaml({ ...added, spec: { dependsOn: ['resource:eu', ':'] } });
    const answer = await ask(portal, {
      entity: alone,
      frameworks: [{ id: 'release', level: 'gold' }],
    });
    expect(answer.outcome).toBe('fail');
    expect(answer.notes[0]).toBe(
      'spec.dependsOn: found ":", which is no ref of an entity, so it relates to nothing',
    );
    expect(answer.frameworks[0].blocking[0]).toMatchObject({
      controlId: 'r-review',
      who: [],
    });
  });

  it('knows nothing where a collector does not answer', async () => {
    const portal = await start();
    await learn(portal, { storage: { [SCANNER]: true, [CLUSTER]: true } });
    portal.collector.failure = new Error('connection refused');
    const answer = await ask(portal, {
      entity: yaml({ annotations: ENCRYPTED }),
      frameworks: RELEASE,
    });
    expect(answer).toMatchObject({
      outcome: 'fail',
      notes: [
        'Test could not be asked, so nothing of it is known: connection refused',
        expect.stringMatching(/^Taken from the YAML: nothing; /),
      ],
    });
  });

  it('is refused with its place where it is wrong', async () => {
    const portal = await start();
    await portal.evaluate();
    for (const [entityYaml, expected] of [
      ['kind: [', /^400 entity: catalog-info\.yaml:1 .*allowed is valid YAML/],
      ['just text', /^400 entity: .* allowed is a map with kind and metadata/],
      [
        yaml({ name: '../etc' }),
        /^400 entity: catalog-info\.yaml:4 document 1, metadata\.name: found "\.\.\/etc"/,
      ],
      [
        yaml().replace('kind: Component', 'kind: Location'),
        /catalog-info\.yaml:2 .*kind: found "Location", allowed is a kind that a framework is asked of: .*Component/,
      ],
      [yaml({ spec: { owner: ['a'] } }), /spec\.owner: found a list of 1/],
      [
        `${yaml()}---\n${yaml({ name: 'other' })}`,
        /found 2 documents in catalog-info\.yaml; allowed is one, or entityRef/,
      ],
      [
        `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`,
        /aliases exist and stand for little/,
      ],
      ['['.repeat(50_000), /^400 entity: /],
      ['x'.repeat(100_001), /^400 entity: .*100000/],
    ] as const) {
      expect(await refusal(portal, { entity: entityYaml })).toMatch(expected);
    }
    expect(
      await refusal(portal, {
        entity: `${yaml()}---\n${yaml({ name: 'other' })}`,
        entityRef: 'component:default/third',
        file: 'deploy/catalog-info.yaml',
      }),
    ).toBe(
      '400 entityRef: found component:default/third, which deploy/catalog-info.yaml has not; it has component:default/scanner, component:default/other',
    );
    const tooLarge = await portal.post('/gate', {
      entity: 'é'.repeat(400_000),
    });
    expect(tooLarge.status).toBe(413);
  });
});

describe('who may ask the gate', () => {
  it('takes the permission, and shows only what the catalog shows', async () => {
    const granted = (name: string) => name === 'scorecards.verdict.preview';
    const portal = await start({ granted, visible: ['scanner'] });
    await learn(portal, { storage: { [CLUSTER]: false } });
    const answer = await ask(portal, {
      entityRef: SCANNER,
      frameworks: RELEASE,
    });
    // What it rests on stands in the facts of an entity that is not shown.
    const blocking = answer.frameworks[0].blocking;
    expect(
      blocking.find(({ controlId }) => controlId === 'r-cluster'),
    ).toMatchObject({ metAt: CLUSTER, checks: [] });
    expect(
      await refusal(portal, { entityRef: 'component:default/stray' }),
    ).toMatch(/^404 There is no entity component:default\/stray/);
    expect(await refusal(portal, { entity: yaml({ name: 'stray' }) })).toMatch(
      /^403 .*you may not see it/,
    );
    // Nobody learns of a cluster by naming it.
    const named = await ask(portal, {
      entity: yaml({ name: 'spy' }),
      frameworks: RELEASE,
    });
    expect(
      named.frameworks[0].blocking.find(
        ({ controlId }) => controlId === 'r-cluster',
      ),
    ).toMatchObject({
      verdict: 'not-evaluated',
      reason:
        'It is met by the cluster, and none is known for this entity; name it in spec.dependsOn, or in that of what serves it',
      checks: [],
      metAt: 'component:default/spy',
    });
    expect(await ask(portal, { entityRef: SCANNER }, service)).toMatchObject({
      outcome: 'fail',
    });
  });

  it('denies all others', async () => {
    const portal = await start({
      granted: name => name !== 'scorecards.verdict.preview',
    });
    expect(await refusal(portal, { entityRef: SCANNER })).toMatch(/^403 /);
    const nobody = { authorization: mockCredentials.none.header() };
    const answer = await portal.post('/gate', { entityRef: SCANNER }, nobody);
    expect(answer.status).toBe(401);
  });
});

describe('which frameworks are asked', () => {
  it('takes those that apply, but no voluntary or mapped ones', async () => {
    const portal = await start();
    await learn(portal, { storage: { [SCANNER]: true } });
    const { frameworks } = await ask(portal, { entityRef: SCANNER });
    const ids = frameworks.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(['house', 'guarded', 'release']),
    );
    expect(ids).not.toContain('voluntary');
    expect(ids).not.toContain('mapped');

    const other = await start();
    await learn(other, { storage: { [SCANNER]: false } });
    expect(
      await ask(other, {
        entityRef: SCANNER,
        frameworks: [{ id: 'guarded' }],
      }),
    ).toMatchObject({
      outcome: 'pass',
      frameworks: [{ because: 'It is not asked of this entity' }],
    });
    // Nobody knows whether it applies.
    expect(
      await ask(other, {
        entityRef: 'component:default/stray',
        frameworks: [{ id: 'guarded' }],
      }),
    ).toMatchObject({
      outcome: 'fail',
      frameworks: [
        {
          because:
            'Nobody knows whether it applies, so it is asked. 0 % of what counts is met, Gold needs 100 %',
        },
      ],
    });
  });

  it('names what is wrong and what is allowed', async () => {
    const portal = await start();
    await portal.evaluate();
    const refuse = (frameworks: object[]) =>
      refusal(portal, { entityRef: SCANNER, frameworks });
    expect(await refuse([{ id: 'hous' }])).toMatch(
      /^400 frameworks\.0\.id: found 'hous'; allowed are .*house/,
    );
    expect(await refuse([{ id: 'mapped' }])).toMatch(/only mapped to checks/);
    expect(await refuse([{ id: 'house' }, { id: 'house' }])).toMatch(
      /^400 frameworks\.1\.id: found 'house' for the second time/,
    );
    expect(await refuse([{ id: 'house', level: 'platinum' }])).toBe(
      "400 frameworks.0.level: found 'platinum'; allowed are bronze, gold",
    );
    expect(await refusal(portal, {})).toMatch(/^400 entityRef: found nothing/);
    expect(
      await refusal(portal, { entityRef: IMAGING.replace('imaging', 'acme') }),
    ).toMatch(/^400 entityRef: found group:default\/acme; expected is a kind/);
  });
});

describe('what the gate writes', () => {
  const HOSTILE =
    'Pay|ments\n::error::x\n/close\n<img src=x onerror=alert(1)> `code` [click](https://evil.example) @admin #1 \u001b[31mred \u202egnp {0}';

  async function startHostile() {
    const entities = organisation();
    entities.push({
      ...entity('Component', 'odd', [['ownedBy', IMAGING]]),
      metadata: { name: 'odd', namespace: 'default', title: HOSTILE },
    });
    const portal = await start({ entities });
    await learn(portal, { storage: { 'component:default/odd': false } });
    return portal;
  }

  const BODY = {
    entityRef: 'component:default/odd',
    frameworks: RELEASE,
    release: 'v12\n/approve',
    target: '@everyone',
    file: '..\\deploy/a b.yaml',
  };

  it('speaks as it is asked to, and tells the outcome in a header', async () => {
    const portal = await startHostile();
    for (const [format, type] of [
      ['json', 'application/json'],
      ['text', 'text/plain'],
      ['markdown', 'text/markdown'],
      ['sarif', 'application/sarif+json'],
    ]) {
      const answer = await portal.post(`/gate?format=${format}`, BODY);
      expect([answer.status, answer.headers['x-platform-ops-outcome']]).toEqual(
        [200, 'fail'],
      );
      expect(answer.headers['content-type']).toContain(type);
    }
  });

  it('lets no text of others do anything', async () => {
    const portal = await startHostile();
    const { text, comment, sarif } = await ask(portal, BODY);
    for (const written of [text, comment, JSON.stringify(sarif)]) {
      // eslint-disable-next-line no-control-regex
      expect(written).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
    }
    for (const line of [...text.split('\n'), ...comment.split('\n')]) {
      expect(line.trim()).not.toMatch(/^(::|\/|##\[)/);
    }
    expect(comment).not.toMatch(/<img|`|\[click\]|https:\/\/evil|@\w|[^&]#\d/);
    expect(comment.split('\n')[2]).toMatch(
      /^### ❌ What stands between Pay&#124;ments .* and @&#8203;everyone$/,
    );
    expect(comment).toContain(
      '<code>example.com/encryption: &#34;on&#34;</code>',
    );
    expect(text).toContain('      who: group:default/imaging\n');
  });

  it('writes SARIF that tools of pull requests read', async () => {
    const portal = await startHostile();
    const { sarif } = await ask(portal, BODY);
    const [run] = sarif.runs as any[];
    expect(sarif.version).toBe('2.1.0');
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
      'release/r-review',
      'release/r-storage',
      'release/r-cluster',
      'release/r-rumour',
      'release/r-later',
    ]);
    expect(run.results).toMatchObject([
      { level: 'error', ruleIndex: 0, ruleId: 'release/r-review' },
      {
        level: 'error',
        message: {
          text: 'R 1 Storage: fails. expected: encrypted storage. found: plain. to do: Switch encryption on. who: group:default/imaging',
        },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'deploy/a%20b.yaml' },
              region: { startLine: 1 },
            },
          },
        ],
        partialFingerprints: {
          'platformOpsGate/v1': expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
      { level: 'error' },
      { level: 'note' },
      { level: 'note' },
    ]);
  });
});

it('lets agents ask what is missing', async () => {
  const portal = await start();
  await learn(portal, { storage: { [SCANNER]: false } });
  const { output } = await portal.actions.invoke({
    id: 'test:what-is-missing',
    input: { entityRef: SCANNER, framework: 'release', level: 'gold' },
  });
  expect(output).toMatchObject({
    outcome: 'fail',
    requiredLevel: 'gold',
    missing: [
      { control: 'r-review', verdict: 'not-evaluated' },
      {
        control: 'r-storage',
        toDo: ['Switch encryption on.'],
        who: [IMAGING],
      },
      { control: 'r-cluster' },
    ],
    more: 0,
  });
});
