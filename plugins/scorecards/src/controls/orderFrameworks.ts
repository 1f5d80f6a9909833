import type { FrameworkSummary } from '@platform-ops/backstage-plugin-scorecards-common';

type Marked = Pick<FrameworkSummary, 'mappingOnly' | 'voluntary'>;

/** 0 for what has to be followed, then what is voluntary, then what is mapped. */
export function frameworkRank({ mappingOnly, voluntary }: Marked): number {
  return (mappingOnly ? 2 : 0) + (voluntary ? 1 : 0);
}

/** What has to be followed first, then what is voluntary, then what is mapped. */
export function orderFrameworks<T extends Marked>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => frameworkRank(a) - frameworkRank(b));
}
