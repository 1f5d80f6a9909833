import type { Located } from './find/Located';
import {
  locateBinary,
  locateDebianBinary,
  locateKubernetesBinary,
  newestPostgresqlBinary,
  onPath,
} from './find/locateBinary';
import { locatePythonProgram } from './find/locatePythonProgram';

/**
 * The servers, and the programs beside them, that tests know.
 *
 * @public
 */
export const TEST_SERVERS = [
  'mlflow',
  'mlflow2',
  'mlserver',
  'kfp',
  'golden-paths',
  'postgresql',
  'prometheus',
  'promtool',
  'alertmanager',
  'victoriametrics',
  'moto',
  'sigv4-proxy',
  'etcd',
  'kubernetes',
  'chromium',
] as const;

/** @public */
export type TestServerName = (typeof TEST_SERVERS)[number];

/**
 * Where a server is on this machine, or why it is not.
 *
 * @public
 */
export type FoundServer =
  | { found: true; name: TestServerName; version: string; path: string }
  | { found: false; name: TestServerName; reason: string };

/**
 * Names for people.
 *
 * @public
 */
export const TEST_SERVER_TITLES: Record<TestServerName, string> = {
  mlflow: 'MLflow 3',
  mlflow2: 'MLflow 2',
  mlserver: 'MLServer',
  kfp: 'Kubeflow Pipelines SDK',
  'golden-paths': 'Python for generated repositories',
  postgresql: 'PostgreSQL',
  prometheus: 'Prometheus',
  promtool: 'promtool',
  alertmanager: 'Alertmanager',
  victoriametrics: 'VictoriaMetrics',
  moto: 'moto',
  'sigv4-proxy': 'SigV4 proxy',
  etcd: 'etcd',
  kubernetes: 'Kubernetes API server',
  chromium: 'Chromium',
};

const LOCATE: Record<TestServerName, () => Located> = {
  mlflow: () => locateMlflow('mlflow'),
  mlflow2: () => locateMlflow('mlflow2'),
  mlserver: () =>
    locatePythonProgram({
      environment: 'mlserver',
      program: 'mlserver',
      distribution: 'mlserver',
    }),
  kfp: () =>
    locatePythonProgram({
      environment: 'kfp',
      program: 'python',
      distribution: 'kfp',
    }),
  'golden-paths': () =>
    locatePythonProgram({
      environment: 'golden-paths',
      program: 'python',
      distribution: 'pytest',
    }),
  postgresql: () => locateBinary(newestPostgresqlBinary()),
  prometheus: () => locateBinary(onPath('prometheus')),
  promtool: () => locateBinary(onPath('promtool')),
  alertmanager: () =>
    locateBinary(onPath('prometheus-alertmanager', 'alertmanager')),
  victoriametrics: () => locateDebianBinary('victoria-metrics'),
  moto: () =>
    locatePythonProgram({
      environment: 'moto',
      program: 'moto_server',
      distribution: 'moto',
    }),
  'sigv4-proxy': () =>
    locatePythonProgram({
      environment: 'moto',
      program: 'python',
      distribution: 'botocore',
    }),
  etcd: () => locateKubernetesBinary('etcd'),
  kubernetes: () => locateKubernetesBinary('kube-apiserver'),
  chromium: () =>
    locateBinary(onPath('chromium', 'chromium-browser', 'chrome')),
};

/**
 * Looks for a server without starting it.
 *
 * @public
 */
export function findServer(name: TestServerName): FoundServer {
  const located = LOCATE[name]();
  return 'path' in located
    ? { found: true, name, ...located }
    : {
        found: false,
        name,
        reason: `${TEST_SERVER_TITLES[name]} ${located.detail}: run scripts/install-test-servers`,
      };
}

function locateMlflow(environment: string): Located {
  return locatePythonProgram({
    environment,
    program: 'mlflow',
    distribution: 'mlflow',
  });
}
