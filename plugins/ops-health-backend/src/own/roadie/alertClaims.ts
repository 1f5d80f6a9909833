import type { JoinIndex } from '../../joins/JoinIndex';
import { readRoadieAnnotations } from './readRoadieAnnotations';

/** The alerts that an entity names. */
interface AlertClaim {
  entityRef: string;
  alerts: 'all' | string[];
  labels: Record<string, string>;
}

const claimsOf = new WeakMap<JoinIndex, AlertClaim[]>();

function readClaims(index: JoinIndex): AlertClaim[] {
  return index.entities.flatMap(({ ref, annotations }) => {
    if (!annotations['prometheus.io/alert']) {
      return [];
    }
    const { alerts, labels } = readRoadieAnnotations(annotations);
    const isBoundless = alerts === 'all' && Object.keys(labels).length === 0;
    return isBoundless ? [] : [{ entityRef: ref, alerts, labels }];
  });
}

/**
 * The entities that name an alert by the annotations of the Roadie Prometheus
 * plugin, beside those that it joins by its labels.
 */
export function claimantsOf(
  index: JoinIndex,
  alert: { name: string; labels: Record<string, string> },
): string[] {
  let claims = claimsOf.get(index);
  if (!claims) {
    claims = readClaims(index);
    claimsOf.set(index, claims);
  }
  return claims
    .filter(
      ({ alerts, labels }) =>
        (alerts === 'all' || alerts.includes(alert.name)) &&
        Object.entries(labels).every(
          ([name, value]) => alert.labels[name] === value,
        ),
    )
    .map(({ entityRef }) => entityRef);
}
