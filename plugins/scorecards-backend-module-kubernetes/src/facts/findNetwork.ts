import type { Site } from '../entities/locate';
import {
  deniesByDefault,
  isolationOf,
  type Isolation,
} from '../network/isolation';
import { listed, type Finding } from './tell';

export function findNetwork(sites: Site[]): Finding {
  const judged = sites.flatMap(({ cluster, instances }) =>
    instances.map(({ key, namespace, labels, template }) => ({
      text: `${cluster.name}: ${key}`,
      namespace: `${cluster.name}/${namespace}`,
      policies: cluster.policiesIn(namespace),
      // Policies do not reach pods in the network of their node.
      isolation: template.hostNetwork
        ? ({ ingress: 'open', egress: 'open' } satisfies Isolation)
        : isolationOf(labels, cluster.policiesIn(namespace)),
    })),
  );
  const those = (direction: keyof Isolation, state: Isolation['ingress']) =>
    listed(
      judged
        .filter(({ isolation }) => isolation[direction] === state)
        .map(({ text }) => text),
    );
  const withoutDefault = (direction: 'ingress' | 'egress') =>
    listed(
      judged
        .filter(({ policies }) => !deniesByDefault(policies, direction))
        .map(({ namespace }) => namespace),
    );
  return {
    value: {
      policies: new Set(judged.flatMap(({ policies }) => policies)).size,
      openIngress: those('ingress', 'open'),
      openEgress: those('egress', 'open'),
      ingressFromAnywhere: those('ingress', 'anywhere'),
      egressToAnywhere: those('egress', 'anywhere'),
      ingressNotDenied: withoutDefault('ingress'),
      egressNotDenied: withoutDefault('egress'),
    },
    population: judged.length,
  };
}
