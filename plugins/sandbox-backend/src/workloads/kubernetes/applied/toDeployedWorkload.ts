import { createHash } from 'node:crypto';
import { alignUp, SECOND } from '../../simulation/time';
import { emergencyTraffic } from '../../simulation/traffic';
import type { DeploymentMode, Runtime, Workload } from '../../Workload';
import { KUBERNETES_ID_LABEL } from '../metadata';
import { pinned } from '../posture';
import { manifestOf } from './AppliedObjects';
import type { AppliedRecord, Manifest } from './AppliedRecord';

/** Until a model is loaded. */
const LOADING = 25 * SECOND;
const MIB = 1024 * 1024;
const DEFAULT_MEMORY = 2048 * MIB;
const UNITS: Record<string, number> = {
  '': 1,
  k: 1000,
  M: 1000 ** 2,
  G: 1000 ** 3,
  T: 1000 ** 4,
  Ki: 1024,
  Mi: MIB,
  Gi: 1024 * MIB,
  Ti: 1024 * 1024 * MIB,
};
const IMAGES: Record<Runtime, string> = {
  kserve: 'docker.io/kserve/sklearnserver:v0.17.0',
  mlserver: 'docker.io/seldonio/mlserver:1.7.1',
  triton: 'nvcr.io/nvidia/tritonserver:25.06-py3',
  vllm: 'docker.io/vllm/vllm-openai:v0.11.0',
  nodejs: '',
};
const SPEEDS: Record<Runtime, { medianSeconds: number; sigma: number }> = {
  kserve: { medianSeconds: 0.03, sigma: 0.4 },
  mlserver: { medianSeconds: 0.02, sigma: 0.35 },
  triton: { medianSeconds: 0.12, sigma: 0.35 },
  vllm: { medianSeconds: 3.2, sigma: 0.45 },
  nodejs: { medianSeconds: 0.05, sigma: 0.4 },
};
/** Of a predictor, what is not of its pods. */
const NOT_OF_PODS = [
  'model',
  'minReplicas',
  'maxReplicas',
  'scaleMetric',
  'scaleTarget',
  'scaleMetricType',
  'autoScaling',
  'canaryTrafficPercent',
  'containerConcurrency',
  'timeout',
  'logger',
  'batcher',
  'labels',
  'annotations',
  'deploymentStrategy',
  'workerSpec',
];

function bytesOf(quantity: unknown): number {
  const [, number, unit] =
    /^(\d+(?:\.\d+)?)([kMGT]i?|Ki)?$/.exec(String(quantity ?? '')) ?? [];
  return number ? Number(number) * (UNITS[unit ?? ''] ?? 1) : DEFAULT_MEMORY;
}

function runtimeOf(model: any, containers: any[]): Runtime {
  const format = model?.modelFormat?.name ?? '';
  const told = `${model?.runtime ?? ''} ${format} ${containers
    .map(({ image }) => image)
    .join(' ')}`;
  if (/vllm|huggingface/.test(told)) {
    return 'vllm';
  }
  if (/triton|onnx|tensorrt/.test(told)) {
    return 'triton';
  }
  // As KServe chooses among its own runtimes.
  return /mlserver|mlflow/.test(told) ||
    (model?.protocolVersion === 'v2' && /sklearn|xgboost|lightgbm/.test(format))
    ? 'mlserver'
    : 'kserve';
}

function modeOf({ metadata }: Manifest): DeploymentMode {
  const told = metadata.annotations?.['serving.kserve.io/deploymentMode'] ?? '';
  return /Knative|Serverless/.test(told) ? 'Knative' : 'Standard';
}

/**
 * The workload that a KServe controller makes of a service.
 */
export function toDeployedWorkload(record: AppliedRecord): Workload {
  const manifest = manifestOf(record);
  const { name, namespace = '' } = record;
  const isLlm = record.resource === 'llminferenceservices';
  const predictor = isLlm
    ? { ...manifest.spec.template, model: { modelFormat: { name: 'vllm' } } }
    : manifest.spec.predictor;
  const containers: any[] = predictor.containers ?? [];
  const [framework] = Object.entries<any>(predictor).filter(
    ([key, value]) => key !== 'model' && value?.storageUri,
  );
  const model =
    predictor.model ??
    (framework && { modelFormat: { name: framework[0] }, ...framework[1] });
  const runtime = runtimeOf(model, containers);
  const own = model && !isLlm ? model : containers[0] ?? {};
  const limits = own.resources?.limits ?? own.resources?.requests ?? {};
  const limitBytes = bytesOf(limits.memory);
  const image = own.image ?? pinned(IMAGES[runtime]);
  const others = Object.fromEntries(
    Object.entries(predictor).filter(
      ([key]) => !NOT_OF_PODS.includes(key) && key !== framework?.[0],
    ),
  );
  const { modelFormat, storageUri, protocolVersion, runtime: _, ...rest } = own;
  const at = alignUp(record.createdAt);
  const hasGpu = runtime === 'vllm' || Boolean(limits['nvidia.com/gpu']);
  return {
    name,
    namespace,
    runtime,
    mode: modeOf(manifest),
    models: [
      {
        name,
        ...(!isLlm && { inferenceService: name }),
        share: 1,
        framework: modelFormat?.name ?? 'custom',
      },
    ],
    image,
    traffic: emergencyTraffic(runtime === 'vllm' ? 0.5 : 2),
    latency: SPEEDS[runtime],
    errorRatio: 0.0004,
    slots: runtime === 'vllm' ? 24 : 8,
    cpuSecondsPerRequest: 0.01,
    memory: { bytes: Math.round(limitBytes * 0.4), limitBytes },
    ...(hasGpu && {
      gpu: {
        product: 'NVIDIA L4',
        node: 'gpu-4',
        index: createHash('sha256').update(name).digest()[0] % 8,
        memoryMiB: 23_034,
        usedMiB: 11_400,
        watts: { idle: 16, busy: 70 },
        busiest: 0.45,
      },
    }),
    ...(runtime === 'vllm' && {
      tokens: { prompt: 600, generation: 180, contextLength: 8192 },
    }),
    deployed: {
      at,
      readyAt: at + LOADING,
      labels: {
        [KUBERNETES_ID_LABEL]: name,
        ...manifest.metadata.labels,
        ...predictor.labels,
        component: 'predictor',
      },
      pod: {
        ...others,
        containers: [
          { ...rest, name: 'kserve-container', image },
          ...containers.slice(own === containers[0] ? 1 : 0),
        ],
      },
    },
  };
}
