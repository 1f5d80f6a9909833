import type { EnvironmentMapping } from '@platform-ops/backstage-plugin-ops-health-node';

const patterns = new Map<string, RegExp>();

function matches(pattern: string, value: string): boolean {
  let compiled = patterns.get(pattern);
  if (!compiled) {
    compiled = new RegExp(`^(?:${pattern})$`);
    patterns.set(pattern, compiled);
  }
  return compiled.test(value);
}

/**
 * The environment of a label set; undefined where nobody mapped it.
 */
export function environmentOf(
  labels: Record<string, string>,
  mapping: EnvironmentMapping,
): string | undefined {
  const rule = mapping.rules.find(
    ({ label, pattern }) =>
      labels[label] !== undefined && matches(pattern, labels[label]),
  );
  return rule?.environment ?? mapping.fallback;
}
