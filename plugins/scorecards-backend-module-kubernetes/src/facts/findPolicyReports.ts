import type { ReadCluster } from '../cluster/ReadCluster';
import type { Site } from '../entities/locate';
import {
  RESULTS,
  SEVERITIES,
  type PolicyResult,
} from '../objects/PolicyResult';
import { listed, type Finding } from './tell';

export const REPORT_LISTS = ['policyReports', 'openReports'] as const;
export const ALL_REPORT_LISTS = [
  ...REPORT_LISTS,
  'clusterPolicyReports',
  'openClusterReports',
] as const;

/** What policy engines found of what runs of an entity. */
export function findPolicyReports(sites: Site[]): Finding {
  return sum(
    sites.map(site => site.cluster),
    sites.flatMap(({ cluster, workloads, pods }) =>
      [...workloads, ...pods].flatMap(({ key }) =>
        cluster.policyResultsOf(key),
      ),
    ),
  );
}

/** What they found in a cluster as a whole. */
export function findAllPolicyReports(cluster: ReadCluster): Finding {
  return sum([cluster], cluster.policyResults);
}

function sum(clusters: ReadCluster[], results: PolicyResult[]): Finding {
  const failing = results.filter(({ result }) => result === 'fail');
  const count = (wanted: string) =>
    results.filter(({ result }) => result === wanted).length;
  return {
    value: {
      reporting: clusters.every(
        cluster => cluster.pathsOf(REPORT_LISTS).length > 0,
      ),
      ...Object.fromEntries(RESULTS.map(each => [each, count(each)])),
      failuresBySeverity: Object.fromEntries(
        SEVERITIES.map(wanted => [
          wanted,
          failing.filter(({ severity }) => severity === wanted).length,
        ]),
      ),
      failing: listed(
        failing.map(
          ({ policy, rule, severity, subject }) =>
            `${subject ?? 'the cluster'}: ${policy}${
              rule && `/${rule}`
            } (severity ${severity})`,
        ),
      ),
    },
    population: results.length,
  };
}
