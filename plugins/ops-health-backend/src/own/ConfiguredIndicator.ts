import type { IndicatorDefinition } from '@platform-ops/backstage-plugin-ops-health-common';

/**
 * An indicator by a query that the configuration defines, for all entities or
 * those of some kinds or types.
 */
export interface ConfiguredIndicator {
  name: string;
  definition: IndicatorDefinition;
  /** Id of the source. */
  source: string;
  /**
   * With `{name}` and the like it is asked for each entity. Without, once for
   * all of them: then its result has the labels by which series are joined.
   */
  query: string;
  isPerEntity: boolean;
  /** Lower case; all where missing. */
  kinds?: string[];
  types?: string[];
}

/**
 * Whether something that the configuration says is for an entity.
 */
export function isFor(
  rule: { kinds?: string[]; types?: string[] },
  entity: { kind: string; type?: string },
): boolean {
  return (
    (rule.kinds?.includes(entity.kind.toLocaleLowerCase('en-US')) ?? true) &&
    (rule.types?.includes(entity.type?.toLocaleLowerCase('en-US') ?? '') ??
      true)
  );
}
