import { shortColumnText } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { OpenFinding, ScanSummary, Severity } from './Summary';

/** More are counted, though not followed from scan to scan. */
const MOST_FOLLOWED = 1000;

/**
 * Adds up what a scan found.
 */
export class ScanCounter {
  readonly #counts = { critical: 0, high: 0, medium: 0, low: 0 };
  readonly #open = new Map<string, OpenFinding>();
  #unrated = 0;
  #suppressed = 0;

  found(severity: Severity, id: string, since?: string): void {
    this.#counts[severity]++;
    if (
      (severity === 'critical' || severity === 'high') &&
      this.#open.size < MOST_FOLLOWED
    ) {
      const short = shortColumnText(id)!;
      this.#open.set(short, { id: short, severity, since });
    }
  }

  unrated(): void {
    this.#unrated++;
  }

  suppressed(): void {
    this.#suppressed++;
  }

  get open(): OpenFinding[] {
    return [...this.#open.values()];
  }

  /** @param looked - How many things the scan looked at. */
  summarize(options: { complete: boolean; looked: number }): ScanSummary {
    return {
      counts: { ...this.#counts },
      unrated: this.#unrated,
      suppressed: this.#suppressed,
      ...options,
    };
  }
}

/** By the bounds of CVSS 3 and later; undefined for what has no weight. */
export function severityOfScore(score: number): Severity | undefined {
  if (score >= 9) {
    return 'critical';
  }
  if (score >= 7) {
    return 'high';
  }
  if (score >= 4) {
    return 'medium';
  }
  return score > 0 ? 'low' : undefined;
}
