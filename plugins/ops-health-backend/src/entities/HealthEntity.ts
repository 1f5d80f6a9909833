/**
 * What ops health needs to know of a catalog entity.
 */
export interface HealthEntity {
  /** Full, lower-case. */
  ref: string;
  /** As the catalog spells it, e.g. `Component`. */
  kind: string;
  namespace: string;
  name: string;
  title: string;
  type?: string;
  /** Full refs. */
  owner?: string;
  system?: string;
  domain?: string;
  /** Refs of the workloads that serve it, of a Model. */
  servedBy: string[];
  labels: Record<string, string>;
  annotations: Record<string, string>;
}
