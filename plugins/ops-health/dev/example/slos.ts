import type {
  Slo,
  SloHoursResponse,
  SloPair,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { hash } from './noise';
import { minutesAgo, START } from './time';

const HOUR = 3_600_000;
const DAY_MINUTES = 1_440;

/** Severity, long and short window in seconds, factor. */
const USUAL_PAIRS = [
  ['page', 3_600, 300, 14.4],
  ['page', 21_600, 1_800, 6],
  ['ticket', 86_400, 7_200, 3],
  ['ticket', 259_200, 21_600, 1],
] as const;

function pairsOf(burnRates: readonly number[], lengthened = false): SloPair[] {
  return USUAL_PAIRS.map(
    ([severity, longSeconds, shortSeconds, factor], at) => {
      const rate = burnRates[at];
      const firing = rate > factor;
      return {
        severity,
        state: firing ? ('firing' as const) : ('clear' as const),
        longSeconds: lengthened ? longSeconds * 3 : longSeconds,
        shortSeconds: lengthened ? shortSeconds * 3 : shortSeconds,
        factor: lengthened ? factor / 3 : factor,
        longBurnRate: rate,
        shortBurnRate: rate * 1.4,
        lengthened,
        reason: `The error budget burned ${rate} times as fast as it may (${severity} above ${factor}).`,
      };
    },
  );
}

const USUAL = {
  name: 'availability',
  title: 'Availability',
  origin: 'annotation',
  indicatorText: 'Requests that do not fail',
  indicator: 'error-ratio',
  objective: 0.999,
  periodText: '30 days, rolling',
  evaluator: 'portal',
  source: 'prometheus-eu',
  stale: false,
} as const satisfies Partial<Slo>;

/** One for each way to stand, in the order in which the API lists them. */
export function exampleSlos(): Slo[] {
  const now = minutesAgo(0.3);
  return [
    {
      ...USUAL,
      id: 'triage-speed',
      entityRef: 'component:default/triage-service',
      entityTitle: 'Triage service',
      name: 'speed',
      title: 'Speed',
      description: 'A score is there before the radiologist opens the study.',
      indicatorText: 'Requests answered within 500 ms',
      indicator: 'latency',
      objective: 0.99,
      state: 'firing',
      severity: 'page',
      reason:
        'The error budget burned 18 times as fast as it may over the last 1 h, and 25.2 times over the last 5 min (page above 14.4): that is 2.5 % of the budget.',
      firingSince: minutesAgo(12),
      budget: {
        remaining: 0.62,
        summary:
          '62 % of the error budget is left. At the rate of the last 6 h it lasts 11 days.',
        goodEvents: 985_000,
        totalEvents: 988_760,
        coverage: 1,
        exhaustedAt: minutesAgo(-11 * DAY_MINUTES),
      },
      pairs: pairsOf([18, 4.1, 1.6, 0.7]),
      evaluatedAt: now,
    },
    {
      ...USUAL,
      id: 'router-accepted',
      entityRef: 'component:default/order-router',
      entityTitle: 'Order router',
      name: 'orders-accepted',
      title: 'Orders accepted',
      origin: 'config',
      evaluator: 'prometheus',
      periodText: 'each month (Europe/Berlin)',
      state: 'firing',
      severity: 'ticket',
      reason:
        'The error budget burned 3.2 times as fast as it may over the last 1 d, and 4.48 times over the last 2 h (ticket above 3).',
      firingSince: minutesAgo(47),
      budget: {
        remaining: 0.21,
        summary:
          '21 % of the error budget is left. At the rate of the last 6 h it lasts 2 days.',
        goodEvents: 4_120_000,
        totalEvents: 4_123_255,
        coverage: 0.999,
        exhaustedAt: minutesAgo(-2 * DAY_MINUTES),
      },
      pairs: pairsOf([1.9, 2.2, 3.2, 0.9]),
      evaluatedAt: now,
    },
    {
      ...USUAL,
      id: 'recommender-availability',
      entityRef: 'component:default/recommender',
      entityTitle: 'Recommender',
      state: 'unknown',
      reason:
        'Its events could not be counted: prometheus-us did not answer within 10 s',
      budget: {
        remaining: 0.81,
        summary: '81 % of the error budget is left.',
        goodEvents: 90_000,
        totalEvents: 90_017,
        coverage: 0.97,
      },
      pairs: pairsOf([0, 0, 0, 0]).map(
        ({ longBurnRate, shortBurnRate, ...pair }) => ({
          ...pair,
          state: 'unknown',
          reason: 'Nothing was counted.',
        }),
      ),
      source: 'prometheus-us',
      evaluatedAt: minutesAgo(68),
      stale: true,
    },
    {
      ...USUAL,
      id: 'gateway-availability',
      entityRef: 'component:default/llm-gateway',
      entityTitle: 'LLM gateway',
      objective: 0.9,
      state: 'clear',
      reason:
        'The error budget burned 0.4 times as fast as it may over the last 9 d (ticket above 0.333).',
      budget: {
        remaining: -0.12,
        summary: 'The error budget is exhausted: 112 % of it is used.',
        goodEvents: 88_800,
        totalEvents: 100_000,
        coverage: 1,
      },
      pairs: pairsOf([0.2, 0.3, 0.3, 0.2], true),
      evaluatedAt: now,
    },
    {
      ...USUAL,
      id: 'triage-availability',
      entityRef: 'component:default/triage-service',
      entityTitle: 'Triage service',
      state: 'clear',
      reason:
        'The error budget burned 0.3 times as fast as it may over the last 3 d (ticket above 1).',
      budget: {
        remaining: 0.94,
        summary:
          '94 % of the error budget is left. At the rate of the last 6 h it lasts the period.',
        goodEvents: 988_700,
        totalEvents: 988_760,
        coverage: 1,
      },
      pairs: pairsOf([0.1, 0.2, 0.3, 0.3]),
      evaluatedAt: now,
    },
    {
      ...USUAL,
      id: 'triage-new',
      entityRef: 'component:default/triage-service',
      entityTitle: 'Triage service',
      name: 'uploads',
      title: 'Uploads',
      state: 'clear',
      reason:
        'The error budget burned 0.002 times as fast as it may over the last 3 d (ticket above 1). Only 1 % of that time was observed; the rest counts as good.',
      budget: {
        remaining: 0.9997,
        summary:
          '100 % of the error budget is left. Only 0.1 % of the time was observed; the rest counts as good.',
        goodEvents: 1_200,
        totalEvents: 1_200,
        coverage: 0.001,
      },
      pairs: pairsOf([0, 0, 0, 0]),
      evaluatedAt: now,
    },
    {
      ...USUAL,
      id: 'triage-nightly',
      entityRef: 'component:default/triage-service',
      entityTitle: 'Triage service',
      name: 'nightly-reports',
      title: 'Nightly reports',
      state: 'idle',
      reason: 'There were no events, so nothing burns.',
      budget: {
        summary: 'There were no events in this period.',
        goodEvents: 0,
        totalEvents: 0,
        coverage: 1,
      },
      pairs: [],
      evaluatedAt: now,
    },
  ];
}

/** 30 days with a bad one, a gap, and a bad last hour; of new ones an hour. */
export function exampleHours(slo: Slo): SloHoursResponse {
  if (!slo.budget || slo.budget.totalEvents === 0) {
    return { hours: [] };
  }
  const length = slo.budget.coverage < 0.5 ? 1 : 720;
  const { goodEvents, totalEvents } = slo.budget;
  const present = Math.floor(START / HOUR) * HOUR;
  const weightOf = (ago: number) =>
    1 + 0.6 * Math.sin(((ago % 24) / 24) * 2 * Math.PI);
  const badOf = (ago: number) => {
    if (ago > 190 && ago < 200) {
      return 20;
    }
    return ago < 4 ? 12 : hash(`${slo.id} ${ago}`);
  };
  const agos = Array.from({ length }, (_, at) => length - at);
  const known = agos.filter(ago => ago < 420 || ago > 440);
  const weights = known.reduce((sum, ago) => sum + weightOf(ago), 0);
  const bads = known.reduce((sum, ago) => sum + badOf(ago), 0);
  return {
    hours: agos.map(ago => {
      const observed = known.includes(ago);
      const total = observed ? (weightOf(ago) / weights) * totalEvents : 0;
      const bad = observed
        ? Math.min(total, (badOf(ago) / bads) * (totalEvents - goodEvents))
        : 0;
      return {
        hour: new Date(present - ago * HOUR).toISOString(),
        good: total - bad,
        total,
        coverage: observed ? 1 : 0,
      };
    }),
  };
}

/** What Prometheus would be given. */
export function exampleRules(slo: Slo) {
  return {
    rules: `# SLO ${slo.name}
groups:
  - name: slo-${slo.name}
    interval: 1m
    rules:
      - record: slo:events:increase5m
        expr: sum(increase(http_server_request_duration_seconds_count{service="triage"}[5m]))
`,
    tests: `rule_files:
  - rules.yml
tests:
  - name: healthy traffic
    interval: 1m
`,
  };
}
