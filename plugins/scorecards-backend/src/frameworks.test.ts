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
  prepareFacts,
  readRulebook,
} from '@platform-ops/scorecards';

const folder = join(__dirname, '../frameworks');
const types = [
  ...CATALOG_FACT_TYPES,
  ...CI_FACT_TYPES,
  ...KUBERNETES_FACT_TYPES,
  ...CLOUD_FACT_TYPES,
  ...MODELS_FACT_TYPES,
  ...OPS_HEALTH_FACT_TYPES,
  ...TLS_FACT_TYPES,
];
const { rulebook, problems, notices } = readRulebook(
  readdirSync(folder).map(name => ({
    name,
    text: readFileSync(join(folder, name), 'utf8'),
  })),
  types,
);

it('has no problem', () => {
  expect(problems.map(p => `${p.file}:${p.line} ${p.message}`)).toEqual([]);
  expect(notices).toEqual([]);
});

it('has all rows of the lists that it says it has', () => {
  const controlsOf = (id: string) =>
    rulebook.frameworks.find(framework => framework.id === id)!.controls;
  expect(controlsOf('hipaa-security')).toHaveLength(36);
  expect(controlsOf('iso-42001')).toHaveLength(38);
});

it('evaluates nothing without facts', () => {
  const nothing = prepareFacts([], new Map(), new Date('2026-11-01'));
  const verdicts = [...rulebook.checks.values()].map(
    check => evaluateCheck(check, nothing).verdict,
  );
  expect(new Set(verdicts)).toEqual(new Set(['not-evaluated']));
});
