import type { Entity } from '@backstage/catalog-model';
import type { CollectedFact } from '@platform-ops/backstage-plugin-scorecards-node';
import { findFactProblem } from '@platform-ops/scorecards';
import { startPortal } from './__testUtils__/startPortal';

jest.setTimeout(60_000);

const entities: Entity[] = [
  {
    apiVersion: 'platformops.io/v1alpha1',
    kind: 'Model',
    metadata: { namespace: 'default', name: 'triage' },
    spec: { lifecycle: 'production' },
    relations: [
      { type: 'servedBy', targetRef: 'component:default/triage-service' },
    ],
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { namespace: 'default', name: 'triage-service' },
    spec: { type: 'inference-service', lifecycle: 'production' },
    relations: [{ type: 'serves', targetRef: 'model:default/triage' }],
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { namespace: 'default', name: 'website' },
    spec: { type: 'website', lifecycle: 'production' },
  },
];

const slo = {
  apiVersion: 'openslo/v1',
  kind: 'SLO',
  metadata: { name: 'answers' },
  spec: {
    service: 'triage-service',
    budgetingMethod: 'Occurrences',
    timeWindow: [{ duration: '28d', isRolling: true }],
    indicator: {
      metadata: { name: 'errors' },
      spec: {
        ratioMetric: {
          counter: true,
          rawType: 'failure',
          raw: {
            metricSource: {
              type: 'Indicator',
              spec: { indicator: 'error-ratio' },
            },
          },
        },
      },
    },
    objectives: [{ target: 0.999 }],
  },
};

describe('the collector of a running ops health backend', () => {
  const facts: CollectedFact[] = [];
  const problems: string[] = [];
  const HOUR_MS = 60 * 60_000;
  const at = (hoursAgo: number) =>
    new Date(Date.now() - hoursAgo * HOUR_MS).toISOString();
  const measuredTo = at(1);

  beforeAll(async () => {
    const portal = await startPortal({
      entities,
      opsHealth: { slos: { definitions: [slo] } },
    });
    try {
      await portal.refresh();
      await portal.report([
        {
          entityRef: 'component:default/triage-service',
          indicator: 'auc',
          value: 0.91,
          n: 500,
          modelVersion: '7',
          evaluationSetDigest: `sha256:${'0'.repeat(64)}`,
          measuredFrom: at(48),
          measuredTo,
        },
      ]);
      const { collector } = portal;
      const types = new Map(collector.factTypes.map(type => [type.id, type]));
      for await (const batch of collector.collect({
        entities,
        signal: new AbortController().signal,
      })) {
        facts.push(...batch.facts);
        problems.push(...(batch.failures ?? []).map(({ message }) => message));
      }
      problems.push(
        ...facts.flatMap(
          ({ type, value }) => findFactProblem(value, types.get(type)!) ?? [],
        ),
      );
    } finally {
      await portal.stop();
    }
  });

  const fact = (entityRef: string, type: string) =>
    facts.find(
      found =>
        found.entityRef === entityRef && found.type === `opsHealth.${type}`,
    );

  it('finds what its types say, and all of it', () => {
    expect(problems).toEqual([]);
  });

  it('never calls what nobody watches good', () => {
    expect(fact('component:default/website', 'state')?.value.state).not.toBe(
      'good',
    );
    expect(
      fact('component:default/website', 'monitoring')?.value,
    ).toMatchObject({ indicators: [], sources: [], pages: 0 });
    expect(fact('component:default/website', 'quality')).toBeUndefined();
  });

  it('tells what watches a component, and the model that it serves', () => {
    for (const ref of [
      'model:default/triage',
      'component:default/triage-service',
    ]) {
      expect(fact(ref, 'monitoring')?.value).toMatchObject({
        indicators: ['auc'],
        sources: ['reports'],
      });
    }
  });

  it('gives a model the objectives of what serves it', () => {
    for (const ref of [
      'model:default/triage',
      'component:default/triage-service',
    ]) {
      expect(fact(ref, 'objectives')).toMatchObject({
        value: {
          objectives: [
            {
              entityRef: 'component:default/triage-service',
              name: 'answers',
              objective: 0.999,
              state: 'unknown',
            },
          ],
        },
        population: 1,
      });
    }
    expect(fact('model:default/triage', 'objectives')?.query).toBe(
      'GET /api/ops-health/slos?entityRef=model:default/triage&entityRef=component:default/triage-service',
    );
    expect(fact('component:default/website', 'objectives')?.value).toEqual({
      objectives: [],
    });
  });

  it('gives a model the measurements of what serves it', () => {
    expect(fact('model:default/triage', 'quality')).toMatchObject({
      value: {
        measurements: [
          {
            indicator: 'auc',
            environment: 'production',
            state: 'measured',
            n: 500,
            measuredTo,
            modelVersion: '7',
            reportedBy: 'user:default/mock',
          },
        ],
      },
      query:
        'GET /api/ops-health/quality?points=1&entityRef=model:default/triage; GET /api/ops-health/quality?points=1&entityRef=component:default/triage-service',
      population: 1,
    });
  });
});
