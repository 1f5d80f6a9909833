import type { OpenFinding, ScanSummary } from './Summary';

/** What several scans found together. */
export function addScans(scans: ScanSummary[]) {
  return {
    critical: sum(scans, ({ counts }) => counts.critical),
    high: sum(scans, ({ counts }) => counts.high),
    medium: sum(scans, ({ counts }) => counts.medium),
    low: sum(scans, ({ counts }) => counts.low),
    unrated: sum(scans, ({ unrated }) => unrated),
    suppressed: sum(scans, ({ suppressed }) => suppressed),
    complete: scans.every(({ complete }) => complete),
  };
}

export function sum<T>(items: T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

/** When what is open longest was first seen. */
export function oldest(
  open: OpenFinding[],
  severity: OpenFinding['severity'],
): string | undefined {
  return open
    .filter(finding => finding.severity === severity && finding.since)
    .map(({ since }) => new Date(since!).toISOString())
    .sort()[0];
}
