import { parse } from 'yaml';
import { parseOpenSlo } from '../openslo/parseOpenSlo';
import { describeWithPromtool, promtool } from '../__testUtils__/promtool';
import { DAY } from '../time';
import { exportPrometheusRules } from './exportPrometheusRules';
import { exportPromtoolTests } from './exportPromtoolTests';
import { prometheusSource, type PrometheusSource } from './PrometheusSource';
import type { PrometheusRulesOptions, PrometheusSlo } from './RulePlan';

const inputSeries = {
  good: 'requests_total{code="200"}',
  bad: 'requests_total{code="500"}',
};
const BAD = 'sum(increase(requests_total{code=~"5.."}[$window]))';
const GOOD = 'sum(increase(requests_total{code!~"5.."}[$window]))';
const TOTAL = 'sum(increase(requests_total[$window]))';

function sloOf(
  objective: number,
  days: number = 30,
  more: Partial<PrometheusSlo> = {},
): PrometheusSlo {
  return {
    name: 'checkout-availability',
    displayName: 'Checkout availability',
    service: 'checkout',
    objective,
    period: { kind: 'rolling', ms: days * DAY },
    budgeting: { method: 'occurrences' },
    ...more,
  };
}

function check(
  slo: PrometheusSlo,
  source: PrometheusSource,
  options: PrometheusRulesOptions & { inputSeries?: typeof inputSeries } = {},
  change: (rules: string) => string = text => text,
) {
  const rules = change(exportPrometheusRules(slo, source, options));
  const tests = exportPromtoolTests(slo, source, options);
  const files = { 'rules.yml': rules, 'tests.yml': tests };
  return {
    rules,
    checked: promtool(['check', 'rules', 'rules.yml'], files),
    tested: promtool(['test', 'rules', 'tests.yml'], files),
  };
}

describe('exportPrometheusRules', () => {
  it('writes rules that a person can read', () => {
    const text = exportPrometheusRules(
      sloOf(0.999),
      { bad: BAD, total: TOTAL },
      { labels: { team: 'shop' }, annotations: { runbook_url: 'https://r' } },
    );
    expect(text).toMatch(
      `# SLO checkout-availability: 99.9 % over 30 d.
# Windows and factors: Google SRE Workbook, "Alerting on SLOs".
# - page: 1 h and 5 min above 14.4
# - page: 6 h and 30 min above 6
# - ticket: 1 d and 2 h above 3
# - ticket: 3 d and 6 h above 1
groups:`,
    );
    const [{ name, interval, rules }] = parse(text).groups;
    expect({ name, interval }).toEqual({
      name: 'slo-checkout-availability',
      interval: '1m',
    });
    const labels = {
      slo: 'checkout-availability',
      service: 'checkout',
      team: 'shop',
    };
    expect(rules.slice(0, 3)).toEqual([
      {
        record: 'slo:events:increase5m',
        expr: 'sum(increase(requests_total[5m]))',
        labels,
      },
      {
        record: 'slo:bad_events:increase5m',
        expr: '(sum(increase(requests_total{code=~"5.."}[5m]))) or 0 * (sum(increase(requests_total[5m])))',
        labels,
      },
      {
        record: 'slo:error_ratio:increase5m',
        expr: 'slo:bad_events:increase5m{slo="checkout-availability",service="checkout",team="shop"} / (slo:events:increase5m{slo="checkout-availability",service="checkout",team="shop"} > 0)',
        labels,
      },
    ]);
    const alerts = rules.slice(21);
    const sel = '{slo="checkout-availability",service="checkout",team="shop"}';
    expect(alerts[0]).toEqual({
      alert: 'SloErrorBudgetBurn',
      expr: `slo:error_ratio:increase1h${sel} > 0.0144
and (slo:error_ratio:increase5m${sel}
  or (slo:error_ratio:increase30m${sel} and slo:events:increase30m${sel} < 18 unless slo:error_ratio:increase5m${sel})
  or (slo:error_ratio:increase1h${sel} and slo:events:increase1h${sel} < 6 unless slo:error_ratio:increase30m${sel})) > 0.0144
and slo:bad_events:increase1h${sel} >= 5
and slo:bad_events:increase1h${sel} > 0.001 * slo:events:increase1h${sel} + sqrt(0.008991 * slo:events:increase1h${sel})`,
      labels: { severity: 'page', long_window: '1h', short_window: '5m' },
      annotations: {
        summary: 'Checkout availability uses up its error budget',
        description:
          '{{ $value | humanizePercentage }} of the events of the last 1h failed, and it goes on. The objective is 99.9 % good events. At this pace the error budget of 30 d lasts less than 2 d 2 h.',
        runbook_url: 'https://r',
      },
    });
    expect(
      alerts.map((rule: { alert: string; labels: object }) => [
        rule.alert,
        ...Object.values(rule.labels),
      ]),
    ).toEqual([
      ['SloErrorBudgetBurn', 'page', '1h', '5m'],
      ['SloErrorBudgetBurn', 'page', '6h', '30m'],
      ['SloErrorBudgetBurn', 'ticket', '1d', '2h'],
      ['SloErrorBudgetBurn', 'ticket', '3d', '6h'],
      ['SloLowVolumeErrors', 'page', '1d', '2h'],
      ['SloLowVolumeErrors', 'page', '3d', '2h'],
      ['SloLowVolumeErrors', 'ticket', '3d', '6h'],
    ]);
  });

  it('refuses what it cannot write', () => {
    const source = { bad: BAD, total: TOTAL };
    const timeSlices = {
      method: 'time-slices',
      sliceMs: 60_000,
      sliceTarget: 0.9,
    } as const;
    expect(() =>
      exportPrometheusRules(sloOf(0.9, 30, { budgeting: timeSlices }), source),
    ).toThrow('budgeting: found "time-slices", allowed is occurrences');
    expect(() =>
      exportPrometheusRules(sloOf(0.9), { bad: BAD, total: 'up' }),
    ).toThrow(
      'source.total: found "up", allowed is an expression with $window',
    );
    expect(() =>
      exportPrometheusRules(sloOf(0.9), source, { labels: { severity: 'x' } }),
    ).toThrow('labels: found "severity"');
    expect(() =>
      exportPrometheusRules(sloOf(0.9, 30, { name: 'a\nb' }), source),
    ).toThrow('name: found');
  });
});

describeWithPromtool('promtool', () => {
  it.each([
    [0.9999, 30],
    [0.999, 30],
    [0.999, 7],
    [0.999, 1],
    [0.99, 90],
    [0.95, 28],
    [0.9, 30],
    [0.5, 30],
    [0.3, 50],
    [0.1, 30],
    [0.9999999, 365],
  ])('accepts and passes: objective %s over %s days', (objective, days) => {
    const { checked, tested } = check(
      sloOf(objective, days),
      { bad: BAD, total: TOTAL },
      { inputSeries },
    );
    expect(checked.output).toContain('SUCCESS');
    expect(tested.output).toContain('SUCCESS');
    expect(checked.isGood && tested.isGood).toBe(true);
  });

  it.each<[string, PrometheusSource, PrometheusRulesOptions]>([
    ['good and total', { good: GOOD, total: TOTAL }, {}],
    [
      'a ratio and total',
      { errorRatio: `${BAD} / ${TOTAL}`, total: TOTAL },
      {},
    ],
    ['a ratio alone', { errorRatio: `${BAD} / ${TOTAL}` }, {}],
    ['one bad event', { bad: BAD, total: TOTAL }, { minimumBadEvents: 1 }],
    ['many bad events', { bad: BAD, total: TOTAL }, { minimumBadEvents: 50 }],
    [
      'odd texts',
      { bad: BAD, total: TOTAL },
      {
        labels: { team: '"quoted" \\ {{ $value }}' },
        annotations: { note: '{{ $labels.slo }}: 100 % "#' },
      },
    ],
  ])('passes with %s', (_, source, options) => {
    const odd = { displayName: 'Check {{ .Out }}: "now"', service: 'a"b\\c' };
    const { checked, tested } = check(sloOf(0.99, 7, odd), source, {
      ...options,
      inputSeries,
    });
    expect(checked.output).toContain('SUCCESS');
    expect(tested.output).toContain('SUCCESS');
  });

  it('passes without counters to start from', () => {
    const { tested } = check(sloOf(0.999, 7), { bad: BAD, total: TOTAL });
    expect(tested.output).toContain('SUCCESS');
  });

  it('takes the queries of an OpenSLO document', () => {
    const metric = (query: string) => ({
      metricSource: { type: 'Prometheus', spec: { query } },
    });
    const [slo] = parseOpenSlo({
      apiVersion: 'openslo/v1',
      kind: 'SLO',
      metadata: { name: 'requests' },
      spec: {
        service: 'checkout',
        indicator: {
          metadata: { name: 'requests' },
          spec: {
            ratioMetric: {
              counter: true,
              good: metric('requests_total{code!~"5.."}'),
              total: metric('sum(requests_total)'),
            },
          },
        },
        timeWindow: [
          {
            duration: '1M',
            calendar: { startTime: '2026-01-01 00:00:00', timeZone: 'UTC' },
          },
        ],
        budgetingMethod: 'Occurrences',
        objectives: [{ target: 0.995 }],
      },
    }).slos;
    const { tested } = check(slo, prometheusSource(slo.indicator), {
      inputSeries,
    });
    expect(tested.output).toContain('SUCCESS');
    expect(() =>
      prometheusSource({
        kind: 'indicator',
        id: 'latency',
        ratioOf: 'success',
      }),
    ).toThrow('indicator: found "latency", allowed is queries of Prometheus');
  });

  it.each<[string, string | RegExp, string]>([
    ['another limit', '> 0.01344', '> 0.02'],
    ['the long window alone', /> 0\.0056\n\s+and/, '> 0.0056 or'],
    ['another window', '(requests_total[18h])', '(requests_total[9h])'],
    ['no minimum', />= 5/g, '>= 0'],
    ['chance', /and slo:bad_events:increase18h.* \+ sqrt.*/g, ''],
    ['a silent service that burns', '< 4.8 ', '< 1e12 '],
    ['good taken for bad', /code=~/g, 'code!~'],
    ['pages for tickets', /severity: ticket/g, 'severity: page'],
    ['low volume in spite of traffic', /unless slo:bad_events.*1h30m.*/g, ''],
    ['no low volume', /SloLowVolumeErrors/g, 'Other'],
  ])('has tests that notice %s', (_, text, wrong) => {
    const { rules, checked, tested } = check(
      sloOf(0.999, 7),
      { bad: BAD, total: TOTAL },
      { inputSeries },
      right => right.replace(text, wrong),
    );
    expect(rules).toContain(wrong);
    expect(checked.output).toContain('SUCCESS');
    expect(tested.output).toContain('FAILED');
  });
});
