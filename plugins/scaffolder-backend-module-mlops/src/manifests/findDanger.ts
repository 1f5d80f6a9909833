import type { Manifest } from './Manifest';
import { isRecord } from './parseManifests';

const DEFAULT_CLASS =
  /^storageclass\.(beta\.)?kubernetes\.io\/is-default-class$/;
const POD_SECURITY = 'pod-security.kubernetes.io/enforce';
const POD_SECURITY_LEVELS = ['baseline', 'restricted'];
/** Of the Pod Security Standards, level baseline. */
const CAPABILITIES = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];
const SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_syncookies',
];
/** Fields by which a pod leaves its walls, wherever in an object they stand. */
const POD_FIELDS: Record<string, (value: unknown) => boolean> = {
  hostPath: isRecord,
  hostNetwork: isTrue,
  hostPID: isTrue,
  hostIPC: isTrue,
  hostProcess: isTrue,
  privileged: isTrue,
  hostPort: value => value !== undefined && value !== null && value !== 0,
  procMount: value => typeof value === 'string' && value !== 'Default',
  seccompProfile: isUnconfined,
  appArmorProfile: isUnconfined,
  capabilities: value =>
    isRecord(value) &&
    listOf(value.add).some(each => !CAPABILITIES.includes(String(each))),
  sysctls: value =>
    listOf(value).some(
      each => isRecord(each) && !SYSCTLS.includes(String(each.name)),
    ),
};

/** Why an object of a kind that is allowed may still not be applied. */
export function findDanger({ kind, object }: Manifest): string | undefined {
  const { labels, annotations } = (
    isRecord(object.metadata) ? object.metadata : {}
  ) as Record<string, unknown>;
  const spec = isRecord(object.spec) ? object.spec : {};
  switch (kind) {
    case 'ConfigMap':
      return undefined;
    case 'Namespace': {
      const level = isRecord(labels) ? labels[POD_SECURITY] : undefined;
      return level === undefined || POD_SECURITY_LEVELS.includes(String(level))
        ? undefined
        : `metadata.labels.${POD_SECURITY}: allowed are ${POD_SECURITY_LEVELS.join(
            ', ',
          )}`;
    }
    case 'StorageClass':
      return Object.keys(isRecord(annotations) ? annotations : {}).some(key =>
        DEFAULT_CLASS.test(key),
      )
        ? 'metadata.annotations: paths may not decide on the default of the cluster'
        : undefined;
    case 'Service':
      if (spec.type === 'ExternalName') {
        return 'spec.type: ExternalName leads elsewhere; paths may not apply it';
      }
      return listOf(spec.externalIPs).length > 0
        ? 'spec.externalIPs: takes the traffic of others; paths may not apply it'
        : undefined;
    default: {
      const field = findField(spec, ['spec']);
      return (
        field &&
        `${field}: gives a pod more than the Pod Security Standard baseline; paths may not apply it`
      );
    }
  }
}

function findField(value: object, path: string[]): string | undefined {
  for (const [key, inner] of Object.entries(value)) {
    if (Object.hasOwn(POD_FIELDS, key) && POD_FIELDS[key](inner)) {
      return [...path, key].join('.');
    }
    const found =
      typeof inner === 'object' && inner !== null
        ? findField(inner, [...path, key])
        : undefined;
    if (found) {
      return found;
    }
  }
  return undefined;
}

function isTrue(value: unknown): boolean {
  return value === true;
}

function isUnconfined(value: unknown): boolean {
  return isRecord(value) && value.type === 'Unconfined';
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
