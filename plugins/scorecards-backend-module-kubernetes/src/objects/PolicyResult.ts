import { keyOf, type KubernetesObject } from './KubernetesObject';

export const RESULTS = ['pass', 'fail', 'warn', 'error', 'skip'] as const;
export const SEVERITIES = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
  'unknown',
] as const;

/**
 * What a policy engine found of an object. PolicyReports of
 * `wgpolicyk8s.io` and Reports of `openreports.io` say it alike.
 */
export interface PolicyResult {
  /** Of which object, e.g. `Pod shop/web-1`; missing where none is named. */
  subject: string | undefined;
  policy: string;
  rule: string;
  result: (typeof RESULTS)[number];
  severity: (typeof SEVERITIES)[number];
  /** When it was found, in seconds. */
  at: number;
}

/** A report names its object as a whole, or one for each result. */
export function toPolicyResults({
  metadata,
  scope,
  results = [],
}: KubernetesObject): PolicyResult[] {
  return (results as any[]).flatMap(found => {
    const named: any[] = found.resources ?? found.subjects ?? [];
    const subjects: any[] = named.length > 0 ? named : [scope];
    return subjects.map(subject => ({
      subject:
        subject?.name &&
        keyOf(
          subject.kind,
          subject.namespace ?? metadata.namespace,
          subject.name,
        ),
      policy: String(found.policy ?? 'unnamed'),
      rule: String(found.rule ?? ''),
      // What is not understood is not good.
      result: RESULTS.find(known => known === found.result) ?? 'error',
      severity: SEVERITIES.find(known => known === found.severity) ?? 'unknown',
      at: Number(found.timestamp?.seconds ?? 0),
    }));
  });
}

/**
 * Of several results of the same rule and object the newest: engines write the
 * same to both interfaces while they move from one to the other.
 */
export function newestOf(results: PolicyResult[]): PolicyResult[] {
  const newest = new Map<string, PolicyResult>();
  for (const result of results) {
    const key = [result.subject, result.policy, result.rule].join('\n');
    const known = newest.get(key);
    if (!known || known.at < result.at || isWorse(result, known)) {
      newest.set(key, result);
    }
  }
  return [...newest.values()];
}

const WORST_FIRST = ['fail', 'error', 'warn', 'pass', 'skip'];

/** Of the same second. */
function isWorse(one: PolicyResult, other: PolicyResult): boolean {
  return (
    one.at === other.at &&
    WORST_FIRST.indexOf(one.result) < WORST_FIRST.indexOf(other.result)
  );
}
