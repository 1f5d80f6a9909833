import { entity } from '../__testUtils__/entity';
import { ReadCluster } from '../cluster/ReadCluster';
import { toWorkload } from '../objects/Workload';
import { matches } from '../objects/LabelSelector';
import { tell } from '../facts/tell';
import { toPod } from '../objects/Pod';
import { Directory } from './Directory';
import { Landscape } from './Landscape';
import { locate } from './locate';
import { parseLabelSelector } from './parseLabelSelector';
import { Sightings } from './Sightings';

const ID = 'backstage.io/kubernetes-id';

describe('parseLabelSelector', () => {
  const labels = { app: 'web', tier: 'front', 'example.com/a.b': '' };
  it.each([
    ['app=web', true],
    ['app==web,tier', true],
    ['app!=web', false],
    ['other!=web', true],
    ['tier in (back, front),!legacy', true],
    ['tier notin (front)', false],
    ['other notin (front)', true],
    ['example.com/a.b=', true],
    [' app = web , tier ', true],
    // Of all objects they are not, whatever the prototype has.
    ['constructor', false],
  ])('understands %j', (text, expected) => {
    expect(matches(parseLabelSelector(text)!, labels)).toBe(expected);
  });

  it.each([
    '',
    ',',
    'app=web,',
    'app in web',
    'app in (web',
    'app=a b',
    'app>1',
    `app=${'x'.repeat(64)}`,
    'a,'.repeat(2000),
  ])('refuses %j', text => {
    expect(parseLabelSelector(text)).toBeUndefined();
  });
});

const spec = { containers: [{ name: 'main' }] };
const inShop = (name: string, labels: Record<string, string>) => ({
  metadata: { name, namespace: 'shop', labels },
  spec,
});
const deployment = (
  name: string,
  labels: Record<string, string>,
  podLabels: Record<string, string>,
) =>
  toWorkload('Deployment', {
    metadata: { name, namespace: 'shop', labels },
    spec: {
      selector: { matchLabels: podLabels },
      template: { metadata: { labels: podLabels }, spec },
    },
  });

function cluster(name: string, answers = true): ReadCluster {
  return new ReadCluster({
    cluster: name,
    version: 'v1.34.4',
    lists: {
      deployments: {
        path: '/d',
        items: [
          deployment('web', { [ID]: 'web' }, { app: 'web' }),
          deployment('idle', {}, { app: 'idle', [ID]: 'web' }),
          deployment('other', {}, { app: 'other' }),
        ],
      },
      statefulSets: { path: '/s', items: [] },
      daemonSets: { path: '/ds', items: [] },
      ...(answers && {
        pods: {
          path: '/p',
          items: [
            toPod(inShop('web-1', { app: 'web' }))!,
            toPod(inShop('job-1', { [ID]: 'web' }))!,
            toPod(inShop('other-1', { app: 'other' }))!,
          ],
        },
      }),
    },
  });
}

const STARTED = new Date('2026-12-01T08:00:00Z');

describe('locate', () => {
  const annotated = (ref: string, annotations: object, relations = {}) =>
    entity(ref, { annotations: { [ID]: 'web', ...annotations }, relations });
  const web = annotated(
    'Component:default/web',
    {},
    { partOf: ['system:default/s'] },
  );
  const clusters = new Map([
    ['eu', cluster('eu')],
    ['down', cluster('down', false)],
  ]);
  const resource = entity('Resource:default/c', {
    annotations: { 'backstage.io/kubernetes-cluster': 'eu' },
    spec: { type: 'kubernetes-cluster' },
  });
  const find = (
    wanted: ReturnType<typeof entity>,
    others: Array<ReturnType<typeof entity>> = [],
    from = clusters,
    sightings = new Sightings(STARTED),
  ) =>
    locate(
      wanted,
      new Landscape([wanted, resource, ...others]),
      from,
      sightings,
    );
  const instancesOf = (found: ReturnType<typeof locate>) =>
    found?.sites.flatMap(({ instances }) => instances.map(({ key }) => key));

  it.each([
    [{ 'backstage.io/kubernetes-cluster': 'eu' }, {}],
    [{}, { dependsOn: ['resource:default/c'] }],
  ])('looks where the catalog says: %j %j', (annotations, relations) => {
    expect(
      instancesOf(
        find(annotated('Component:default/a', annotations, relations)),
      ),
    ).toEqual([
      'Deployment shop/web',
      // By its template, as it has no pods.
      'Deployment shop/idle',
      'Pod shop/job-1',
    ]);
  });

  it('leaves out a cluster that does not answer, and says so', () => {
    const found = find(web)!;
    expect(instancesOf(found)).toHaveLength(3);
    expect(found.silent).toEqual([{ cluster: 'down', since: STARTED }]);
    const answeredAt = new Date('2026-12-01T09:00:00Z');
    const sightings = new Sightings(STARTED);
    sightings.note('down', new Set(['component:default/other']), answeredAt);
    expect(find(web, [], clusters, sightings)?.silent).toEqual([
      { cluster: 'down', since: answeredAt },
    ]);
    const { query } = tell(
      found,
      found.looked,
      ['pods'],
      'kubernetes.secrets',
      { value: {}, population: 1 },
    );
    expect(query).toBe(
      'cluster eu: GET /p; labels backstage.io/kubernetes-id=web; cluster down did not answer since 2026-12-01T08:00:00.000Z, and is left out',
    );
    const eu = new Map([['eu', cluster('eu')]]);
    expect(find(web, [], eu)?.silent).toEqual([]);
  });

  it('says nothing where only a cluster that does not answer can tell', () => {
    // It is found nowhere else, so nobody knows whether it runs.
    expect(
      find(annotated('Component:default/a', { [ID]: 'elsewhere' })),
    ).toBeUndefined();
    // It names it, or a part does.
    const named = annotated(
      'Component:default/b',
      { 'backstage.io/kubernetes-cluster': 'down' },
      { partOf: ['system:default/s'] },
    );
    expect(find(named)).toBeUndefined();
    expect(find(entity('System:default/s'), [web, named])).toBeUndefined();
    // A part of it ran there when it last answered.
    const sightings = new Sightings(STARTED);
    sightings.note('down', new Set(['component:default/web']), STARTED);
    expect(find(web, [], clusters, sightings)).toBeUndefined();
  });

  it('keeps to the namespace, and finds nothing in another', () => {
    const found = find(
      annotated('Component:default/a', {
        'backstage.io/kubernetes-namespace': 'other',
        'backstage.io/kubernetes-cluster': 'eu',
      }),
    );
    expect(found).toMatchObject({ sites: [], looked: [{ name: 'eu' }] });
  });

  it('takes the selector before the id, as the Kubernetes plugin does', () => {
    const found = find(
      annotated('Component:default/a', {
        'backstage.io/kubernetes-label-selector': 'app=other',
        'backstage.io/kubernetes-cluster': 'eu',
      }),
    );
    expect(instancesOf(found)).toEqual(['Deployment shop/other']);
  });

  it('follows models to what serves them, and systems to their parts', () => {
    const eu = new Map([['eu', cluster('eu')]]);
    const model = entity('Model:default/m', {
      relations: { servedBy: ['component:default/web'] },
    });
    const served = find(model, [web], eu);
    expect(served?.placements).toMatchObject([
      { entityRef: 'component:default/web' },
    ]);
    expect(instancesOf(served)).toHaveLength(3);
    const system = entity('System:default/s');
    expect(instancesOf(find(system, [web, model], eu))).toHaveLength(3);
    expect(find(entity('Model:default/unserved'), [web], eu)).toBeUndefined();
  });

  it('says what in the catalog is wrong', () => {
    expect(() =>
      find(
        annotated('Component:default/a', {
          'backstage.io/kubernetes-label-selector': 'app in web',
        }),
      ),
    ).toThrow(/kubernetes-label-selector is not understood/);
    expect(() =>
      find(
        annotated('Component:default/a', {
          'backstage.io/kubernetes-cluster': 'moon',
        }),
      ),
    ).toThrow(/cluster moon .* is not read; those that are: eu, down/);
  });
});

describe('Directory', () => {
  const directory = new Directory({
    entities: [
      entity('Group:default/shop', {
        relations: { hasMember: ['user:default/ada'] },
      }),
      entity('User:default/ada', {
        spec: { profile: { email: 'Ada@example.com' } },
      }),
      entity('User:default/twin', {
        relations: { memberOf: ['group:default/shop'] },
      }),
      entity('User:elsewhere/twin'),
    ],
    subjectPrefix: 'oidc:',
    administrators: ['Group platform', 'User eks:*'],
  });
  it.each([
    ['Group', 'oidc:shop', true, true],
    ['Group', 'shop', true, true],
    ['User', 'shop', false, false],
    ['User', 'oidc:ADA@example.com', true, true],
    ['User', 'ada', true, true],
    // Nobody knows which of the two is meant.
    ['User', 'twin', false, true],
    ['User', 'eve', false, false],
  ] as const)(
    '%s %s is of the owner: %s, known: %s',
    (kind, name, isOf, knows) => {
      const subject = { kind, name };
      expect(directory.isOf(subject, ['group:default/shop'])).toBe(isOf);
      expect(directory.knows(subject)).toBe(knows);
    },
  );

  it('knows who runs the clusters', () => {
    const is = (kind: 'User' | 'Group', name: string) =>
      directory.isAdministrator({ kind, name });
    expect([
      is('Group', 'platform'),
      is('Group', 'platform-2'),
      is('User', 'platform'),
      is('User', 'eks:addon-manager'),
    ]).toEqual([true, false, false, true]);
  });
});
