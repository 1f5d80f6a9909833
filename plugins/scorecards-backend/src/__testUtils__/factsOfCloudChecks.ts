type Facts = Record<string, Record<string, unknown>>;

const BAD = {
  rule: 's3_bucket_public_access',
  title: 'Buckets are not public',
  severity: 'critical',
  resource: 'arn:aws:s3:::models',
};
const TOPIC = { resources: 2, rules: ['a'], failed: 0, bad: [] };
const ALLOWED = {
  admin: false,
  wildcardActions: [],
  onEverything: [],
  escalations: [],
  s3: ['arn:aws:s3:::models/*'],
  kms: [],
  sagemaker: [],
  denials: 0,
  conditions: 0,
};
const TRUST = {
  anyone: false,
  otherAccounts: [],
  services: [],
  federated: ['arn:aws:iam::123456789012:oidc-provider/cluster'],
  subjectsPinned: true,
  subjects: ['system:serviceaccount:imaging:triage'],
};
const ROLE = {
  entityRef: 'component:default/triage-service',
  role: 'arn:aws:iam::123456789012:role/triage',
  found: true,
  policies: ['read-models (attached)'],
  allowed: ALLOWED,
  trust: TRUST,
  lastUsedAt: '2026-10-31T00:00:00Z',
};
const GONE = {
  entityRef: ROLE.entityRef,
  role: 'arn:aws:iam::123456789012:role/gone',
  found: false,
  policies: [],
};

const posture = (different: object): Facts => ({
  'cloud.posture': { ...different },
});
const topic = (name: string): Facts[] => [
  { [`cloud.${name}`]: { failed: 1, bad: [BAD] } },
  { [`cloud.${name}`]: { resources: 0 } },
];
const roles = (...found: object[]): Facts => ({
  'cloud.identity': { roles: found },
});
const allowed = (different: object) =>
  roles(ROLE, { ...ROLE, allowed: { ...ALLOWED, ...different } });
const trusted = (different: object) =>
  roles(ROLE, { ...ROLE, trust: { ...TRUST, ...different } });

export const GOOD_CLOUD: Facts = {
  'cloud.presence': { sources: ['Prowler'], resources: 0, roles: 0 },
  'cloud.posture': {
    sources: ['Prowler'],
    resources: 2,
    passed: 9,
    muted: 1,
    unknown: 0,
    failed: 1,
    critical: 0,
    high: 0,
    medium: 1,
    low: 0,
    ungraded: 0,
    worst: [{ ...BAD, severity: 'medium' }],
  },
  'cloud.encryption': TOPIC,
  'cloud.backup': TOPIC,
  'cloud.logging': TOPIC,
  'cloud.identity': { roles: [ROLE] },
};

export const OTHERWISE_CLOUD: Record<
  string,
  { fail: Facts[]; warn?: Facts[] }
> = {
  'cloud-findings-mended': {
    warn: [posture({ ungraded: 1 })],
    fail: [
      posture({ critical: 1 }),
      posture({ high: 1 }),
      // Nothing was found to be good either.
      posture({ passed: 0 }),
    ],
  },
  'storage-encrypted': { fail: topic('encryption') },
  'backups-planned': { fail: topic('backup') },
  'cloud-calls-logged': { fail: topic('logging') },
  'role-least-privilege': {
    warn: [
      allowed({ wildcardActions: ['s3:*'] }),
      allowed({ onEverything: ['s3:PutObject'] }),
    ],
    fail: [
      allowed({ admin: true }),
      allowed({ escalations: ['iam:PassRole'] }),
      roles(ROLE, GONE),
      roles(),
    ],
  },
  'role-trust-pinned': {
    warn: [trusted({ otherAccounts: ['210987654321'] })],
    fail: [
      trusted({ anyone: true }),
      trusted({ subjectsPinned: false }),
      roles(ROLE, GONE),
      roles(),
    ],
  },
  'not-in-cloud': { fail: [{ 'cloud.presence': { resources: 1 } }] },
  'no-cloud-role': { fail: [{ 'cloud.presence': { roles: 1 } }] },
  'role-used': {
    warn: [
      roles({ ...ROLE, lastUsedAt: '2026-01-01T00:00:00Z' }),
      roles({ ...ROLE, lastUsedAt: undefined }),
    ],
    fail: [roles(ROLE, GONE), roles()],
  },
};
