import { findPlainSecrets } from './findPlainSecrets';

/**
 * How a container may act, and what it is given.
 */
export interface Container {
  name: string;
  image: string;
  mayRunAsRoot: boolean;
  privileged: boolean;
  mayEscalate: boolean;
  writableRoot: boolean;
  /** It keeps rights of the kernel that it could do without. */
  keepsCapabilities: boolean;
  withoutSeccomp: boolean;
  withoutMemoryLimit: boolean;
  /** How many variables it has. */
  variables: number;
  /** Names of variables that hold a secret for all to read. */
  plainSecrets: string[];
  /** How many variables refer to a secret. */
  references: number;
}

/**
 * What pods are made of, as much of it as facts need.
 */
export interface PodTemplate {
  serviceAccount: string;
  /** Undefined: as the service account says. */
  automount: boolean | undefined;
  hostNetwork: boolean;
  /** Ways into the node: `hostPID`, `hostPath volume logs`, … */
  hostAccess: string[];
  /** Names of its volume claims. */
  claims: string[];
  containers: Container[];
}

/** Which capability of the kernel a container may add and still be restricted. */
const HARMLESS_CAPABILITY = 'NET_BIND_SERVICE';

/** @param podName - Names the claims of ephemeral volumes; templates have none. */
export function toPodTemplate(spec: any, podName?: string): PodTemplate {
  const volumes: any[] = spec.volumes ?? [];
  return {
    serviceAccount: spec.serviceAccountName || 'default',
    automount: spec.automountServiceAccountToken,
    hostNetwork: spec.hostNetwork === true,
    hostAccess: [
      ...['hostNetwork', 'hostPID', 'hostIPC'].filter(
        field => spec[field] === true,
      ),
      ...volumes.flatMap(({ name, hostPath }) =>
        hostPath ? [`hostPath volume ${name}`] : [],
      ),
    ],
    claims: volumes.flatMap(({ name, persistentVolumeClaim, ephemeral }) => {
      if (persistentVolumeClaim) {
        return [persistentVolumeClaim.claimName];
      }
      return ephemeral && podName ? [`${podName}-${name}`] : [];
    }),
    containers: [...(spec.initContainers ?? []), ...spec.containers].map(
      container => toContainer(container, spec.securityContext ?? {}),
    ),
  };
}

/** What a container does not say the pod says, else the default of Kubernetes. */
function toContainer(container: any, pod: any): Container {
  const own = container.securityContext ?? {};
  const environment: any[] = container.env ?? [];
  const user = own.runAsUser ?? pod.runAsUser;
  const seccomp = own.seccompProfile?.type ?? pod.seccompProfile?.type;
  const { add = [], drop = [] } = own.capabilities ?? {};
  return {
    name: container.name,
    image: container.image ?? '',
    mayRunAsRoot:
      (own.runAsNonRoot ?? pod.runAsNonRoot) !== true && !(user > 0),
    privileged: own.privileged === true,
    mayEscalate: own.allowPrivilegeEscalation !== false,
    writableRoot: own.readOnlyRootFilesystem !== true,
    keepsCapabilities:
      !drop.includes('ALL') ||
      add.some((each: string) => each !== HARMLESS_CAPABILITY),
    withoutSeccomp: seccomp !== 'RuntimeDefault' && seccomp !== 'Localhost',
    withoutMemoryLimit: container.resources?.limits?.memory === undefined,
    variables: environment.length,
    plainSecrets: findPlainSecrets(environment),
    references:
      environment.filter(({ valueFrom }) => valueFrom?.secretKeyRef).length +
      (container.envFrom ?? []).filter(
        ({ secretRef }: { secretRef?: unknown }) => secretRef,
      ).length,
  };
}
