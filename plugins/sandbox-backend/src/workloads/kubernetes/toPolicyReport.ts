import { CREATED_AT, metadataOf } from './metadata';
import { apiVersionOf, RESOURCES, type KubernetesObject } from './resources';

interface PodSpec {
  securityContext: { runAsNonRoot?: boolean };
  containers: Array<{
    image: string;
    resources: { limits?: { memory?: string } };
    securityContext: { allowPrivilegeEscalation?: boolean };
  }>;
}

/** Some of Kyverno's own policies, and when a pod keeps to them. */
const POLICIES: Array<{
  policy: string;
  rule: string;
  severity: string;
  holds(spec: PodSpec): boolean;
}> = [
  {
    policy: 'require-run-as-nonroot',
    rule: 'run-as-non-root',
    severity: 'medium',
    holds: ({ securityContext }) => securityContext.runAsNonRoot === true,
  },
  {
    policy: 'disallow-privilege-escalation',
    rule: 'privilege-escalation',
    severity: 'medium',
    holds: ({ containers }) =>
      containers.every(
        ({ securityContext }) =>
          securityContext.allowPrivilegeEscalation === false,
      ),
  },
  {
    policy: 'require-requests-limits',
    rule: 'validate-resources',
    severity: 'low',
    holds: ({ containers }) =>
      containers.every(({ resources }) => resources.limits?.memory),
  },
];

/** What Kyverno would report of a Deployment. */
export function toPolicyReport(deployment: KubernetesObject): KubernetesObject {
  const { metadata, spec } = deployment;
  const pod = (spec as { template: { spec: PodSpec } }).template.spec;
  const resource = RESOURCES.policyreports;
  const results = POLICIES.map(({ policy, rule, severity, holds }) => ({
    source: 'kyverno',
    policy,
    rule,
    severity,
    category: 'Pod Security Standards',
    result: holds(pod) ? 'pass' : 'fail',
    scored: true,
    timestamp: { seconds: Math.floor(CREATED_AT / 1000), nanos: 0 },
  }));
  const count = (wanted: string) =>
    results.filter(({ result }) => result === wanted).length;
  return {
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
    metadata: metadataOf({
      kind: resource.kind,
      name: metadata.uid,
      namespace: metadata.namespace,
      createdAt: CREATED_AT,
      labels: { 'app.kubernetes.io/managed-by': 'kyverno' },
    }),
    scope: {
      apiVersion: deployment.apiVersion,
      kind: deployment.kind,
      name: metadata.name,
      namespace: metadata.namespace,
      uid: metadata.uid,
    },
    results,
    summary: {
      pass: count('pass'),
      fail: count('fail'),
      warn: 0,
      error: 0,
      skip: 0,
    },
  };
}
