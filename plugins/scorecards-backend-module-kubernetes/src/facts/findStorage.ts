import type { ReadCluster } from '../cluster/ReadCluster';
import type { Site } from '../entities/locate';
import { keyOf } from '../objects/KubernetesObject';
import type { StorageClass } from '../objects/volumes';
import { listed, type Finding } from './tell';

/** A claim and how its class keeps data. */
interface JudgedClaim {
  text: string;
  encrypted: StorageClass['encrypted'];
  reclaimPolicy: string;
}

export function findStorage(claims: JudgedClaim[]): Finding {
  return {
    value: {
      claims: claims.length,
      encrypted: listed(textsOf(claims, 'yes')),
      unencrypted: listed(textsOf(claims, 'no')),
      hidden: listed(textsOf(claims, 'hidden')),
      kept: listed(
        claims
          .filter(({ reclaimPolicy }) => reclaimPolicy === 'Retain')
          .map(({ text }) => text),
      ),
    },
    population: claims.length,
  };
}

/** Undefined where the cluster does not say of all claims: it is not guessed. */
export function findVolumeEncryption(
  claims: JudgedClaim[],
): Finding | undefined {
  const unencrypted = textsOf(claims, 'no');
  return unencrypted.length === 0 && textsOf(claims, 'hidden').length > 0
    ? undefined
    : {
        value: { claims: claims.length, unencrypted: listed(unencrypted) },
        population: claims.length,
      };
}

/** The claims of what runs of an entity. */
export function claimsOfSites(sites: Site[]): JudgedClaim[] {
  return sites.flatMap(({ cluster, workloads, instances }) => {
    const wanted = new Set(
      [...workloads, ...instances].flatMap(({ namespace, template }) =>
        template.claims.map(name =>
          keyOf('PersistentVolumeClaim', namespace, name),
        ),
      ),
    );
    return judge(cluster, key => wanted.has(key));
  });
}

export function claimsOfCluster(cluster: ReadCluster): JudgedClaim[] {
  return judge(cluster, () => true);
}

function judge(
  cluster: ReadCluster,
  isWanted: (key: string) => boolean,
): JudgedClaim[] {
  const classes = new Map(
    cluster.list('storageClasses').map(each => [each.name, each]),
  );
  return cluster
    .list('volumeClaims')
    .filter(({ key }) => isWanted(key))
    .map(({ key, storageClass }) => {
      const found = classes.get(storageClass ?? '');
      return {
        text: `${cluster.name}: ${key} of class ${storageClass ?? 'none'}`,
        encrypted: found?.encrypted ?? 'hidden',
        reclaimPolicy: found?.reclaimPolicy ?? '',
      };
    });
}

function textsOf(
  claims: JudgedClaim[],
  encrypted: StorageClass['encrypted'],
): string[] {
  return claims
    .filter(claim => claim.encrypted === encrypted)
    .map(({ text }) => text);
}
