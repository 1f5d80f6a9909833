import { keyOf, type KubernetesObject } from './KubernetesObject';

/**
 * What a claim of storage says.
 */
export interface VolumeClaim {
  key: string;
  namespace: string;
  storageClass: string | undefined;
}

/**
 * How a class of storage keeps data: `yes`, `no`, or `hidden` where its
 * parameters do not say, for the provider may encrypt by itself.
 */
export interface StorageClass {
  name: string;
  encrypted: 'yes' | 'no' | 'hidden';
  reclaimPolicy: string;
}

export function toVolumeClaim({
  metadata,
  spec,
}: KubernetesObject): VolumeClaim {
  return {
    key: keyOf('PersistentVolumeClaim', metadata.namespace, metadata.name),
    namespace: metadata.namespace ?? '',
    storageClass: spec.storageClassName || undefined,
  };
}

/** Names of a key, in the drivers of AWS, Google, Azure and Ceph. */
const KEYS = [
  'kmskeyid',
  'disk-encryption-kms-key',
  'diskencryptionsetid',
  'encryptionkmsid',
];

export function toStorageClass({
  metadata,
  parameters = {},
  reclaimPolicy = 'Delete',
}: KubernetesObject): StorageClass {
  const told = new Map(
    Object.entries<string>(parameters).map(([name, value]) => [
      name.toLocaleLowerCase('en-US'),
      String(value),
    ]),
  );
  const encrypted = told.get('encrypted')?.toLocaleLowerCase('en-US');
  const withKey = KEYS.some(key => told.get(key));
  return {
    name: metadata.name,
    encrypted: encryptionOf(encrypted, withKey),
    reclaimPolicy,
  };
}

function encryptionOf(
  encrypted: string | undefined,
  withKey: boolean,
): StorageClass['encrypted'] {
  if (encrypted === 'false') {
    return 'no';
  }
  return encrypted === 'true' || withKey ? 'yes' : 'hidden';
}
