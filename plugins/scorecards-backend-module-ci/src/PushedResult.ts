import type { DocumentKind } from './documents/readDocument';
import type { OpenFinding, Summary } from './summaries/Summary';

/** What can be scanned. */
export const SCAN_TARGETS = [
  'code',
  'dependencies',
  'image',
  'model',
  'secrets',
] as const;

export type ScanTarget = (typeof SCAN_TARGETS)[number];

/** One result that was pushed, as it is kept. */
export interface PushedResult {
  /** The same for the same result, pushed again. */
  id: string;
  /** Of what it says. */
  contentHash: string;
  entityRef: string;
  kind: DocumentKind;
  /** Missing where nothing is scanned. */
  scans?: ScanTarget;
  tool: string;
  commit?: string;
  version?: string;
  pipeline: { name: string; url: string };
  /** Who pushed it. */
  reporter: string;
  ranAt: Date;
  receivedAt: Date;
  summary: Summary;
  open: OpenFinding[];
}

/** Results of one group replace each other: the last one counts. */
export function groupOf(
  result: Pick<PushedResult, 'kind' | 'scans' | 'tool' | 'version'>,
): string {
  const { kind, scans, tool, version } = result;
  // A scan of a model is of one version, and several are served.
  return [kind, scans, tool, ...(scans === 'model' ? [version] : [])].join(' ');
}
