import type {
  ControlVerdict,
  ExplainedCheck,
  ExplainedControl,
  FrameworkControl,
  Scorecard,
  ScorecardFact,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { ExampleDecisions } from './ExampleDecisions';
import { minutesAgo } from './time';

const HOUR = 60;
const DAY = 24 * HOUR;

/** What a collector has found out. */
export const EXAMPLE_FACT: ScorecardFact = {
  type: 'tls.endpoints',
  title: 'How the addresses of the service answer',
  value: {
    endpoints: [
      { host: 'triage.imaging.svc', port: 443, version: 'TLSv1.3' },
      { host: 'triage.imaging.svc', port: 8080, version: 'none' },
    ],
    reachable: true,
  },
  collectedAt: minutesAgo(42),
  expiresAt: minutesAgo(-23 * HOUR),
  expired: false,
  collector: { id: 'tls', version: '1.2.0' },
  source: 'triage.imaging.svc, asked from eu-1',
  query: 'openssl s_client -connect triage.imaging.svc:{443,8080}',
  population: 3,
  hash: 'sha256:9f2b1c44a1f0e6b39a75d2ab4ce0f7d1',
};

function factsFor({ verdict }: ControlVerdict): ScorecardFact[] {
  switch (verdict) {
    case 'not-evaluated':
      return [
        {
          ...EXAMPLE_FACT,
          collectedAt: minutesAgo(3 * DAY),
          expiresAt: minutesAgo(2 * DAY),
          expired: true,
        },
      ];
    case 'error':
      return [];
    default:
      return [EXAMPLE_FACT];
  }
}

function checkOf(
  control: FrameworkControl,
  result: ControlVerdict,
): ExplainedCheck {
  const verdict = result.underlying ?? result.verdict;
  return {
    id: control.id,
    title: control.title,
    verdict:
      verdict === 'attested' || verdict === 'inherited' ? 'pass' : verdict,
    expected:
      'Every address answers over TLS 1.2 or later, and in no other way',
    actual:
      verdict === 'fail'
        ? 'triage.imaging.svc:8080 answers without encryption'
        : undefined,
    reason:
      verdict === 'not-evaluated' || verdict === 'error'
        ? result.reason
        : undefined,
    houseRule: control.id.endsWith('e.1'),
    fix: {
      text: 'Turn the plain port off, or put the mesh in front of it. Then say which addresses count:',
      url: 'https://docs.example.com/tls',
      annotation: 'platformops.io/tls-endpoints: triage.imaging.svc:443',
    },
    expressions: [
      'facts.tls.endpoints.all(e, e.version in ["TLSv1.2", "TLSv1.3"])',
    ],
    testedOn: ['OpenSSL 3', 'nginx 1.22'],
    facts: factsFor(result),
  };
}

function historyOf(result: ControlVerdict): ExplainedControl['history'] {
  return [
    {
      verdict: result.verdict,
      from: result.since,
      reason: result.reason,
      frameworkVersion: '2026.1',
    },
    {
      verdict: 'pass',
      from: minutesAgo(40 * DAY),
      to: minutesAgo(20 * DAY),
      frameworkVersion: '2026.1',
    },
    {
      verdict: 'not-evaluated',
      from: minutesAgo(55 * DAY),
      to: minutesAgo(40 * DAY),
      reason: 'No fact was collected yet',
      frameworkVersion: '2025.4',
    },
  ];
}

/** What a control says of an entity. */
export function exampleExplanation(
  scorecard: Scorecard,
  control: FrameworkControl,
  decisions: ExampleDecisions,
): ExplainedControl {
  const { entityRef, frameworkId } = scorecard;
  const result = scorecard.controls.find(({ id }) => id === control.id)!;
  return {
    entityRef,
    frameworkId,
    control: decisions.withAcceptance(frameworkId, control),
    result,
    ...decisions.explain(
      { entityRef, frameworkId, controlId: control.id },
      control,
      result,
    ),
    checks: control.checks.length > 0 ? [checkOf(control, result)] : [],
    history: historyOf(result),
  };
}
