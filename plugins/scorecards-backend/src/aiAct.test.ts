import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOG_FACT_TYPES } from '@platform-ops/backstage-plugin-scorecards-backend-module-catalog';
import { readRulebook } from '@platform-ops/scorecards';
import type { StoredAttestation } from './database/AttestationStore';
import type { StoredDecision } from './database/DecisionStore';
import type { StoredFact } from './database/FactStore';
import { RANKS, type ScorecardEntity } from './entities/ScorecardEntity';
import { evaluateFramework } from './evaluate/evaluateFramework';
import { FactsView } from './evaluate/FactsView';
import type { StatedOfEntity } from './evaluate/Stated';
import { Rules } from './rulebook/Rules';

const NOW = new Date('2026-11-23T12:00:00Z');
const LATER = new Date('2027-11-23T12:00:00Z');
const FRAMEWORK = 'eu-ai-act-high-risk';
const folder = join(__dirname, '../frameworks');
const { rulebook } = readRulebook(
  readdirSync(folder).map(name => ({
    name,
    text: readFileSync(join(folder, name), 'utf8'),
    mayLackCollectors: true,
  })),
  CATALOG_FACT_TYPES,
);
const rules = new Rules({
  ...rulebook,
  types: CATALOG_FACT_TYPES,
  files: [],
});
const framework = rules.framework(FRAMEWORK)!;
const SYSTEM = 'system:default/radiology';
const system: ScorecardEntity = {
  ref: SYSTEM,
  kind: 'System',
  title: 'Radiology',
  clusters: [],
  isCluster: false,
  rank: RANKS.system,
};

interface AiAct {
  class?: string;
  roles: string[];
}

/** What two people said on the day of what the system was. */
function statement(aiAct: AiAct): StoredDecision {
  return {
    id: 's1',
    chainId: 's1',
    entityRef: SYSTEM,
    frameworkId: FRAMEWORK,
    controlId: 'aia-classified',
    kind: 'statement',
    state: 'approved',
    reason: 'It sorts letters',
    days: 90,
    requestedBy: 'user:default/olivia',
    requestedAt: NOW,
    decidedBy: 'user:default/clara',
    decidedAt: NOW,
    expiresAt: LATER,
    boundTo: {
      'catalog.aiAct.class': aiAct.class ?? null,
      'catalog.aiAct.roles': aiAct.roles,
      'catalog.aiAct.route': null,
    },
  } as unknown as StoredDecision;
}

function verdictOf(
  controlId: string,
  aiAct: AiAct,
  decisions: StoredDecision[] = [],
) {
  const fact = {
    type: 'catalog.aiAct',
    value: { ...aiAct, models: 1, riskTiers: [] },
    collectedAt: NOW,
    expiresAt: LATER,
  } as unknown as StoredFact;
  const stated: StatedOfEntity = {
    decisions,
    attestations: [] as StoredAttestation[],
  };
  const results = evaluateFramework({
    framework,
    entity: system,
    view: new FactsView([fact], rules, NOW),
    stated,
    organisation: undefined,
    listed: true,
    readAbove: () => undefined,
  });
  const position = framework.controls.findIndex(
    ({ definition }) => definition.id === controlId,
  );
  return results[position]!;
}

it('leaves nothing out because of a class that one person wrote down', () => {
  const minimal = { class: 'minimal', roles: ['provider'] };
  expect(verdictOf('aia-9', minimal)).toMatchObject({
    verdict: 'not-evaluated',
    reason:
      'Whether it applies is to be decided first: The system is classified',
  });
  const approved = statement(minimal);
  expect(verdictOf('aia-classified', minimal, [approved]).verdict).toBe(
    'attested',
  );
  expect(verdictOf('aia-9', minimal, [approved]).verdict).toBe(
    'not-applicable',
  );
  const before = statement({ class: 'high-risk', roles: ['provider'] });
  expect(verdictOf('aia-9', minimal, [before]).verdict).toBe('not-evaluated');
});

it('leaves out what two people said does not apply', () => {
  const minimal = { class: 'minimal', roles: ['provider'] };
  const decision = {
    ...statement(minimal),
    controlId: 'aia-9',
    kind: 'not-applicable' as const,
  };
  expect(verdictOf('aia-9', minimal, [decision]).verdict).toBe(
    'not-applicable',
  );
});

it.each([
  ['aia-9', ['provider'], false],
  ['aia-9', ['deployer'], true],
  ['aia-9', [], false],
  // A slip of the pen takes nothing out.
  ['aia-9', ['developer'], false],
  ['aia-9', ['deployer', 'developer'], false],
  ['aia-26', ['provider'], true],
  ['aia-26', ['deployer'], false],
  ['aia-26', ['usr'], false],
])('%s for %j is left out: %s', (controlId, roles, isLeftOut) => {
  const control = framework.controls.find(
    ({ definition }) => definition.id === controlId,
  )!;
  const { prepared } = new FactsView(
    [
      {
        type: 'catalog.aiAct',
        value: { class: 'high-risk', roles, models: 1, riskTiers: [] },
        collectedAt: NOW,
        expiresAt: LATER,
      } as unknown as StoredFact,
    ],
    rules,
    NOW,
  );
  expect(control.appliesWhen!.evaluate(prepared.context)).toBe(!isLeftOut);
});
