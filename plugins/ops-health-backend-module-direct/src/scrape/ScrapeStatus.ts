/**
 * How the targets of a source stand, as it is told between replicas.
 */
export interface ScrapeStatus {
  targets: number;
  /** How many failed more than once in a row. */
  failing: number;
  /** Some of these. */
  failures: Array<{ message: string; isForbidden: boolean }>;
  /** About lists of targets, and what is left out and why. */
  warnings: string[];
}

export function parseScrapeStatus(
  text: string | undefined,
): ScrapeStatus | undefined {
  return text === undefined ? undefined : JSON.parse(text);
}
