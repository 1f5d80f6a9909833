import { mockCredentials } from '@backstage/backend-test-utils';
import { findFactProblem } from '@platform-ops/scorecards';
import type { CollectedFact } from '@platform-ops/backstage-plugin-scorecards-node';
import { ENTITIES } from './__testUtils__/entities';
import { startCatalog } from './__testUtils__/startCatalog';

jest.setTimeout(60_000);

describe('the collector of a running catalog', () => {
  let facts: CollectedFact[];
  let problems: string[];
  let previewed: CollectedFact[];

  beforeAll(async () => {
    const catalog = await startCatalog(ENTITIES);
    try {
      const { collector } = catalog;
      const entities = await catalog.read(
        collector.kinds,
        found =>
          found.length === 8 &&
          // Those that others bring; a stitched entity has its own.
          ['servedBy', 'hasMember', 'usedToTrain'].every(type =>
            found.some(({ relations }) =>
              relations?.some(relation => relation.type === type),
            ),
          ),
      );
      facts = [];
      for await (const batch of collector.collect({
        entities,
        signal: new AbortController().signal,
      })) {
        facts.push(...batch.facts);
      }
      previewed = [];
      for (const entity of entities) {
        const signal = new AbortController().signal;
        const credentials = mockCredentials.service();
        previewed.push(
          ...(await collector.preview!({ entity, credentials, signal })),
        );
      }
      const types = new Map(collector.factTypes.map(type => [type.id, type]));
      problems = facts.flatMap(
        ({ type, value }) => findFactProblem(value, types.get(type)!) ?? [],
      );
    } finally {
      await catalog.stop();
    }
  });

  const fact = (entityRef: string, type: string) =>
    facts.find(
      found =>
        found.entityRef === entityRef && found.type === `catalog.${type}`,
    );
  const value = (entityRef: string, type: string) =>
    fact(entityRef, type)?.value;

  it('finds what its types say', () => {
    expect(problems).toEqual([]);
  });

  it('finds the same of one entity that it is given', () => {
    const byRef = (found: CollectedFact[]) =>
      found.map(each => [`${each.entityRef} ${each.type}`, each]).sort();
    expect(previewed.length).toBeGreaterThan(20);
    expect(byRef(previewed)).toEqual(byRef(facts));
  });

  it('says whom things belong to', () => {
    expect(fact('model:default/triage', 'ownership')).toEqual({
      entityRef: 'model:default/triage',
      type: 'catalog.ownership',
      value: { owner: 'group:default/imaging', resolves: true, people: 2 },
      source: 'Software catalog',
      query:
        "GET /api/catalog/entities/by-name/model/default/triage: relations of type ownedBy; the owner's relations of type hasMember",
      population: 2,
    });
    expect(value('system:default/misspelt', 'ownership')).toEqual({
      owner: 'user:default/ada',
      resolves: true,
      people: 1,
    });
    expect(value('model:default/orphan', 'ownership')).toEqual({
      owner: 'group:default/nobody',
      resolves: false,
      people: 0,
    });
    expect(fact('group:default/imaging', 'ownership')).toBeUndefined();
  });

  it('says where things belong', () => {
    expect(value('model:default/triage', 'placement')).toEqual({
      kind: 'Model',
      system: 'system:default/radiology',
      resolves: true,
      lifecycle: 'production',
      type: 'predictive',
      dependencies: 0,
      servedBy: ['component:default/triage-service'],
      onKubernetes: true,
    });
    expect(
      value('component:default/triage-service', 'placement'),
    ).toMatchObject({
      system: undefined,
      resolves: false,
      tier: 1,
      servedBy: [],
      onKubernetes: true,
    });
    expect(value('model:default/orphan', 'placement')).toMatchObject({
      onKubernetes: false,
    });
  });

  it('lists documents that have an address, and no secret', () => {
    expect(value('component:default/triage-service', 'documentation')).toEqual({
      descriptionLength: 0,
      techDocs: true,
      links: 1,
      documents: [
        { name: 'runbook', url: 'https://runbooks.example.com/triage' },
      ],
    });
    expect(JSON.stringify(facts)).not.toContain('secret');
  });

  it('carries classes of data to what handles them', () => {
    expect(value('model:default/triage', 'classification')).toEqual({
      classes: ['phi', 'pii'],
      own: ['pii'],
      from: ['dataset:default/radiographs'],
      unclassified: [],
    });
    for (const ref of [
      'component:default/triage-service',
      'system:default/radiology',
      'domain:default/healthcare',
    ]) {
      expect(value(ref, 'classification')).toMatchObject({
        classes: ['phi', 'pii'],
        own: [],
      });
    }
    expect(value('model:default/orphan', 'classification')).toEqual({
      classes: [],
      own: [],
      from: [],
      unclassified: ['model:default/orphan'],
    });
  });

  it('says what models and datasets say of themselves', () => {
    expect(value('model:default/triage', 'model')).toMatchObject({
      license: 'apache-2.0',
      riskTier: 'high',
      intendedUse: 'Sorts the reading list.',
      limitations: undefined,
      trainedOn: [
        {
          ref: 'dataset:default/lost',
          resolves: false,
          classes: [],
        },
        {
          ref: 'dataset:default/radiographs',
          resolves: true,
          owner: 'group:default/imaging',
          license: 'proprietary',
          source: 's3://imaging/radiographs',
          retention: 'P10Y',
          classes: ['phi'],
        },
      ],
    });
    expect(value('system:default/radiology', 'systemModels')).toEqual({
      models: [
        {
          ref: 'model:default/triage',
          owned: true,
          licensed: true,
          intendedUse: true,
          limitations: false,
          datasets: 2,
          documentedDatasets: 1,
        },
      ],
    });
    expect(value('dataset:default/radiographs', 'dataset')).toEqual({
      license: 'proprietary',
      source: 's3://imaging/radiographs',
      retention: 'P10Y',
      models: 1,
    });
  });

  it('says what systems are under the AI Act, and takes no misspelt class', () => {
    expect(value('system:default/radiology', 'aiAct')).toEqual({
      class: 'high-risk',
      roles: ['deployer', 'provider'],
      route: 'annex-iii',
      models: 1,
      riskTiers: ['high'],
    });
    expect(value('system:default/misspelt', 'aiAct')).toEqual({
      class: undefined,
      roles: [],
      models: 0,
      riskTiers: [],
    });
  });
});
