import { CREATED_AT, metadataOf } from './metadata';
import { apiVersionOf, RESOURCES, type KubernetesObject } from './resources';

const CLASSES = { encrypted: 'true', standard: 'false' };
const CLAIMS = [
  { namespace: 'imaging', name: 'model-cache', storageClass: 'encrypted' },
  { namespace: 'shop', name: 'exports', storageClass: 'standard' },
];

export function storageClasses(): KubernetesObject[] {
  const resource = RESOURCES.storageclasses;
  return Object.entries(CLASSES).map(([name, encrypted]) => ({
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
    metadata: metadataOf({ kind: resource.kind, name, createdAt: CREATED_AT }),
    provisioner: 'ebs.csi.aws.com',
    parameters: { type: 'gp3', encrypted },
    reclaimPolicy: 'Delete',
  }));
}

export function volumeClaims(): KubernetesObject[] {
  const resource = RESOURCES.persistentvolumeclaims;
  return CLAIMS.map(({ name, namespace, storageClass }) => ({
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
    metadata: metadataOf({
      kind: resource.kind,
      name,
      namespace,
      createdAt: CREATED_AT,
    }),
    spec: {
      accessModes: ['ReadWriteMany'],
      storageClassName: storageClass,
      resources: { requests: { storage: '200Gi' } },
    },
    status: { phase: 'Bound' },
  }));
}
