import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findServerForTest } from '@platform-ops/test-servers';
import { parse } from 'yaml';
import { runAction, Workspace } from '../__testUtils__/runAction';
import { createSloGenerateAction } from './generate';

jest.setTimeout(60_000);

const slo = (name: string, indicator: string) => `
apiVersion: openslo/v1
kind: SLO
metadata: { name: ${name} }
spec:
  service: chest-xray
  indicator:
    metadata: { name: ${name} }
    spec:
      ratioMetric:
        ${indicator}
  timeWindow: [{ duration: 30d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: [{ target: 0.999 }]
`;
const PORTAL = slo(
  'availability',
  'rawType: failure\n        raw: { metricSource: { type: Indicator, spec: { indicator: error-ratio } } }',
);
const PROMETHEUS = slo(
  'answers',
  'counter: true\n        good: { metricSource: { type: Prometheus, spec: { query: \'requests_total{code="200"}\' } } }\n        total: { metricSource: { type: Prometheus, spec: { query: requests_total } } }',
);
const SOURCE = {
  bad: 'sum(increase(requests_total{code=~"5.."}[$window]))',
  total: 'sum(increase(requests_total[$window]))',
};

describe('slo:generate', () => {
  let workspace: Workspace;

  beforeEach(async () => {
    workspace = await Workspace.create({
      'slo.yaml': `${PORTAL}---${PROMETHEUS}`,
    });
  });

  afterEach(() => workspace.remove());

  const generate = (input: object = {}) =>
    runAction(
      createSloGenerateAction(),
      {
        path: 'slo.yaml',
        rulesPath: 'alerts/rules.yml',
        source: SOURCE,
        ...input,
      },
      { workspacePath: workspace.path, isDryRun: true },
    );
  const read = (path: string) => readFile(join(workspace.path, path), 'utf-8');

  it('writes rules, their tests and an object for the operator', async () => {
    const { error, outputs } = await generate({
      labels: { team: 'radiology' },
      annotations: { runbook_url: 'https://docs.example.com' },
      testsPath: 'alerts/tests/tests.yml',
      prometheusRule: {
        path: 'deploy/rule.yaml',
        name: 'chest-xray-slo',
        namespace: 'radiology',
      },
    });
    expect(error).toBeUndefined();
    expect(outputs).toEqual({ slos: ['availability', 'answers'] });
    const { groups } = parse(await read('alerts/rules.yml'));
    expect(groups.map(({ name }: any) => name)).toEqual([
      'slo-availability',
      'slo-answers',
    ]);
    expect(parse(await read('deploy/rule.yaml'))).toEqual({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'chest-xray-slo', namespace: 'radiology' },
      spec: { groups },
    });

    const prometheus = findServerForTest('prometheus');
    const promtool =
      prometheus.found && join(dirname(prometheus.path), 'promtool');
    if (promtool && existsSync(promtool)) {
      await promisify(execFile)(promtool, ['test', 'rules', 'tests.yml'], {
        cwd: join(workspace.path, 'alerts/tests'),
      });
    }
  });

  it('needs PromQL for an indicator that only the portal knows', async () => {
    const { error } = await generate({ source: undefined });
    expect(error?.message).toContain(
      "source: the SLO availability of slo.yaml counts by the portal's indicator error-ratio",
    );
  });

  it('tells what is wrong with the file or the source', async () => {
    const bad = await generate({ source: { errorRatio: 'no window' } });
    expect(bad.error?.message).toContain('source.errorRatio');
    await workspace.write({
      'slo.yaml': PORTAL.replace('0.999', '1.5'),
    });
    const impossible = await generate();
    expect(impossible.error?.message).toMatch(/path: slo\.yaml: .*target/);
    await workspace.write({ 'slo.yaml': 'kind: Service' });
    expect((await generate()).error?.name).toBe('InputError');
  });

  it('writes nothing outside of the workspace', async () => {
    const { error } = await generate({ rulesPath: '../rules.yml' });
    expect(error?.message).toContain('rulesPath: ../rules.yml is not inside');
  });
});
