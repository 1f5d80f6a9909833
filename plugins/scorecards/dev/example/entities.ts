import type { Verdict } from '@platform-ops/scorecards';

export interface ExampleEntity {
  entityRef: string;
  title: string;
  kind: string;
  owner?: string;
  system?: string;
  /** Verdicts other than pass, by the ids of controls, for each framework. */
  frameworks: Record<string, Partial<Record<string, Verdict>>>;
}

const IMAGING = 'system:default/imaging';
const TRADING = 'system:default/trading';

const ALL_UNKNOWN = {
  'hipaa-312.e.1': 'not-evaluated',
  'hipaa-308.a.2': 'not-evaluated',
  'hipaa-312.a.2.i': 'not-evaluated',
  'hipaa-312.a.2.iv': 'not-evaluated',
  'hipaa-308.a.5.ii.B': 'not-evaluated',
  'hipaa-308.a.7.ii.A': 'error',
  'hipaa-308.a.1.ii.A': 'not-evaluated',
  'hipaa-308.a.1.ii.C': 'not-evaluated',
  'hipaa-310.a.1': 'not-evaluated',
  'hipaa-308.a.6.ii': 'not-evaluated',
  'hipaa-308.a.4.ii.A': 'not-applicable',
} as const;

const FROM_ABOVE = {
  'hipaa-308.a.1.ii.C': 'attested',
  'hipaa-310.a.1': 'inherited',
  'hipaa-308.a.4.ii.A': 'not-applicable',
} as const;

/** Entities with every verdict and every standing. */
export const EXAMPLE_ENTITIES: ExampleEntity[] = [
  {
    entityRef: 'model:hospital/chest-xray-triage',
    title: 'Chest X-ray triage',
    kind: 'Model',
    owner: 'group:default/imaging',
    system: IMAGING,
    frameworks: {
      'hipaa-security': {
        ...FROM_ABOVE,
        'hipaa-312.e.1': 'fail',
        'hipaa-312.a.2.iv': 'warn',
        'hipaa-308.a.7.ii.A': 'error',
        'hipaa-308.a.1.ii.A': 'exempt',
        'hipaa-308.a.6.ii': 'not-evaluated',
      },
      readiness: { 'ready-slo': 'warn', 'ready-approved': 'exempt' },
      'eu-ai-act': {
        'aia-9': 'fail',
        'aia-12': 'not-evaluated',
        'aia-14': 'pass',
      },
      'nist-ai-rmf': { 'rmf-measure-2.11': 'not-evaluated' },
    },
  },
  {
    entityRef: 'component:default/triage-service',
    title: 'Triage service',
    kind: 'Component',
    owner: 'group:default/imaging',
    system: IMAGING,
    frameworks: { 'hipaa-security': FROM_ABOVE },
  },
  {
    entityRef: 'dataset:default/chexpert',
    title: 'CheXpert',
    kind: 'Dataset',
    owner: 'group:default/imaging',
    system: IMAGING,
    frameworks: {
      'hipaa-security': { ...FROM_ABOVE, 'hipaa-312.a.2.iv': 'fail' },
    },
  },
  {
    entityRef: IMAGING,
    title: 'Imaging',
    kind: 'System',
    owner: 'group:default/imaging',
    frameworks: {
      'hipaa-security': { ...FROM_ABOVE, 'hipaa-308.a.7.ii.A': 'warn' },
      soc2: { 'soc2-cc8.1': 'fail' },
    },
  },
  {
    entityRef: TRADING,
    title: 'Trading',
    kind: 'System',
    owner: 'group:default/trading-desk',
    frameworks: { soc2: {} },
  },
  {
    entityRef: 'model:trading/order-router',
    title: 'Order router',
    kind: 'Model',
    owner: 'group:default/trading-desk',
    system: TRADING,
    frameworks: {
      readiness: {
        'ready-owner': 'fail',
        'ready-card': 'fail',
        'ready-quality': 'not-evaluated',
      },
      'nist-ai-rmf': {
        'rmf-map-2.2': 'fail',
        'rmf-measure-2.4': 'not-evaluated',
        'rmf-measure-2.11': 'not-evaluated',
      },
    },
  },
  {
    entityRef: 'model:default/newcomer',
    title: 'Newcomer',
    kind: 'Model',
    frameworks: {
      'hipaa-security': ALL_UNKNOWN,
    },
  },
];

/** Those, and as many more that are alike. */
export function manyEntities(count: number): ExampleEntity[] {
  const [pattern] = EXAMPLE_ENTITIES;
  return [
    ...EXAMPLE_ENTITIES,
    ...Array.from({ length: count }, (_, at) => ({
      ...pattern,
      entityRef: `model:hospital/scan-${at}`,
      title: `Scan ${at}`,
      system: `system:default/ward-${at % 40}`,
    })),
  ];
}
