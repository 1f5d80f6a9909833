import type { Entity } from '@backstage/catalog-model';
import type { ListDeploymentsResponse } from '@platform-ops/backstage-plugin-ops-health-common';
import type {
  CollectedFact,
  CollectFailure,
  FactCollector,
} from '@platform-ops/backstage-plugin-scorecards-node';
import { findFactProblem } from '@platform-ops/scorecards';
import { FakeRegistry } from './__testUtils__/FakeRegistry';
import { startPortal } from './__testUtils__/startPortal';

jest.setTimeout(60_000);

const entities: Entity[] = ['triage', 'draft', 'elsewhere'].map(name => ({
  apiVersion: 'platformops.io/v1alpha1',
  kind: 'Model',
  metadata: { namespace: 'main', name },
}));

const observed = (findings: ListDeploymentsResponse['findings']) => ({
  items: [
    {
      production: true,
      stale: false,
      match: 'match',
      version: { version: '2', matchedBy: 'digest' },
    },
    { production: true, stale: true, match: 'cannot-tell' },
    { production: false, stale: false, match: 'match' },
  ] as ListDeploymentsResponse['items'],
  totalItems: 3,
  hidden: 0,
  findings,
});

async function collect(collector: FactCollector) {
  const facts: CollectedFact[] = [];
  const failures: CollectFailure[] = [];
  for await (const batch of collector.collect({
    entities,
    signal: new AbortController().signal,
  })) {
    facts.push(...batch.facts);
    failures.push(...(batch.failures ?? []));
  }
  const types = new Map(collector.factTypes.map(type => [type.id, type]));
  expect(
    facts.flatMap(
      ({ type, value }) => findFactProblem(value, types.get(type)!) ?? [],
    ),
  ).toEqual([]);
  return {
    failures,
    fact: (name: string, type: string) =>
      facts.find(
        ({ entityRef, type: found }) =>
          entityRef === `model:main/${name}` && found === `models.${type}`,
      ),
  };
}

describe('the collector of a running models backend', () => {
  const registry = new FakeRegistry();
  let deployments: (ref: string) => Promise<ListDeploymentsResponse>;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeAll(async () => {
    registry.models.set('triage', {
      aliases: { champion: '1' },
      versions: [
        { version: '1' },
        {
          version: '2',
          description: 'Trained on 2025.',
          artifactUri: 's3://models/triage/2',
          artifactDigest: `sha256:${'a'.repeat(64)}`,
          runId: 'run-2',
          createdBy: 'ada',
          details: {
            metrics: [
              { name: 'auc', value: 0.9, dataset: { name: 'test-set' } },
              { name: 'loss' },
            ],
            datasets: [{ name: 'radiographs' }],
            signature: { inputs: 'image' },
          },
        },
      ],
    });
    registry.models.set('draft', { aliases: {}, versions: [{ version: '1' }] });
    portal = await startPortal({
      registry,
      opsHealth: { listDeployments: ref => deployments(ref) },
    });
  });

  afterAll(() => portal.stop());

  it('says of no model that it is unknown before all registries were read', async () => {
    deployments = async () => observed([]);
    const { fact } = await collect(portal.collector);
    expect(fact('elsewhere', 'registration')).toBeUndefined();
    expect(fact('triage', 'registration')).toBeUndefined();
    expect(fact('triage', 'deployments')).toBeDefined();
  });

  it('tells what is registered, in production, changed and observed', async () => {
    await portal.sync();
    registry.models.get('triage')!.aliases.champion = '2';
    await portal.sync();
    deployments = async ref =>
      observed([
        { state: 'mismatch', text: 'eu-1 serves v1', modelRef: ref },
        { state: 'match', text: 'us-1 serves v2', modelRef: ref },
      ]);
    const { fact, failures } = await collect(portal.collector);

    expect(failures).toEqual([]);
    expect(fact('triage', 'registration')).toMatchObject({
      value: {
        registered: true,
        registry: 'main',
        nativeName: 'triage',
        versions: 2,
        aliases: ['champion'],
        staged: [{ version: '2', stage: 'production', source: 'alias' }],
      },
      source: 'Model registry main',
      query: 'GET /api/models/models?entityRef=model:main/triage',
      population: 2,
      observedAt: expect.any(Date),
    });
    expect(fact('elsewhere', 'registration')?.value).toMatchObject({
      registered: false,
      versions: 0,
    });
    expect(fact('triage', 'production')?.value).toMatchObject({
      versions: [
        {
          version: '2',
          registeredBy: 'ada',
          ready: true,
          digest: `sha256:${'a'.repeat(64)}`,
          artifactUri: 's3://models/triage/2',
          run: 'run-2',
          metrics: ['auc'],
          metricsOnData: 1,
          datasets: 1,
          described: true,
          signature: true,
          stageSource: 'alias',
          since: expect.any(String),
        },
      ],
    });
    expect(fact('draft', 'production')?.value).toEqual({ versions: [] });
    expect(fact('elsewhere', 'production')).toBeUndefined();
    const history = fact('triage', 'stageHistory');
    expect(history?.value.changes).toEqual([
      expect.objectContaining({ version: '2', to: 'production' }),
      expect.objectContaining({ version: '1', to: undefined }),
    ]);
    expect(history?.population).toBe(2);
    expect(fact('draft', 'stageHistory')?.value.changes).toEqual([]);
    expect(fact('triage', 'deployments')).toMatchObject({
      value: {
        production: 2,
        byDigest: 1,
        stale: 1,
        mismatches: ['eu-1 serves v1'],
        undecided: [],
        notObserved: [],
        matches: ['us-1 serves v2'],
      },
      query: 'GET /api/ops-health/deployments?entityRef=model:main/triage',
      population: 3,
    });
  });

  it('tells the rest where ops health is away', async () => {
    deployments = async () => {
      throw new Error('connection refused');
    };
    const { fact, failures } = await collect(portal.collector);
    expect(failures).toEqual([
      { subject: 'deployments of 3 entities', message: 'connection refused' },
    ]);
    expect(fact('triage', 'deployments')).toBeUndefined();
    expect(fact('triage', 'production')).toBeDefined();
  });
});
