/** From the worst. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** Something that was found and is open; the worst ones are followed by id. */
export interface OpenFinding {
  /** The same for the same finding in the next scan. */
  id: string;
  severity: 'critical' | 'high';
  /** When it was first seen, RFC 3339, where known. */
  since?: string;
}

/** What a scan found. */
export interface ScanSummary {
  counts: Record<Severity, number>;
  /** Open, and nobody says how bad. */
  unrated: number;
  /** Found, and somebody decided that it does not count. */
  suppressed: number;
  /** Whether it ran to its end. */
  complete: boolean;
  /** How many things it looked at, or rules it went by. */
  looked: number;
}

/** What a run of tests found. */
export interface TestsSummary {
  tests: number;
  failed: number;
  skipped: number;
  /** Names of the first that failed. */
  failing: string[];
}

/** What is inside, by a list of components. */
export interface ComponentsSummary {
  components: number;
  models: number;
  unversioned: number;
  /** Without a licence, or with one that nobody recognises. */
  unlicensed: number;
  deniedCount: number;
  /** The first that have a refused licence. */
  denied: string[];
  /** How many licences were refused by configuration then. */
  rules: number;
}

/** What a pipeline says of itself. */
export interface RunSummary {
  outcome: 'passed' | 'failed' | 'cancelled';
  branch?: string;
  author?: string;
  approvedBy?: string[];
  signed?: boolean;
  provenance?: boolean;
}

/** What is kept of a pushed result. */
export interface Summary {
  scan?: ScanSummary;
  tests?: TestsSummary;
  components?: ComponentsSummary;
  run?: RunSummary;
}

/** What a document says, before it is known when each finding was first seen. */
export interface ReadDocument {
  /** The tool by its own name, where the document has it. */
  tool?: string;
  summary: Summary;
  /** What is critical or high and open. */
  open: OpenFinding[];
}
