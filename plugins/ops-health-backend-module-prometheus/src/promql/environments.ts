import type {
  EnvironmentMapping,
  EnvironmentRule,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { quote, quoteReplacement } from './text';

/** The label that tells the environment in our answers. */
export const ENVIRONMENT_LABEL = 'portal_environment';
const PROBE_LABEL = 'portal_probe';

/** Sets a label of each series to a constant. */
export function labelled(vector: string, label: string, value: string): string {
  return `label_replace(${vector}, ${quote(label)}, ${quoteReplacement(
    value,
  )}, "", "")`;
}

/** Labels that must be there for the rules to be applied. */
export function environmentLabels(environments: EnvironmentMapping): string[] {
  return [...new Set(environments.rules.map(rule => rule.label))];
}

/**
 * Tells the environment of each series by a label, if there are rules. What is
 * applied last wins, hence the first rule comes last.
 */
export function withEnvironment(
  vector: string,
  { rules, fallback }: EnvironmentMapping,
): string {
  if (rules.length === 0) {
    return vector;
  }
  return rules.reduceRight(
    withRule,
    fallback === undefined
      ? vector
      : labelled(vector, ENVIRONMENT_LABEL, fallback),
  );
}

function withRule(
  vector: string,
  { environment, label, pattern }: EnvironmentRule,
): string {
  const target = `${quote(ENVIRONMENT_LABEL)}, ${quoteReplacement(
    environment,
  )}`;
  if (!matchesNothing(pattern)) {
    return `label_replace(${vector}, ${target}, ${quote(label)}, ${quote(
      pattern,
    )})`;
  }
  // To PromQL a missing label is an empty one, and `.*` would match it.
  const probe = `label_replace(label_replace(${vector}, "${PROBE_LABEL}", "", "", ""), "${PROBE_LABEL}", "=$1", ${quote(
    label,
  )}, "(.+)")`;
  return `label_replace(${probe}, ${target}, "${PROBE_LABEL}", ${quote(
    `=(?:${pattern})`,
  )})`;
}

function matchesNothing(pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test('');
  } catch {
    return true;
  }
}
