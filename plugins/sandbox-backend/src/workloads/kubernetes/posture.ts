import { createHash } from 'node:crypto';
import type { Workload } from '../Workload';

/**
 * How well a workload is secured. What is not said is as it should be.
 */
interface Posture {
  mayRunAsRoot?: boolean;
  writableRoot?: boolean;
  mayEscalate?: boolean;
  /** The tag of its image is all that names it. */
  byTag?: boolean;
  /** Its own unless told. */
  account?: string;
  /** A variable with a secret that everybody can read. */
  plainSecret?: { name: string; value: string };
  secret?: { name: string; from: string; key: string };
  claim?: string;
}

/** As in most clusters, some of it is good and some is not. */
const POSTURES: Record<string, Posture> = {
  // The one thing that is wrong with it, and easily mended.
  'chest-xray-triage-service': { mayRunAsRoot: true, claim: 'model-cache' },
  'mammography-service': { claim: 'model-cache' },
  'retinopathy-service': { byTag: true, writableRoot: true },
  'volatility-service': { account: 'models', byTag: true },
  'surveillance-ranking': { account: 'models', byTag: true },
  'quoting-engine': {
    account: 'default',
    secret: { name: 'EXCHANGE_TOKEN', from: 'exchange', key: 'token' },
  },
  'recommendation-service': { byTag: true, claim: 'exports' },
  'churn-scoring': { byTag: true, mayRunAsRoot: true, mayEscalate: true },
  'shop-front': {
    byTag: true,
    plainSecret: { name: 'PAYMENT_API_KEY', value: 'made-up-and-worthless' },
  },
  'support-chat': { byTag: true, mayRunAsRoot: true },
  'page-search': {
    byTag: true,
    secret: { name: 'OPENAI_API_KEY', from: 'openai', key: 'key' },
  },
};

function postureOf({ name }: Workload): Posture {
  return POSTURES[name] ?? {};
}

export function accountOf(workload: Workload): string {
  return postureOf(workload).account ?? workload.name;
}

/** An image by the digest that its registry gives, made up of the name. */
export function pinned(image: string): string {
  return `${image}@sha256:${createHash('sha256').update(image).digest('hex')}`;
}

export function imageOf(workload: Workload): string {
  return workload.deployed || postureOf(workload).byTag
    ? workload.image
    : pinned(workload.image);
}

/** @param patched - What somebody has set since; null takes a field away. */
export function podSecurityOf(workload: Workload, patched: object = {}) {
  const { mayRunAsRoot } = postureOf(workload);
  return Object.fromEntries(
    Object.entries({
      ...(!mayRunAsRoot && { runAsNonRoot: true, runAsUser: 1000 }),
      seccompProfile: { type: 'RuntimeDefault' },
      ...patched,
    }).filter(([, value]) => value !== null),
  );
}

export function containerSecurityOf(workload: Workload) {
  const { mayEscalate, writableRoot } = postureOf(workload);
  return {
    ...(!mayEscalate && { allowPrivilegeEscalation: false }),
    ...(!writableRoot && { readOnlyRootFilesystem: true }),
    capabilities: { drop: ['ALL'] },
  };
}

export function environmentOf(workload: Workload) {
  const { plainSecret, secret } = postureOf(workload);
  return [
    { name: 'LOG_LEVEL', value: 'info' },
    ...(plainSecret ? [plainSecret] : []),
    ...(secret
      ? [
          {
            name: secret.name,
            valueFrom: { secretKeyRef: { name: secret.from, key: secret.key } },
          },
        ]
      : []),
  ];
}

export function volumesOf(workload: Workload) {
  const { claim } = postureOf(workload);
  return claim
    ? [{ name: claim, persistentVolumeClaim: { claimName: claim } }]
    : [];
}
