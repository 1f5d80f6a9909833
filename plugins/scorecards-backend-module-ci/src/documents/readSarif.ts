import { ScanCounter, severityOfScore } from '../summaries/ScanCounter';
import type { ReadDocument, Severity } from '../summaries/Summary';
import { readShape } from './readShape';
import {
  sarifSchema,
  type SarifLevel,
  type SarifResult,
  type SarifRule,
  type SarifRun,
} from './sarifSchema';
import { SarifRules } from './SarifRules';

const BY_LEVEL: Record<SarifLevel, Severity | undefined> = {
  error: 'high',
  warning: 'medium',
  note: 'low',
  none: undefined,
};

/**
 * Reads SARIF 2.1.0. What is suppressed or no longer there is not open. A run
 * that says that it failed, or has no results at all, is not complete.
 */
export function readSarif(content: unknown): ReadDocument {
  const { runs } = readShape(sarifSchema, content, 'SARIF');
  const counter = new ScanCounter();
  let looked = 0;
  for (const run of runs) {
    const rules = new SarifRules(run);
    looked += Math.max(rules.count, run.results?.length ?? 0);
    for (const result of run.results ?? []) {
      count(result, rules.ruleOf(result), counter);
    }
  }
  const tools = new Set(runs.map(({ tool }) => tool.driver.name));
  return {
    tool: [...tools].sort().join(' + '),
    summary: {
      scan: counter.summarize({ complete: runs.every(isComplete), looked }),
    },
    open: counter.open,
  };
}

/** The standard: null or no results say that the tool did not get to any. */
function isComplete({ invocations = [], results }: SarifRun): boolean {
  return (
    Array.isArray(results) &&
    invocations.every(
      ({ executionSuccessful }) => executionSuccessful !== false,
    )
  );
}

function count(
  result: SarifResult,
  rule: SarifRule | undefined,
  counter: ScanCounter,
): void {
  const { kind, suppressions, baselineState } = result;
  if (baselineState === 'absent') {
    return;
  }
  if (
    suppressions?.length &&
    suppressions.every(({ status }) => status === 'accepted')
  ) {
    counter.suppressed();
    return;
  }
  if (kind === 'review' || kind === 'open') {
    counter.unrated();
  }
  if (kind !== 'fail') {
    return;
  }
  const found = severityOf(result, rule);
  if (found) {
    counter.found(
      found,
      idOf(result),
      result.provenance?.firstDetectionTimeUtc,
    );
  }
}

function severityOf(
  { level: own, properties }: SarifResult,
  rule: SarifRule | undefined,
): Severity | undefined {
  // Empty text would be the number 0, and so hide what was found.
  const score = Number(
    [properties, rule?.properties]
      .map(each => each?.['security-severity'])
      .find(each => String(each ?? '').trim() !== '') ?? NaN,
  );
  return Number.isNaN(score)
    ? BY_LEVEL[own ?? rule?.defaultConfiguration?.level ?? 'warning']
    : severityOfScore(score);
}

function idOf(result: SarifResult): string {
  const { ruleId, rule, locations, fingerprints, partialFingerprints } = result;
  const [print] = Object.entries({ ...partialFingerprints, ...fingerprints })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => value);
  return [
    ruleId ?? rule?.id ?? 'no rule',
    locations?.[0]?.physicalLocation?.artifactLocation?.uri,
    print,
  ]
    .filter(Boolean)
    .join(' ');
}
