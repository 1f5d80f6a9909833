type Facts = Record<string, Record<string, unknown>>;

const WEB = 'eu: Deployment shop/web';
const MAIN = `${WEB}, container main`;

/** Facts with which the checks on Kubernetes pass. */
export const GOOD_KUBERNETES: Facts = {
  'kubernetes.workloads': {
    clusters: ['eu'],
    namespaces: ['eu/shop'],
    workloads: [WEB],
    pods: 1,
    images: ['web@sha256:aa'],
    imagesByTag: [],
    withoutMemoryLimit: [],
  },
  'kubernetes.securityContext': {
    containers: 1,
    mayRunAsRoot: [],
    privileged: [],
    mayEscalate: [],
    writableRoot: [],
    keepsCapabilities: [],
    withoutSeccomp: [],
    hostAccess: [],
  },
  'kubernetes.secrets': { variables: 3, references: 1, plain: [] },
  'kubernetes.serviceAccounts': {
    accounts: ['eu: ServiceAccount shop/web'],
    defaults: [],
    shared: [],
    tokenMounted: [],
    missing: [],
  },
  'kubernetes.access': {
    namespaces: ['eu/shop'],
    owners: ['Group shop'],
    administrators: ['Group platform'],
    strangers: [],
    unknown: [],
    everyone: [],
    otherAccounts: [],
    ownAdministrators: [],
    ownEverywhere: [],
    ownAnyVerb: [],
  },
  'kubernetes.network': {
    policies: 2,
    openIngress: [],
    openEgress: [],
    ingressFromAnywhere: [],
    egressToAnywhere: [],
    ingressNotDenied: [],
    egressNotDenied: [],
  },
  'kubernetes.storage': {
    claims: 2,
    encrypted: ['a'],
    unencrypted: [],
    hidden: ['b'],
    kept: [],
  },
  'kubernetes.volumeEncryption': { claims: 1, unencrypted: [] },
  'kubernetes.policyReports': {
    reporting: true,
    pass: 12,
    fail: 0,
    warn: 0,
    error: 0,
    skip: 1,
    failuresBySeverity: {
      critical: 0,
      high: 0,
      medium: 0,
      low: 0,
      info: 0,
      unknown: 0,
    },
    failing: [],
  },
  'kubernetes.cluster': {
    cluster: 'eu',
    version: 'v1.34.4',
    minor: 34,
    auditPolicy: 'hidden',
    secretEncryption: 'hidden',
    hidden: ['the audit policy of the API server'],
    policyEngine: true,
  },
  'kubernetes.controlPlane': {
    apiServers: 3,
    audit: true,
    secretEncryption: true,
  },
};

const workloads = (fields: object) => ({
  'kubernetes.workloads': { ...fields },
});
const context = (fields: object) => ({
  'kubernetes.securityContext': { ...fields },
});
const accounts = (fields: object) => ({
  'kubernetes.serviceAccounts': { ...fields },
});
const access = (fields: object) => ({ 'kubernetes.access': { ...fields } });
const network = (fields: object) => ({ 'kubernetes.network': { ...fields } });
const reports = (fields: object) => ({
  'kubernetes.policyReports': { ...fields },
});
const controlPlane = (fields: object) => ({
  'kubernetes.controlPlane': { ...fields },
});

/** What has to be different for them to say something else. */
export const OTHERWISE_KUBERNETES: Record<
  string,
  { fail: Facts[]; warn?: Facts[] }
> = {
  'not-on-kubernetes': {
    fail: [{ 'catalog.placement': { onKubernetes: true } }],
  },
  'pods-not-root': {
    fail: [context({ mayRunAsRoot: [MAIN] }), context({ containers: 0 })],
  },
  'pods-unprivileged': {
    fail: [
      context({ privileged: [MAIN] }),
      context({ hostAccess: [`${WEB}, hostPID`] }),
      context({ containers: 0 }),
    ],
  },
  'pods-restricted': {
    warn: [context({ writableRoot: [MAIN] })],
    fail: [
      context({ mayEscalate: [MAIN] }),
      context({ keepsCapabilities: [MAIN] }),
      context({ withoutSeccomp: [MAIN] }),
      context({ containers: 0 }),
    ],
  },
  'no-plain-secrets': {
    fail: [{ 'kubernetes.secrets': { plain: [`${MAIN}, variable TOKEN`] } }],
  },
  'dedicated-service-account': {
    warn: [accounts({ shared: ['eu: ServiceAccount shop/web'] })],
    fail: [
      accounts({ defaults: [WEB] }),
      accounts({ missing: ['eu: ServiceAccount shop/web'] }),
      accounts({ accounts: [] }),
    ],
  },
  'account-few-rights': {
    warn: [access({ ownEverywhere: ['may read secrets'] })],
    fail: [
      access({ ownAdministrators: ['may everything'] }),
      access({ ownAnyVerb: ['may use every verb on something'] }),
    ],
  },
  'namespace-access-owned': {
    warn: [access({ otherAccounts: ['ServiceAccount cd/deployer'] })],
    fail: [
      access({ strangers: ['User bob'] }),
      access({ everyone: ['Group system:authenticated'] }),
    ],
  },
  'access-people-known': { fail: [access({ unknown: ['User eve'] })] },
  'ingress-limited': {
    warn: [network({ ingressFromAnywhere: [WEB] })],
    fail: [network({ openIngress: [WEB] })],
  },
  'network-default-deny': {
    warn: [network({ egressNotDenied: ['eu/shop'] })],
    fail: [network({ ingressNotDenied: ['eu/shop'] })],
  },
  'volumes-encrypted': {
    fail: [{ 'kubernetes.volumeEncryption': { unencrypted: ['a'] } }],
  },
  'volume-encryption-hidden': {
    fail: [
      { 'kubernetes.storage': { hidden: [] } },
      { 'kubernetes.storage': { unencrypted: ['c'] } },
    ],
  },
  'policies-hold': {
    warn: [reports({ warn: 1 }), reports({ warn: 1, pass: 0 })],
    fail: [
      reports({ fail: 1 }),
      reports({ error: 1 }),
      reports({ pass: 0 }),
      reports({ reporting: false }),
    ],
  },
  'images-pinned': {
    fail: [
      workloads({ imagesByTag: ['web:1'] }),
      workloads({ images: [], clusters: [] }),
    ],
  },
  'memory-limited': {
    fail: [
      workloads({ withoutMemoryLimit: [MAIN] }),
      workloads({ images: [], clusters: [] }),
    ],
  },
  'cluster-audit-on': { fail: [controlPlane({ audit: false })] },
  'cluster-secrets-encrypted': {
    fail: [controlPlane({ secretEncryption: false })],
  },
  'control-plane-hidden': {
    fail: [{ 'kubernetes.cluster': { auditPolicy: 'configured' } }],
  },
};
