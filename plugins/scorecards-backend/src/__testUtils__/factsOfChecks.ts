import { GOOD_CI, OTHERWISE_CI } from './factsOfCiChecks';
import { GOOD_CLOUD, OTHERWISE_CLOUD } from './factsOfCloudChecks';
import {
  GOOD_KUBERNETES,
  OTHERWISE_KUBERNETES,
} from './factsOfKubernetesChecks';
import { GOOD_TLS, OTHERWISE_TLS } from './factsOfTlsChecks';

type Facts = Record<string, Record<string, unknown>>;

export const NOW = new Date('2026-11-01T12:00:00Z');

/** A version in production as it should be. */
const VERSION = {
  version: '7',
  registeredBy: 'ada',
  ready: true,
  digest: 'sha256:aa',
  artifactUri: 's3://models/triage/7',
  run: 'run-7',
  metrics: ['auc'],
  metricsOnData: 1,
  datasets: 1,
  described: true,
  signature: true,
};
const DATASET = {
  ref: 'dataset:default/radiographs',
  resolves: true,
  owner: 'group:default/imaging',
  license: 'proprietary',
  source: 's3://imaging',
  retention: 'P10Y',
  classes: ['phi'],
};
const SYSTEM_MODEL = {
  ref: 'model:default/triage',
  owned: true,
  licensed: true,
  intendedUse: true,
  limitations: true,
  datasets: 1,
  documentedDatasets: 1,
};
const CHANGE = {
  version: '7',
  to: 'production',
  source: 'ledger',
  actor: 'ada',
  seenAfter: '2026-10-01T00:00:00Z',
  seenBefore: '2026-10-01T01:00:00Z',
};
const OBJECTIVE = {
  entityRef: 'component:default/triage-service',
  name: 'availability',
  objective: 0.999,
  state: 'clear',
  remaining: 0.4,
  coverage: 1,
  stale: false,
};
const measured = (daysAgo: number, more: object = {}) => ({
  indicator: 'auc',
  environment: 'production',
  state: 'measured',
  n: 500,
  measuredTo: new Date(NOW.getTime() - daysAgo * 86_400_000).toISOString(),
  ...more,
});

/** Facts with which all checks pass; documents are those of {@link documentsOf}. */
export const GOOD: Facts = {
  'catalog.ownership': {
    owner: 'group:default/imaging',
    resolves: true,
    people: 2,
  },
  'catalog.placement': {
    kind: 'Model',
    system: 'system:default/radiology',
    resolves: true,
    lifecycle: 'production',
    type: 'predictive',
    tier: 1,
    dependencies: 1,
    servedBy: [],
    onKubernetes: false,
  },
  'catalog.documentation': {
    descriptionLength: 40,
    techDocs: true,
    source: 'url:https://git.example.com/triage/',
    links: 1,
    documents: [],
  },
  'catalog.classification': {
    classes: ['phi'],
    own: ['phi'],
    from: [],
    unclassified: [],
  },
  'catalog.model': {
    type: 'predictive',
    task: 'triage',
    license: 'apache-2.0',
    riskTier: 'high',
    materiality: 'medium',
    intendedUse: 'Sorts the reading list',
    limitations: 'Adults only',
    baseModels: [],
    stages: ['production'],
    trainedOn: [DATASET],
  },
  'catalog.dataset': {
    license: 'proprietary',
    source: 's3://imaging',
    retention: 'P10Y',
    models: 1,
  },
  'catalog.aiAct': {
    class: 'high-risk',
    roles: ['provider'],
    models: 1,
    riskTiers: ['high'],
  },
  'catalog.systemModels': { models: [SYSTEM_MODEL] },
  'models.registration': {
    registered: true,
    registry: 'main',
    nativeName: 'triage',
    versions: 7,
    latestVersion: '7',
    aliases: ['champion'],
    staged: [],
  },
  'models.production': { versions: [VERSION] },
  'models.stageHistory': { from: '2026-08-03T12:00:00Z', changes: [CHANGE] },
  'models.deployments': {
    production: 1,
    byDigest: 1,
    stale: 0,
    mismatches: [],
    undecided: [],
    notObserved: [],
    matches: ['eu-1 serves v7'],
  },
  'opsHealth.state': { state: 'good', reason: 'All is well', stale: false },
  'opsHealth.objectives': { objectives: [OBJECTIVE] },
  'opsHealth.monitoring': {
    indicators: ['latency'],
    sources: ['eu'],
    limits: 0,
    pages: 0,
    alertsWithoutRunbook: [],
    problems: [],
  },
  'opsHealth.quality': {
    measurements: [
      measured(2),
      measured(2, { slice: 'sex=female' }),
      measured(2, { indicator: 'data-drift' }),
    ],
  },
  ...GOOD_CI,
  ...GOOD_CLOUD,
  ...GOOD_KUBERNETES,
  ...GOOD_TLS,
};

/** The documents that an entity has where it has these. */
export function documentsOf(...names: string[]): Facts {
  return {
    'catalog.documentation': {
      documents: names.map(name => ({
        name,
        url: `https://wiki.example.com/${name}`,
      })),
    },
  };
}

const production = (version: Partial<typeof VERSION>) => ({
  'models.production': { versions: [{ ...VERSION, ...version }] },
});
const changed = (change: Partial<typeof CHANGE>) => ({
  'models.stageHistory': { changes: [{ ...CHANGE, ...change }] },
});
const objective = (fields: Partial<typeof OBJECTIVE>) => ({
  'opsHealth.objectives': { objectives: [{ ...OBJECTIVE, ...fields }] },
});
const quality = (...measurements: object[]) => ({
  'opsHealth.quality': { measurements },
});

type Verdict = 'fail' | 'warn' | 'not-applicable';

/**
 * What in {@link GOOD} has to be different, for a check to say something else.
 * `undefined`: it is not said.
 */
export const OTHERWISE: Record<
  string,
  { fail: Facts[] } & Partial<Record<Exclude<Verdict, 'fail'>, Facts[]>>
> = {
  'owner-exists': {
    fail: [{ 'catalog.ownership': { resolves: false } }],
  },
  'owner-has-people': {
    warn: [{ 'catalog.ownership': { people: 1 } }],
    fail: [{ 'catalog.ownership': { people: 0 } }],
  },
  'system-exists': {
    fail: [{ 'catalog.placement': { system: undefined, resolves: false } }],
  },
  'lifecycle-set': {
    fail: [{ 'catalog.placement': { lifecycle: undefined } }],
  },
  'criticality-set': {
    fail: [{ 'catalog.placement': { tier: undefined } }],
  },
  described: {
    warn: [{ 'catalog.documentation': { descriptionLength: 5 } }],
    fail: [{ 'catalog.documentation': { descriptionLength: 0 } }],
  },
  'technical-documentation': {
    warn: [{ 'catalog.documentation': { techDocs: false } }],
    fail: [{ 'catalog.documentation': { techDocs: false, links: 0 } }],
  },
  'source-known': {
    fail: [{ 'catalog.documentation': { source: undefined } }],
  },
  'data-classified': {
    fail: [
      { 'catalog.classification': { classes: [], own: [] } },
      { 'catalog.classification': { classes: ['unrecognised'] } },
      {
        'catalog.classification': { unclassified: ['dataset:default/other'] },
      },
    ],
  },
  'data-classes-complete': {
    fail: [{ 'catalog.classification': { from: ['dataset:default/other'] } }],
    'not-applicable': [{ 'catalog.classification': { own: [] } }],
  },
  'model-licensed': { fail: [{ 'catalog.model': { license: undefined } }] },
  'intended-use-stated': {
    fail: [{ 'catalog.model': { intendedUse: undefined } }],
  },
  'limitations-stated': {
    fail: [{ 'catalog.model': { limitations: undefined } }],
  },
  'task-stated': {
    warn: [{ 'catalog.model': { task: undefined } }],
    fail: [{ 'catalog.model': { task: undefined, type: undefined } }],
  },
  'risk-tier-set': {
    fail: [
      { 'catalog.model': { riskTier: undefined } },
      { 'catalog.model': { riskTier: 'prohibited' } },
    ],
  },
  'materiality-set': {
    fail: [{ 'catalog.model': { materiality: undefined } }],
  },
  'origin-declared': {
    warn: [{ 'catalog.model': { trainedOn: [], baseModels: ['org/base'] } }],
    fail: [
      { 'catalog.model': { trainedOn: [] } },
      { 'catalog.model': { trainedOn: [{ ...DATASET, resolves: false }] } },
    ],
  },
  'datasets-documented': {
    fail: [
      { 'catalog.model': { trainedOn: [{ ...DATASET, owner: undefined }] } },
      { 'catalog.model': { trainedOn: [{ ...DATASET, license: undefined }] } },
      {
        'catalog.model': {
          trainedOn: [DATASET, { ...DATASET, retention: undefined }],
        },
      },
    ],
    'not-applicable': [{ 'catalog.model': { trainedOn: [] } }],
  },
  'dataset-documented': {
    fail: [{ 'catalog.dataset': { retention: undefined } }],
  },
  'ai-act-classified': {
    fail: [
      { 'catalog.aiAct': { class: undefined } },
      { 'catalog.aiAct': { class: 'prohibited' } },
      // Lower than one of its models.
      { 'catalog.aiAct': { class: 'minimal' } },
    ],
  },
  'ai-act-not-prohibited': {
    fail: [
      { 'catalog.aiAct': { class: 'prohibited' } },
      { 'catalog.aiAct': { class: undefined } },
      { 'catalog.aiAct': { riskTiers: ['prohibited'] } },
    ],
  },
  'ai-act-role-named': {
    fail: [
      { 'catalog.aiAct': { roles: [] } },
      { 'catalog.aiAct': { roles: ['provider', 'bystander'] } },
    ],
  },
  'system-models-describe-use': {
    fail: [
      { 'catalog.systemModels': { models: [] } },
      {
        'catalog.systemModels': {
          models: [SYSTEM_MODEL, { ...SYSTEM_MODEL, limitations: false }],
        },
      },
    ],
  },
  'system-models-data-documented': {
    fail: [
      {
        'catalog.systemModels': {
          models: [{ ...SYSTEM_MODEL, datasets: 0, documentedDatasets: 0 }],
        },
      },
      {
        'catalog.systemModels': { models: [{ ...SYSTEM_MODEL, datasets: 2 }] },
      },
    ],
  },
  'system-models-owned': {
    fail: [
      {
        'catalog.systemModels': { models: [{ ...SYSTEM_MODEL, owned: false }] },
      },
    ],
  },
  'model-registered': {
    fail: [
      { 'models.registration': { registered: false, registry: undefined } },
      { 'models.registration': { versions: 0 } },
    ],
  },
  'one-version-in-production': {
    warn: [{ 'models.production': { versions: [VERSION, VERSION] } }],
    fail: [{ 'models.production': { versions: [] } }],
  },
  'production-digest-known': {
    warn: [production({ digest: undefined })],
    fail: [production({ digest: undefined, artifactUri: undefined })],
    'not-applicable': [{ 'models.production': { versions: [] } }],
  },
  'production-measured': {
    warn: [production({ metricsOnData: 0 })],
    fail: [production({ metricsOnData: 0, metrics: [] })],
    'not-applicable': [{ 'models.production': { versions: [] } }],
  },
  'production-registrant-known': {
    fail: [production({ registeredBy: undefined })],
    'not-applicable': [{ 'models.production': { versions: [] } }],
  },
  'production-traceable': {
    warn: [production({ datasets: 0 })],
    fail: [production({ run: undefined })],
    'not-applicable': [{ 'models.production': { versions: [] } }],
  },
  'production-described': {
    fail: [production({ described: false })],
    'not-applicable': [{ 'models.production': { versions: [] } }],
  },
  'production-signature-declared': {
    fail: [production({ signature: false })],
    'not-applicable': [{ 'models.production': { versions: [] } }],
  },
  'production-changes-approved': {
    warn: [changed({ source: 'tag' })],
    fail: [changed({ source: 'alias', actor: undefined })],
  },
  'served-as-declared': {
    fail: [
      { 'models.deployments': { mismatches: ['eu-1 serves v6'] } },
      { 'models.deployments': { undecided: ['nobody can tell'] } },
      { 'models.deployments': { notObserved: ['v7 is nowhere'] } },
    ],
    'not-applicable': [{ 'models.deployments': { production: 0 } }],
  },
  healthy: {
    warn: [{ 'opsHealth.state': { state: 'warning' } }],
    fail: [
      { 'opsHealth.state': { state: 'bad' } },
      { 'opsHealth.state': { state: 'unknown' } },
      { 'opsHealth.state': { stale: true } },
    ],
  },
  'objective-set': {
    fail: [{ 'opsHealth.objectives': { objectives: [] } }],
  },
  'objectives-met': {
    fail: [
      objective({ remaining: -0.1 }),
      objective({ remaining: undefined, state: 'unknown' }),
      objective({ state: 'firing' }),
      objective({ stale: true }),
    ],
    'not-applicable': [{ 'opsHealth.objectives': { objectives: [] } }],
  },
  monitored: {
    fail: [{ 'opsHealth.monitoring': { sources: [], indicators: [] } }],
  },
  'alerts-have-runbooks': {
    fail: [{ 'opsHealth.monitoring': { alertsWithoutRunbook: ['Slow'] } }],
  },
  'quality-measured': {
    warn: [quality(measured(40))],
    fail: [
      quality(),
      quality(measured(100)),
      quality(measured(2, { environment: 'staging' })),
    ],
  },
  'quality-by-group': {
    fail: [quality(measured(2)), quality(measured(100, { slice: 'sex=male' }))],
  },
  'drift-watched': {
    fail: [
      quality(measured(2)),
      quality(measured(40, { indicator: 'data-drift' })),
    ],
  },
  ...OTHERWISE_CI,
  ...OTHERWISE_CLOUD,
  ...OTHERWISE_KUBERNETES,
  ...OTHERWISE_TLS,
};
