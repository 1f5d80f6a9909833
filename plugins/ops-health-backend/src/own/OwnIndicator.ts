import type { IndicatorDefinition } from '@platform-ops/backstage-plugin-ops-health-common';

/** What made an indicator; also the name under which its readings stand. */
export type OwnOrigin = 'annotation' | 'config' | 'prometheus.io/rule';

/**
 * An indicator by a query in the language of a source, that a person defined
 * for one entity.
 */
export interface OwnIndicator {
  name: string;
  definition: IndicatorDefinition;
  /** Id of the source. */
  source: string;
  query: string;
  origin: OwnOrigin;
  /**
   * Set where the query may give several series: the label that tells them
   * apart; the first that differs where it is empty.
   */
  dimension?: string;
  /** The annotation with another query in its place, to paste. */
  rewrite?: (query: string) => { name: string; value: string };
}

/** Each is a query of its own with every refresh. */
export const MOST_OWN_PER_ENTITY = 10;
export const LONGEST_QUERY = 2_000;

/**
 * A name for people of one for machines: `queue-age` is `Queue age`.
 */
export function toTitle(name: string): string {
  return name[0].toLocaleUpperCase('en-US') + name.slice(1).replace(/-/g, ' ');
}
