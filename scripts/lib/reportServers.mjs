import fs from 'node:fs';

/** Names for people of the servers that packages/test-servers knows. */
const TITLES = {
  mlflow: 'MLflow',
  mlflow2: 'MLflow',
  postgresql: 'PostgreSQL',
  prometheus: 'Prometheus',
  promtool: 'promtool',
  alertmanager: 'Alertmanager',
  victoriametrics: 'VictoriaMetrics',
  mlserver: 'MLServer',
  kfp: 'Kubeflow Pipelines SDK',
  'golden-paths': 'Python for generated repositories',
  moto: 'moto',
  'sigv4-proxy': 'SigV4 proxy',
  etcd: 'etcd',
  kubernetes: 'kube-apiserver',
  chromium: 'Chromium',
};

/** What a complete run has to have met for real where "missing" is a failure. */
const EXPECTED = [
  'mlflow',
  'mlflow2',
  'postgresql',
  'prometheus',
  'victoriametrics',
  'chromium',
];

/** Adds a line to the log that packages/test-servers writes during the tests. */
export function recordServer(use) {
  fs.appendFileSync(
    process.env.PORTAL_TEST_SERVERS_LOG,
    `${JSON.stringify(use)}\n`,
  );
}

function readUses(file) {
  const text = fs.readFileSync(file, 'utf8');
  // What stands behind the last line end was cut off by a crash.
  return text
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line));
}

function describe({ server, version }) {
  const [digits] = version?.match(/\d+(\.\d+)*/) ?? [];
  return [TITLES[server] ?? server, digits].filter(Boolean).join(' ');
}

function list(texts) {
  return [...new Set(texts)].sort().join(', ') || 'none';
}

/** Says which real servers the tests met, and counts those that had to be there and were not. */
export function reportServers(file, { required }) {
  const uses = readUses(file);
  const real = uses.filter(use => use.outcome !== 'skipped');
  const skipped = uses.filter(use => use.outcome === 'skipped');
  const lines = [
    `Real servers: tested against ${list(
      real.map(describe),
    )}; skipped because missing: ${list(
      skipped.map(use => use.reason ?? describe(use)),
    )}.`,
  ];

  const met = new Set(real.map(use => use.server));
  const absent = EXPECTED.filter(server => required && !met.has(server));
  if (absent.length > 0) {
    lines.push(
      `FAILED: PORTAL_REQUIRE_TEST_SERVERS=1, and no test met a real ${absent.join(
        ', ',
      )}. scripts/install-test-servers installs them.`,
    );
  }
  return { lines, passed: 0, failed: absent.length, skipped: 0 };
}
