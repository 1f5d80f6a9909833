import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOG_FACT_TYPES } from '@platform-ops/backstage-plugin-scorecards-backend-module-catalog';
import {
  evaluateCheck,
  evaluateControl,
  prepareFacts,
  readRulebook,
} from '@platform-ops/scorecards';
import { GOOD, NOW } from './__testUtils__/factsOfChecks';

const OLIVIA = 'user:default/olivia';
const CLARA = 'user:default/clara';
const LATER = new Date(NOW.getTime() + 1000);
const APPROVED = {
  'catalog.aiAct.class': 'high-risk',
  'catalog.aiAct.roles': ['provider'],
  'catalog.aiAct.route': null,
};

const folder = join(__dirname, '../frameworks');
const { rulebook } = readRulebook(
  readdirSync(folder).map(name => ({
    name,
    text: readFileSync(join(folder, name), 'utf8'),
    mayLackCollectors: true,
  })),
  CATALOG_FACT_TYPES,
);
const framework = rulebook.frameworks.find(
  ({ id }) => id === 'eu-ai-act-high-risk',
)!;

/** What a control says of a system whose annotations say something else. */
function judge(controlId: string, change: Record<string, unknown>) {
  const entity = prepareFacts(
    [
      {
        type: 'catalog.aiAct',
        value: { ...GOOD['catalog.aiAct'], ...change },
        collectedAt: NOW,
        expiresAt: LATER,
      },
    ],
    new Map(CATALOG_FACT_TYPES.map(type => [type.id, type])),
    NOW,
  );
  const control = framework.controls.find(
    ({ definition }) => definition.id === controlId,
  )!;
  const { verdict, reason } = evaluateControl(control, {
    entity,
    checks: new Map(
      control.checks.map(id => [
        id,
        evaluateCheck(rulebook.checks.get(id)!, entity),
      ]),
    ),
    attestation: {
      id: 's1',
      signedBy: OLIVIA,
      expiresAt: LATER,
      approval: {
        by: CLARA,
        at: new Date('2026-11-20T09:00:00Z'),
        reason: 'It reads images of patients',
        boundTo: APPROVED,
      },
    },
  });
  return { verdict, reason };
}

describe.each(['aia-classified', 'aia-6'])('%s', controlId => {
  it('stands as long as the annotations say what was approved', () => {
    expect(judge(controlId, {}).verdict).toBe('attested');
    // Another model in the system is another matter.
    expect(judge(controlId, { models: 9 }).verdict).toBe('attested');
  });

  it.each([
    ['class', { class: 'transparency', riskTiers: [] }, 'class transparency'],
    ['role', { roles: ['deployer'] }, 'roles deployer'],
    ['route', { route: 'annex-iii' }, 'route annex-iii'],
  ])('is unknown once the %s changes', (_, change, now) => {
    expect(judge(controlId, change)).toEqual({
      verdict: 'not-evaluated',
      reason: `Stated of class high-risk, roles provider, route none on 2026-11-20 by ${OLIVIA} and ${CLARA}; catalog.aiAct now says ${now}`,
    });
  });

  it('fails without a class, whatever was approved', () => {
    expect(judge(controlId, { class: undefined }).verdict).toBe('fail');
  });
});
