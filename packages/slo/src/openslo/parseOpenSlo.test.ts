import { DAY, MINUTE } from '../time';
import { parseOpenSlo } from './parseOpenSlo';

const AVAILABILITY = `
apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout-availability
  displayName: Checkout availability
  labels: { team: [shop, platform], tier: "1" }
  annotations: { example.com/dashboard: https://example.com/d }
spec:
  description: Checkouts succeed.
  service: checkout
  indicator:
    metadata: { name: checkout-errors }
    spec:
      ratioMetric:
        counter: true
        bad:
          metricSource:
            type: Prometheus
            spec: { query: 'http_requests_total{service="checkout",code=~"5.."}' }
        total:
          metricSource:
            type: Prometheus
            spec: { query: 'http_requests_total{service="checkout"}' }
  timeWindow:
    - duration: 4w
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - displayName: Most
      target: 0.99
    - targetPercent: 99.95
`;

const LATENCY = `
apiVersion: openslo/v1
kind: SLO
metadata: { name: latency }
spec:
  service: component:default/ranker
  indicatorRef: fast-answers
  timeWindow:
    - duration: 1Q
      calendar: { startTime: 2026-01-01 00:00:00, timeZone: Europe/Berlin }
  budgetingMethod: Timeslices
  objectives: [{ target: 0.98, timeSliceTarget: 0.95, timeSliceWindow: 5m }]
---
apiVersion: openslo/v1
kind: SLI
metadata: { name: fast-answers }
spec:
  ratioMetric:
    rawType: success
    raw:
      metricSource:
        type: Indicator
        spec: { indicator: latency, threshold: 500ms }
`;

/** A document that is right, with changes. */
function slo(spec: object, metadata: object = {}): object {
  return {
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: { name: 'errors', ...metadata },
    spec: {
      service: 'ranker',
      indicator: portalIndicator({ indicator: 'error-ratio' }),
      timeWindow: [{ duration: '30d', isRolling: true }],
      budgetingMethod: 'Occurrences',
      objectives: [{ target: 0.99 }],
      ...spec,
    },
  };
}

function portalIndicator(spec: object, ratio: object = {}): object {
  return {
    metadata: { name: 'own' },
    spec: {
      ratioMetric: {
        rawType: 'failure',
        raw: { metricSource: { type: 'Indicator', spec } },
        ...ratio,
      },
    },
  };
}

function ratioMetric(metric: object): object {
  return { indicator: { metadata: { name: 'own' }, spec: metric } };
}

function prometheus(query: unknown, more: object = {}): object {
  return { metricSource: { type: 'Prometheus', spec: { query }, ...more } };
}

function messagesOf(input: unknown): string[] {
  return parseOpenSlo(input).problems.map(({ message }) => message);
}

describe('parseOpenSlo', () => {
  it('reads queries, and gives a definition for each objective', () => {
    const { slos, problems, notices } = parseOpenSlo(AVAILABILITY);
    expect(problems).toEqual([]);
    expect(notices).toEqual([]);
    const shared = {
      description: 'Checkouts succeed.',
      service: 'checkout',
      indicator: {
        kind: 'queries',
        bad: 'http_requests_total{service="checkout",code=~"5.."}',
        total: 'http_requests_total{service="checkout"}',
        counter: true,
        sourceType: 'Prometheus',
      },
      period: { kind: 'rolling', ms: 28 * DAY },
      budgeting: { method: 'occurrences' },
      labels: { team: ['shop', 'platform'], tier: ['1'] },
      annotations: { 'example.com/dashboard': 'https://example.com/d' },
    };
    expect(slos).toEqual([
      {
        name: 'checkout-availability-99',
        displayName: 'Checkout availability: Most',
        objective: 0.99,
        ...shared,
      },
      {
        name: 'checkout-availability-99-95',
        displayName: 'Checkout availability: 99.95 %',
        objective: 0.9995,
        ...shared,
      },
    ]);
  });

  it('reads an indicator of the portal by reference, slices and a calendar', () => {
    expect(parseOpenSlo(LATENCY)).toEqual({
      slos: [
        {
          name: 'latency',
          displayName: 'latency',
          service: 'component:default/ranker',
          indicator: {
            kind: 'indicator',
            id: 'latency',
            thresholdSeconds: 0.5,
            ratioOf: 'success',
          },
          objective: 0.98,
          period: {
            kind: 'calendar',
            unit: 'quarter',
            count: 1,
            start: '2026-01-01T00:00:00',
            timeZone: 'Europe/Berlin',
          },
          budgeting: {
            method: 'time-slices',
            sliceMs: 5 * MINUTE,
            sliceTarget: 0.95,
          },
          labels: {},
          annotations: {},
        },
      ],
      problems: [],
      notices: [],
    });
  });

  it('reads objects, minutes as numbers, and source types of DataSources', () => {
    const { slos, problems } = parseOpenSlo([
      slo({
        ...ratioMetric({
          ratioMetric: {
            counter: false,
            good: {
              metricSource: {
                metricSourceRef: 'main',
                spec: { query: 'good' },
              },
            },
            total: {
              metricSource: {
                metricSourceRef: 'main',
                spec: { query: 'sum(all)' },
              },
            },
          },
        }),
        budgetingMethod: 'Timeslices',
        objectives: [{ target: 0.9, timeSliceTarget: 1, timeSliceWindow: 10 }],
      }),
      {
        apiVersion: 'openslo/v1',
        kind: 'DataSource',
        metadata: { name: 'main' },
        spec: { type: 'Prometheus', connectionDetails: { password: 'secret' } },
      },
    ]);
    expect(problems).toEqual([]);
    expect(slos[0]).toMatchObject({
      indicator: {
        good: 'good',
        total: 'sum(all)',
        counter: false,
        sourceRef: 'main',
      },
      budgeting: { sliceMs: 10 * MINUTE },
    });
  });

  it('says what the portal does without', () => {
    const policy = { metadata: { name: 'page' }, spec: {} };
    const { slos, problems, notices } = parseOpenSlo([
      slo(
        {
          alertPolicies: [{ alertPolicyRef: 'page' }],
          timeWindow: undefined,
          objectives: [{ target: 0.99, op: 'gt', colour: 'red' }],
        },
        { owner: 'me' },
      ),
      { apiVersion: 'openslo/v1', kind: 'AlertPolicy', ...policy },
      { apiVersion: 'openslo/v1', kind: 'AlertCondition', ...policy },
      { apiVersion: 'openslo/v1', kind: 'Service', ...policy },
    ]);
    expect(problems).toEqual([]);
    expect(slos).toMatchObject([{ period: { kind: 'rolling', ms: 30 * DAY } }]);
    expect(notices.map(({ message }) => message)).toEqual([
      'document 1, metadata.owner: not known, so not read',
      'document 1, spec.timeWindow: is missing, so 30 days rolling are taken',
      'document 1, spec.objectives[0].colour: not known, so not read',
      'document 1, spec.objectives[0].op: is of no use to a ratio, so not read',
      'document 1, spec.alertPolicies: are not used: the portal alerts by its burn rate windows',
      'document 2: AlertPolicy is not used: the portal alerts by its burn rate windows',
      'document 3: AlertCondition is not used: the portal alerts by its burn rate windows',
    ]);
  });

  it('tells every problem at once, with document, path, found and allowed', () => {
    const { slos, problems } = parseOpenSlo(`
apiVersion: openslo/v1alpha
kind: SLO
metadata: { name: Bad_Name }
spec:
  service: ''
  indicatorRef: nowhere
  budgetingMethod: RatioTimeslices
  timeWindow:
    - duration: 2 weeks
      calendar: { startTime: tomorrow, timeZone: Mars/Olympus }
  objectives:
    - target: 99.9
    - targetPercent: 0
    - { target: 0.9, targetPercent: 90 }
    - {}
    - { target: high, indicatorRef: other }
---
kind: Dashboard
--- 
- a
- list
${AVAILABILITY.replace('\n', '\n---\n')}`);
    expect(slos).toHaveLength(2);
    expect(problems.map(({ message }) => message)).toEqual([
      'document 1, apiVersion: found "openslo/v1alpha", allowed is openslo/v1',
      'document 1, metadata.name: found "Bad_Name", allowed is a name of up to 63 lower-case letters, digits and hyphens that starts and ends with a letter or digit',
      'document 1, spec.service: found "", allowed is text of 1 to 255 characters',
      'document 1, spec.budgetingMethod: found "RatioTimeslices", allowed is Occurrences or Timeslices (the portal cannot do RatioTimeslices: averaged ratios leave no events to count)',
      'document 1, spec.indicatorRef: found "nowhere", allowed is the name of an SLI among these documents (there is none)',
      'document 1, spec.timeWindow[0].duration: found "2 weeks", allowed is a whole number and one of m, h, d, w, M, Q, Y, such as 30d or 4w',
      'document 1, spec.timeWindow[0].calendar.timeZone: found "Mars/Olympus", allowed is an IANA time zone such as Europe/Berlin',
      'document 1, spec.timeWindow[0].calendar.startTime: found "tomorrow", allowed is a local time such as 2026-01-01 00:00:00',
      'document 1, spec.objectives[0].target: found 99.9, allowed is a number above 0 and below 1, such as 0.999 for 99.9 %',
      'document 1, spec.objectives[1].targetPercent: found 0, allowed is a number above 0 and below 100, such as 99.9',
      'document 1, spec.objectives[2]: found both target and targetPercent, allowed is one of target and targetPercent',
      'document 1, spec.objectives[3]: found neither target nor targetPercent, allowed is one of target and targetPercent',
      'document 1, spec.objectives[4].target: found "high", allowed is a number',
      'document 1, spec.objectives[4].indicatorRef: found "other", allowed is nothing (the portal has no composite SLOs); write one SLO for each',
      'document 2, apiVersion: found nothing, allowed is openslo/v1',
      'document 2, kind: found "Dashboard", allowed is one of SLO, SLI, Service, DataSource, AlertPolicy, AlertCondition, AlertNotificationTarget',
      'document 3: found a list of 2, allowed is a map with apiVersion, kind, metadata, spec',
    ]);
    expect(problems[0]).toMatchObject({
      document: 1,
      path: 'apiVersion',
      found: '"openslo/v1alpha"',
      allowed: 'openslo/v1',
    });
  });

  it.each<[string, object, string]>([
    [
      'a threshold metric',
      ratioMetric({ thresholdMetric: prometheus('latency') }),
      'document 1, spec.indicator.spec.thresholdMetric: found a map, allowed is ratioMetric (the portal counts events, which a single value is not); count what is within the limit as good, for a latency by rawType: success and the metricSource { type: Indicator, spec: { indicator: latency, threshold: 500ms } }',
    ],
    [
      'a ratio of Prometheus',
      ratioMetric({
        ratioMetric: { rawType: 'success', raw: prometheus('availability') },
      }),
      'document 1, spec.indicator.spec.ratioMetric.raw.metricSource.type: found "Prometheus", allowed is Indicator; a ratio without its events cannot be used, so give good or bad, and total',
    ],
    [
      'no numerator',
      ratioMetric({ ratioMetric: { counter: true, total: prometheus('all') } }),
      'document 1, spec.indicator.spec.ratioMetric: found neither good nor bad, allowed is one of good and bad, with total; or raw with a source of the type Indicator',
    ],
    [
      'no counter',
      ratioMetric({
        ratioMetric: { good: prometheus('good'), total: prometheus('all') },
      }),
      'document 1, spec.indicator.spec.ratioMetric.counter: found nothing, allowed is true for ever growing counters, else false',
    ],
    [
      'a query that cannot be counted',
      ratioMetric({
        ratioMetric: {
          counter: true,
          good: prometheus('rate(good[5m])'),
          total: prometheus('all'),
        },
      }),
      'document 1, spec.indicator.spec.ratioMetric.good.metricSource.spec.query: found "rate(good[5m])", allowed is a selector, the sum of one, or a query with $window for the window, such as sum(increase(requests_total[$window]))',
    ],
    [
      'two sources',
      ratioMetric({
        ratioMetric: {
          counter: true,
          good: prometheus('good', { metricSourceRef: 'a' }),
          total: prometheus('all', { metricSourceRef: 'b' }),
        },
      }),
      'document 1, spec.indicator.spec.ratioMetric.good.metricSource.metricSourceRef: found "a", allowed is the same source as that of total',
    ],
    [
      'another source',
      ratioMetric({
        ratioMetric: {
          counter: true,
          good: { metricSource: { type: 'Datadog', spec: { query: 'x' } } },
          total: prometheus('all'),
        },
      }),
      'document 1, spec.indicator.spec.ratioMetric.good.metricSource.type: found "Datadog", allowed is Prometheus; or raw with a source of the type Indicator',
    ],
    [
      'a threshold of no unit',
      {
        indicator: portalIndicator(
          { indicator: 'latency', threshold: '500' },
          { rawType: 'success' },
        ),
      },
      'document 1, spec.indicator.spec.ratioMetric.raw.metricSource.spec.threshold: found "500", allowed is a number with ms, s or m, such as 500ms or 1.5s',
    ],
    [
      'a threshold of failures',
      { indicator: portalIndicator({ indicator: 'latency', threshold: '1s' }) },
      'document 1, spec.indicator.spec.ratioMetric.rawType: found "failure", allowed is success with a threshold, for what is within it is good',
    ],
    [
      'a period of hours',
      { timeWindow: [{ duration: '12h', isRolling: true }] },
      'document 1, spec.timeWindow[0].duration: found "12h", allowed is from 1 day to 1 year (366 days)',
    ],
    [
      'a window that does not roll',
      { timeWindow: [{ duration: '30d' }] },
      'document 1, spec.timeWindow[0].isRolling: found nothing, allowed is true without calendar, or false with it',
    ],
    [
      'slices without a target',
      {
        budgetingMethod: 'Timeslices',
        objectives: [{ target: 0.9, timeSliceWindow: '2w' }],
      },
      'document 1, spec.objectives[0].timeSliceTarget: found nothing, allowed is a number above 0 and up to 1, needed for Timeslices',
    ],
    [
      'the same target twice',
      { objectives: [{ target: 0.9 }, { targetPercent: 90 }] },
      'document 1, spec.objectives[1]: found 90 % again, allowed is a target that no other objective of this SLO has',
    ],
    [
      'no objectives',
      { objectives: undefined },
      'document 1, spec.objectives: found nothing, allowed is a list of 1 to 20 objectives',
    ],
  ])('refuses %s', (_, spec, message) => {
    expect(parseOpenSlo(slo(spec)).slos).toEqual([]);
    expect(messagesOf(slo(spec))).toContain(message);
  });

  it('keeps nobody waiting by many keys', () => {
    const keys = Array.from({ length: 9_000 }, (_, at) => `k${at},`);
    const startedAt = performance.now();
    expect(messagesOf(`{${keys.join('')}}`)[0]).toContain('apiVersion');
    expect(messagesOf(`{${keys.join('')} k7}`)[0]).toContain(
      'Map keys must be unique at line 1, column',
    );
    expect(performance.now() - startedAt).toBeLessThan(8_000);
  });

  it('refuses a name twice', () => {
    expect(messagesOf([slo({}), slo({})])).toEqual([
      'document 2, metadata.name: found "errors", allowed is a name that no other SLO has (document 1 has this one)',
    ]);
  });

  it('bounds size, documents, values, aliases and depth', () => {
    expect(messagesOf(`# ${'x'.repeat(300_000)}`)).toEqual([
      'document 1: found 300002 bytes, allowed is at most 262144 bytes (256 kB)',
    ]);
    expect(messagesOf('--- {}\n'.repeat(101))).toEqual([
      'document 1: found more than 100 documents, allowed is 1 to 100 documents',
    ]);
    expect(messagesOf('')).toEqual([
      'document 1: found 0 documents, allowed is 1 to 100 documents',
    ]);
    const bomb = [
      'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
      ...Array.from({ length: 9 }, (_, i) => {
        const alias = `*a${i}`;
        return `a${i + 1}: &a${i + 1} [${Array(10).fill(alias).join(', ')}]`;
      }),
    ].join('\n');
    expect(messagesOf(bomb)).toEqual([
      'document 1: found Excessive alias count indicates a resource exhaustion attack, allowed is YAML whose aliases exist and stand for little',
    ]);
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(messagesOf(cycle)).toEqual([
      'document 1: found more than 100000 values, allowed is at most 100000 values',
    ]);
    expect(messagesOf('['.repeat(100_000)).length).toBeLessThan(10);
    expect(messagesOf(`a: ${'{b: '.repeat(5_000)}`).length).toBeGreaterThan(0);
  });

  it('survives what is no OpenSLO at all', () => {
    for (const input of [undefined, null, 5, [], {}, 'text', '--- !!js/x 1']) {
      const { slos, problems } = parseOpenSlo(input);
      expect(slos).toEqual([]);
      expect(problems.length).toBeGreaterThan(0);
    }
    expect(messagesOf('kind: [')[0]).toMatch(/^document 1: found .* line 1/);
    expect(messagesOf('a: 1\na: 2')[0]).toContain('Map keys must be unique');
    const polluted = parseOpenSlo(
      JSON.stringify(slo({}, { labels: JSON.parse('{"__proto__": "x"}') })),
    );
    expect(polluted.slos.concat()).toHaveLength(1);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('shows no secrets of what it does not read', () => {
    const reading = parseOpenSlo(
      slo(
        ratioMetric({
          thresholdMetric: {
            metricSource: { spec: { password: 'hunter2' } },
          },
        }),
      ),
    );
    expect(JSON.stringify(reading)).not.toContain('hunter2');
  });
});
