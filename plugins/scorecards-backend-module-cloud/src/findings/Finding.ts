/** From the worst. */
export const SEVERITIES = [
  'critical',
  'high',
  'medium',
  'low',
  'informational',
  'unknown',
] as const;

/** How bad it is, as its source says. */
export type Severity = (typeof SEVERITIES)[number];

/** What a source says of one resource by one of its rules. */
export interface Finding {
  /** The title of the source. */
  source: string;
  /** The id of the rule: a check of Prowler, a managed rule of AWS Config. */
  rule: string;
  title: string;
  status: 'pass' | 'fail' | 'unknown';
  /** Somebody decided that it does not count. */
  isMuted: boolean;
  severity: Severity;
  account: string | undefined;
  /** An ARN where it has one. */
  resource: string;
  /** By their keys. */
  tags: Record<string, string>;
  observedAt: Date | undefined;
}
