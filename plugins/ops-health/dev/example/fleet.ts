import type { HealthState } from '@platform-ops/backstage-plugin-ops-health-common';
import { TOLD_ENTITIES } from './entities';
import { hash } from './noise';
import type { ExampleEntity } from './types';

const SYSTEMS: Array<[system: string, title: string, owner: string]> = [
  ['diagnostic-imaging', 'Diagnostic imaging', 'imaging'],
  ['execution', 'Execution', 'trading-desk'],
  ['shop', 'Shop', 'personalization'],
  ['assistants', 'Assistants', 'personalization'],
  ['risk', 'Risk', 'trading-desk'],
  ['scheduling', 'Ward scheduling', 'imaging'],
];

const NAMES = [
  'ingest',
  'scoring',
  'features',
  'labels',
  'gateway',
  'exporter',
  'ranking',
  'alerts',
  'drift-check',
  'archive',
];

/** Most are healthy most of the time. */
function stateOf(chance: number): HealthState {
  if (chance < 0.01) {
    return 'bad';
  }
  if (chance < 0.04) {
    return 'warning';
  }
  if (chance < 0.06) {
    return 'unknown';
  }
  return chance < 0.1 ? 'idle' : 'good';
}

const REASONS: Record<HealthState, string> = {
  bad: 'The page alert ErrorRatioHigh fires: 12 % of the requests fail',
  warning: 'Memory is 93 %, it should stay below 90 %',
  unknown: 'No data from prometheus-us since 09:14',
  idle: 'Scaled to zero; no traffic is expected',
  good: 'All limits are kept',
};

function invent(at: number, system: string, owner: string): ExampleEntity {
  const name = `${system}-${NAMES[at % NAMES.length]}-${at}`;
  const kind = hash(`kind ${name}`) < 0.3 ? 'model' : 'component';
  const state = stateOf(hash(`state ${name}`));
  return {
    entityRef: `${kind}:default/${name}`,
    title: name,
    type: 'service',
    system: `system:default/${system}`,
    owner: `group:default/${owner}`,
    tier: 1 + Math.floor(hash(`tier ${name}`) * 4),
    state,
    since: 5 + Math.floor(hash(`since ${name}`) * 3_000),
    stale: state === 'unknown',
    source: 'prometheus-eu',
    reasons: [
      {
        kind: 'measured',
        state,
        text: REASONS[state],
        minutes: 5 + Math.floor(hash(`since ${name}`) * 3_000),
        environment: 'production',
        source: 'prometheus-eu',
      },
    ],
    indicators: [
      { indicator: 'error-ratio', usual: state === 'bad' ? 0.12 : 0.001 },
      { indicator: 'latency', usual: 0.1 + hash(name) },
    ],
  };
}

/** The told entities and as many invented ones as it takes. */
export function exampleFleet(size: number): ExampleEntity[] {
  const perSystem = 25;
  const few = size <= 200;
  const invented = Array.from(
    { length: Math.max(0, size - TOLD_ENTITIES.length) },
    (_, at) => {
      const [system, , owner] = SYSTEMS[at % SYSTEMS.length];
      return invent(
        at,
        few ? system : `system-${Math.floor(at / perSystem)}`,
        owner,
      );
    },
  );
  return [...TOLD_ENTITIES, ...invented];
}

export function systemTitle(system: string): string {
  const name = system.replace('system:default/', '');
  return SYSTEMS.find(([known]) => known === name)?.[1] ?? name;
}

export const EXAMPLE_SYSTEMS = SYSTEMS;
