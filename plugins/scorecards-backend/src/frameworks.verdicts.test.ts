import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOG_FACT_TYPES } from '@platform-ops/backstage-plugin-scorecards-backend-module-catalog';
import { CI_FACT_TYPES } from '@platform-ops/backstage-plugin-scorecards-backend-module-ci';
import { KUBERNETES_FACT_TYPES } from '@platform-ops/backstage-plugin-scorecards-backend-module-kubernetes';
import { CLOUD_FACT_TYPES } from '@platform-ops/backstage-plugin-scorecards-backend-module-cloud';
import { MODELS_FACT_TYPES } from '@platform-ops/backstage-plugin-scorecards-backend-module-models';
import { OPS_HEALTH_FACT_TYPES } from '@platform-ops/backstage-plugin-scorecards-backend-module-ops-health';
import { TLS_FACT_TYPES } from '@platform-ops/backstage-plugin-scorecards-backend-module-tls';
import {
  evaluateCheck,
  findFactProblem,
  prepareFacts,
  readRulebook,
} from '@platform-ops/scorecards';
import {
  documentsOf,
  GOOD,
  NOW,
  OTHERWISE,
} from './__testUtils__/factsOfChecks';

const folder = join(__dirname, '../frameworks');
const types = new Map(
  [
    ...CATALOG_FACT_TYPES,
    ...CI_FACT_TYPES,
    ...KUBERNETES_FACT_TYPES,
    ...CLOUD_FACT_TYPES,
    ...MODELS_FACT_TYPES,
    ...OPS_HEALTH_FACT_TYPES,
    ...TLS_FACT_TYPES,
  ].map(type => [type.id, type]),
);
const { rulebook } = readRulebook(
  readdirSync(folder).map(name => ({
    name,
    text: readFileSync(join(folder, name), 'utf8'),
  })),
  [...types.values()],
);
const ids = [...rulebook.checks.keys()];
const DOCUMENT = /^document-/;

/** @param different - From what is good, by the types of facts. */
function evaluate(
  id: string,
  different: Record<string, Record<string, unknown>> = {},
  expiresAt = new Date(NOW.getTime() + 1),
) {
  const facts = Object.entries(GOOD).map(([type, value]) => {
    const merged = { ...value, ...different[type] };
    expect(findFactProblem(merged, types.get(type)!)).toBeUndefined();
    return { type, value: merged, collectedAt: NOW, expiresAt };
  });
  return evaluateCheck(
    rulebook.checks.get(id)!,
    prepareFacts(facts, types, NOW),
  );
}

it('has facts for every check, and for every tier that it has', () => {
  const written = ids.filter(id => !DOCUMENT.test(id));
  expect(Object.keys(OTHERWISE).sort()).toEqual(written.sort());
  for (const id of written) {
    const { tiers, appliesWhen } = rulebook.checks.get(id)!.definition;
    expect([
      id,
      OTHERWISE[id].warn !== undefined,
      OTHERWISE[id]['not-applicable'] !== undefined,
    ]).toEqual([
      id,
      tiers.some(({ verdict }) => verdict === 'warn'),
      appliesWhen !== undefined,
    ]);
  }
});

describe.each(ids.filter(id => !DOCUMENT.test(id)))('%s', id => {
  it('passes with what is good, and says what it found', () => {
    expect(evaluate(id)).toEqual({
      verdict: 'pass',
      actual: expect.stringMatching(/\S/),
    });
  });

  it.each(
    Object.entries(OTHERWISE[id] ?? {}).flatMap(([verdict, cases]) =>
      cases.map((different): [string, typeof different] => [
        verdict,
        different,
      ]),
    ),
  )('says %s of %j', (verdict, different) => {
    expect(evaluate(id, different).verdict).toBe(verdict);
  });
});

describe.each(ids.filter(id => DOCUMENT.test(id)))('%s', id => {
  const name = id.replace(DOCUMENT, '');

  it('wants the document of its own annotation', () => {
    expect(evaluate(id, documentsOf('other', name))).toEqual({
      verdict: 'pass',
      actual: `https://wiki.example.com/${name}`,
    });
    expect(evaluate(id, documentsOf('other'))).toEqual({
      verdict: 'fail',
      actual: 'no such link',
    });
    expect(rulebook.checks.get(id)!.definition.fix.annotation).toMatch(
      `platformops.io/${name}-url: https://`,
    );
  });
});

it.each(ids)('%s is not evaluated once its facts expired', id => {
  expect(evaluate(id, {}, NOW)).toEqual({
    verdict: 'not-evaluated',
    reason: expect.stringMatching(/expired at/),
  });
});

it('has no two controls of the same id, in all frameworks', () => {
  const controls = rulebook.frameworks.flatMap(framework =>
    framework.controls.map(({ definition }) => definition.id),
  );
  expect(controls.length).toBe(new Set(controls).size);
});
