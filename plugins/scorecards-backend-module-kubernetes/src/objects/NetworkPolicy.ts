import type { KubernetesObject } from './KubernetesObject';
import type { LabelSelector } from './LabelSelector';

/**
 * What may talk to some pods, and to what they may talk.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export interface NetworkPolicy {
  name: string;
  namespace: string;
  selector: LabelSelector;
  /** It says who may come in; undefined where it does not. */
  ingress: Direction | undefined;
  egress: Direction | undefined;
}

export interface Direction {
  rules: number;
  /** One of its rules allows every address. */
  anywhere: boolean;
}

const EVERYTHING = ['0.0.0.0/0', '::/0'];

export function toNetworkPolicy({
  metadata,
  spec,
}: KubernetesObject): NetworkPolicy {
  const types: string[] = spec.policyTypes ?? [
    'Ingress',
    ...(spec.egress ? ['Egress'] : []),
  ];
  return {
    name: metadata.name,
    namespace: metadata.namespace ?? '',
    selector: spec.podSelector ?? {},
    ingress: types.includes('Ingress')
      ? toDirection(spec.ingress ?? [], 'from')
      : undefined,
    egress: types.includes('Egress')
      ? toDirection(spec.egress ?? [], 'to')
      : undefined,
  };
}

/** A rule that names nobody allows everybody. */
function toDirection(rules: any[], peers: 'from' | 'to'): Direction {
  return {
    rules: rules.length,
    anywhere: rules.some(
      rule =>
        !rule[peers]?.length ||
        rule[peers].some(({ ipBlock }: any) =>
          EVERYTHING.includes(ipBlock?.cidr),
        ),
    ),
  };
}
