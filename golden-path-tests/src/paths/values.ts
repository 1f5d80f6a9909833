import type { JsonObject } from '@backstage/types';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

const SHARED = {
  name: 'chest-triage',
  title: 'Chest X-ray triage (emergency)',
  description:
    "Puts urgent radiographs first: it's for adults, 100% of them & by night.",
  owner: 'group:default/imaging-ai',
  system: 'system:default/diagnostic-imaging',
  model: 'model:sandbox/chest-xray-triage',
  dataset: 'dataset:default/chest-radiographs',
  release: {
    version: '14',
    uri: 's3://models/chest-xray-triage/14',
    digest: DIGEST,
    format: 'sklearn',
  },
  cluster: 'sandbox',
  namespace: 'imaging-triage',
  workloadIdentity: 'arn:aws:iam::123456789012:role/chest-triage',
  minimumReplicas: 2,
  maximumReplicas: 4,
  gatewayNamespace: 'istio-ingress',
  publishTo: 'portal',
  deployNow: true,
};

const ADOPT = {
  name: 'chest-triage',
  title: 'Chest X-ray triage (emergency)',
  description:
    "Puts urgent radiographs first: it's for adults, 100% of them & by night.",
  owner: 'group:default/imaging-ai',
  system: 'system:default/diagnostic-imaging',
  model: 'model:sandbox/chest-xray-triage',
  dataset: 'dataset:default/chest-radiographs',
  cluster: 'sandbox',
  namespace: 'imaging',
  servedBy: 'inference-service',
  workloadName: 'triage',
  availability: 0.995,
  latency: '250ms',
  publishTo: 'portal',
};

const FINE_TUNE = {
  name: 'support-answers',
  title: 'Support answers (tuned)',
  description: "Answers what customers ask: it's for agents, 100% of them.",
  owner: 'group:default/assistants',
  system: 'system:default/assistants',
  model: 'model:sandbox/qwen-base',
  baseModel: 'hf://Qwen/Qwen2.5-0.5B-Instruct',
  baseRevision: '0123456789abcdef0123456789abcdef01234567',
  dataset: 'dataset:default/support-conversations',
  dataUri: 's3://data/support/train.jsonl',
  outputUri: 's3://models/support-answers',
  imageRepository: 'registry.example.com:5000/assistants',
  trainingRuntime: 'torch-distributed',
  loraRank: 16,
  epochs: 2,
  learningRate: 0.0002,
  sequenceLength: 4096,
  gpus: 2,
  minimumScore: 0.6,
  minimumRefusalRate: 1,
  maximumRegression: 0.05,
  approvers: 1,
  firstTokenSeconds: '0.5',
  inputPrice: 0.0002,
  outputPrice: 0.0006,
  monthlyBudget: 500,
  currency: 'EUR',
  cluster: 'sandbox',
  namespace: 'support-answers',
  accelerator: 'nvidia-l4',
  serving: 'inference-service',
  minimumReplicas: 1,
  maximumReplicas: 2,
  registryUrl: 'http://mlflow.mlflow.svc.cluster.local:5000',
  registryConnection: 'sandbox',
  gatewayNamespace: 'istio-ingress',
  publishTo: 'portal',
  trainNow: true,
  deployNow: true,
};

/**
 * Right parameters for each path, to vary.
 *
 * @public
 */
export const VALUES: Record<string, JsonObject> = {
  'diagnostic-model-deployment': {
    ...SHARED,
    minimumAuc: 0.92,
    approvers: 2,
    host: 'triage.example.com',
    issuer: 'https://login.example.com/realms/clinic',
    audience: 'triage',
    imageRepository: 'registry.example.com:5000/imaging',
    pipelineConnection: 'sandbox',
  },
  'adopt-existing-model': ADOPT,
  'fine-tune-llm': FINE_TUNE,
  'serve-model': { ...SHARED, approvers: 1, deploymentMode: 'Standard' },
  'train-model-pipeline': {
    name: SHARED.name,
    title: SHARED.title,
    description: SHARED.description,
    owner: SHARED.owner,
    dataUri: 'sample:breast-cancer',
    target: 'malignant',
    minimumAuc: 0.92,
    minimumRecall: 0.88,
    pipelineConnection: 'sandbox',
    registryUrl: 'http://mlflow.mlflow.svc:5000',
    approvers: 1,
    publishTo: 'portal',
  },
};

const DEPLOYMENTS = {
  ground: ['eks', 'aks', 'gke', 'own-gpus'],
  delivery: ['argocd', 'kubernetes'],
  ci: ['github', 'gitlab', 'jenkins'],
};

/**
 * What each path leaves to choose, pairwise covered by `pairs`.
 *
 * @public
 */
export const CHOICES: Record<string, Record<string, readonly string[]>> = {
  'diagnostic-model-deployment': DEPLOYMENTS,
  'adopt-existing-model': {
    ci: DEPLOYMENTS.ci,
    servedBy: ['inference-service', 'deployment'],
  },
  'fine-tune-llm': {
    ...DEPLOYMENTS,
    serving: ['inference-service', 'llm-inference-service'],
  },
  'serve-model': DEPLOYMENTS,
  'train-model-pipeline': { ci: DEPLOYMENTS.ci },
};

/**
 * Every combination of the values of choices.
 *
 * @public
 */
export function combinations(
  choices: Record<string, readonly string[]>,
): Array<Record<string, string>> {
  return Object.entries(choices).reduce<Array<Record<string, string>>>(
    (rows, [name, values]) =>
      rows.flatMap(row => values.map(value => ({ ...row, [name]: value }))),
    [{}],
  );
}

/**
 * Each value of each choice with each value of each other one, in few rows.
 *
 * @public
 */
export function pairs(
  choices: Record<string, readonly string[]>,
): Array<Record<string, string>> {
  const names = Object.keys(choices);
  const open = new Set<string>();
  const keyOf = (a: string, x: string, b: string, y: string) =>
    `${a}=${x}&${b}=${y}`;
  names.forEach((a, index) =>
    names.slice(index + 1).forEach(b => {
      choices[a].forEach(x =>
        choices[b].forEach(y => open.add(keyOf(a, x, b, y))),
      );
    }),
  );
  const all = combinations(choices);
  if (names.length === 1) {
    return all;
  }
  const coveredBy = (row: Record<string, string>) =>
    names.flatMap((a, index) =>
      names
        .slice(index + 1)
        .map(b => keyOf(a, row[a], b, row[b]))
        .filter(key => open.has(key)),
    );
  const chosen: Array<Record<string, string>> = [];
  while (open.size > 0) {
    const best = all.reduce((one, other) =>
      coveredBy(other).length > coveredBy(one).length ? other : one,
    );
    coveredBy(best).forEach(key => open.delete(key));
    chosen.push(best);
  }
  return chosen;
}
