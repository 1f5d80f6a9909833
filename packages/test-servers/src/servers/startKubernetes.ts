import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findServer } from '../findServer';
import { KubernetesWriter } from '../kubernetes/KubernetesWriter';
import { requestJson } from '../kubernetes/requestJson';
import type { RunningServer } from '../process/RunningServer';
import { startServer } from '../process/startServer';
import { startEtcd } from './startEtcd';

/**
 * @public
 */
export interface RunningKubernetes extends RunningServer {
  /** The authority's certificate as a kubeconfig has it: PEM in base64. */
  readonly caData: string;
  /** May do everything. */
  readonly adminToken: string;
  /** The user `viewer`: may read everything and change nothing. */
  readonly viewerToken: string;
  /** The user `stranger`: is known and may read nothing. */
  readonly strangerToken: string;
  /** Writes as the administrator. */
  readonly writer: KubernetesWriter;
}

/**
 * Starts Kubernetes' own API server, with etcd, with RBAC and without
 * controllers: nothing acts on the objects, a test writes their status itself.
 *
 * @public
 */
export async function startKubernetes(): Promise<RunningKubernetes> {
  const etcd = await startEtcd();
  let apiServer: RunningKubernetes | undefined;
  const stop = async () => {
    await apiServer?.stop();
    await etcd.stop();
  };
  try {
    apiServer = await startApiServer(etcd.url);
    await letViewerRead(apiServer.writer);
    return { ...apiServer, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startApiServer(etcdUrl: string): Promise<RunningKubernetes> {
  const server = findServer('kubernetes');
  const tokens = {
    adminToken: randomBytes(16).toString('hex'),
    viewerToken: randomBytes(16).toString('hex'),
    strangerToken: randomBytes(16).toString('hex'),
  };
  let certificates = '';
  const readAccess = (port: number) => ({
    url: `https://127.0.0.1:${port}`,
    caData: readFileSync(join(certificates, 'apiserver.crt'), 'base64'),
    token: tokens.adminToken,
  });
  const running = await startServer({
    server,
    timeoutMilliseconds: 60_000,
    prepare: ({ directory }) => {
      certificates = join(directory, 'certificates');
      writeFileSync(
        join(directory, 'tokens.csv'),
        [
          `${tokens.adminToken},admin,admin,system:masters`,
          `${tokens.viewerToken},viewer,viewer`,
          `${tokens.strangerToken},stranger,stranger`,
          '',
        ].join('\n'),
      );
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      writeFileSync(
        join(directory, 'service-account.pem'),
        privateKey.export({ type: 'sec1', format: 'pem' }),
      );
    },
    command: ({ directory, port }) => {
      const key = join(directory, 'service-account.pem');
      return {
        command: server.found ? server.path : '',
        args: [
          `--etcd-servers=${etcdUrl}`,
          '--bind-address=127.0.0.1',
          `--secure-port=${port}`,
          `--cert-dir=${certificates}`,
          `--token-auth-file=${join(directory, 'tokens.csv')}`,
          '--authorization-mode=RBAC',
          `--service-account-key-file=${key}`,
          `--service-account-signing-key-file=${key}`,
          '--service-account-issuer=https://kubernetes.default.svc',
          '--service-cluster-ip-range=10.0.0.0/24',
          // Nobody makes the account `default` that each pod would need.
          '--disable-admission-plugins=ServiceAccount',
        ],
      };
    },
    isReady: async (_url, port) => {
      const { status } = await requestJson(readAccess(port), {
        method: 'GET',
        path: '/readyz',
      });
      return status === 200;
    },
  });
  const access = readAccess(running.port);
  return {
    ...running,
    ...tokens,
    url: access.url,
    caData: access.caData,
    writer: KubernetesWriter.create(access),
  };
}

async function letViewerRead(writer: KubernetesWriter): Promise<void> {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const metadata = { name: 'test-servers:viewer' };
  await writer.apply({
    apiVersion,
    kind: 'ClusterRole',
    metadata,
    rules: [
      { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] },
      { nonResourceURLs: ['*'], verbs: ['get'] },
    ],
  });
  await writer.apply({
    apiVersion,
    kind: 'ClusterRoleBinding',
    metadata,
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: metadata.name,
    },
    subjects: [
      { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'viewer' },
    ],
  });
}
