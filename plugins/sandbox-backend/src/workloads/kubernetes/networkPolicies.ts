import type { Workload } from '../Workload';
import { CREATED_AT, KUBERNETES_ID_LABEL, metadataOf } from './metadata';
import { apiVersionOf, RESOURCES, type KubernetesObject } from './resources';

/** Where everything is cut off unless a policy opens it. */
const DENYING: Record<string, string[]> = {
  imaging: ['Ingress', 'Egress'],
  trading: ['Ingress'],
};
/** Elsewhere only these have a policy. */
const PROTECTED = ['recommendation-service', 'support-chat'];

function policy(
  name: string,
  namespace: string,
  spec: object,
): KubernetesObject {
  const resource = RESOURCES.networkpolicies;
  return {
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
    metadata: metadataOf({
      kind: resource.kind,
      name,
      namespace,
      createdAt: CREATED_AT,
    }),
    spec,
  };
}

export function networkPolicies(
  workloads: readonly Workload[],
): KubernetesObject[] {
  return [
    ...Object.entries(DENYING).map(([namespace, policyTypes]) =>
      policy('default-deny', namespace, { podSelector: {}, policyTypes }),
    ),
    ...workloads
      .filter(
        ({ name, namespace }) => DENYING[namespace] || PROTECTED.includes(name),
      )
      .map(({ name, namespace }) =>
        policy(name, namespace, {
          podSelector: { matchLabels: { [KUBERNETES_ID_LABEL]: name } },
          policyTypes: ['Ingress'],
          ingress: [
            {
              from: [
                {
                  namespaceSelector: {
                    matchLabels: { 'kubernetes.io/metadata.name': 'gateway' },
                  },
                },
                { podSelector: {} },
              ],
            },
          ],
        }),
      ),
  ];
}
