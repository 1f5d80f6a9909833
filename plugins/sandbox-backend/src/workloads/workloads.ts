import {
  clinicTraffic,
  emergencyTraffic,
  nightlyTraffic,
  officeTraffic,
  shopTraffic,
  tradingTraffic,
} from './simulation/traffic';
import type { Gpu, Workload } from './Workload';

const MIB = 1024 * 1024;

const memory = (mebibytes: number, limitMebibytes: number) => ({
  bytes: mebibytes * MIB,
  limitBytes: limitMebibytes * MIB,
});

const l4 = (gpu: Pick<Gpu, 'node' | 'index' | 'usedMiB' | 'busiest'>): Gpu => ({
  product: 'NVIDIA L4',
  memoryMiB: 23_034,
  watts: { idle: 16, busy: 70 },
  ...gpu,
});

const TRITON = 'nvcr.io/nvidia/tritonserver:25.06-py3';
const MLSERVER = 'docker.io/seldonio/mlserver:1.7.1';

const imaging: Workload[] = [
  {
    name: 'chest-xray-triage-service',
    namespace: 'imaging',
    runtime: 'triton',
    mode: 'Standard',
    models: [
      {
        name: 'chest-xray-triage',
        inferenceService: 'chest-xray-triage-service',
        share: 1,
        framework: 'pytorch',
      },
    ],
    image: TRITON,
    traffic: clinicTraffic(1.2),
    latency: { medianSeconds: 0.18, sigma: 0.35 },
    errorRatio: 0.0004,
    slots: 4,
    cpuSecondsPerRequest: 0.06,
    memory: memory(3100, 8192),
    gpu: l4({ node: 'gpu-1', index: 0, usedMiB: 9_870, busiest: 0.62 }),
  },
  {
    name: 'mammography-service',
    namespace: 'imaging',
    runtime: 'triton',
    mode: 'Knative',
    models: [
      {
        name: 'mammography-screening',
        inferenceService: 'mammography-service',
        share: 1,
        framework: 'pytorch',
      },
    ],
    image: TRITON,
    traffic: clinicTraffic(0.4),
    latency: { medianSeconds: 0.42, sigma: 0.3 },
    errorRatio: 0.0004,
    slots: 4,
    cpuSecondsPerRequest: 0.11,
    memory: memory(3900, 8192),
    gpu: l4({ node: 'gpu-1', index: 1, usedMiB: 14_210, busiest: 0.48 }),
  },
  {
    name: 'retinopathy-service',
    namespace: 'imaging',
    runtime: 'kserve',
    mode: 'Knative',
    models: [
      {
        name: 'diabetic-retinopathy-grading',
        inferenceService: 'retinopathy-service',
        share: 1,
        framework: 'tensorflow',
      },
    ],
    image: 'registry.example.com/imaging/retinopathy-predictor:2.3.0',
    traffic: clinicTraffic(0.3),
    latency: { medianSeconds: 0.31, sigma: 0.4 },
    errorRatio: 0.0005,
    slots: 2,
    cpuSecondsPerRequest: 0.3,
    memory: memory(1900, 4096),
    // It computes on the CPU; nobody noticed that the GPU is never used.
    gpu: l4({ node: 'gpu-2', index: 0, usedMiB: 457, busiest: 0 }),
  },
  {
    name: 'stroke-alert-service',
    namespace: 'imaging',
    runtime: 'triton',
    mode: 'Standard',
    models: [
      {
        name: 'ct-stroke-detection',
        inferenceService: 'stroke-alert-service',
        share: 1,
        framework: 'pytorch',
      },
    ],
    image: TRITON,
    traffic: emergencyTraffic(0.006),
    latency: { medianSeconds: 1.1, sigma: 0.3 },
    errorRatio: 0.0002,
    slots: 2,
    cpuSecondsPerRequest: 0.4,
    memory: memory(4200, 8192),
    gpu: l4({ node: 'gpu-2', index: 1, usedMiB: 11_640, busiest: 0.03 }),
  },
  {
    name: 'reading-list',
    namespace: 'imaging',
    runtime: 'nodejs',
    models: [],
    image: 'registry.example.com/imaging/reading-list:5.12.1',
    traffic: clinicTraffic(4),
    latency: { medianSeconds: 0.055, sigma: 0.6 },
    errorRatio: 0.0006,
    slots: 64,
    cpuSecondsPerRequest: 0.006,
    memory: memory(210, 512),
    routes: [
      { method: 'GET', route: '/worklist', share: 0.6, slower: 1 },
      { method: 'GET', route: '/studies/:id', share: 0.3, slower: 1.6 },
      { method: 'POST', route: '/studies/:id/read', share: 0.1, slower: 2.2 },
    ],
  },
];

const trading: Workload[] = [
  {
    name: 'volatility-service',
    namespace: 'trading',
    runtime: 'mlserver',
    mode: 'Standard',
    models: [
      {
        name: 'volatility-forecast',
        inferenceService: 'volatility-service',
        share: 0.65,
        framework: 'lightgbm',
      },
      {
        name: 'order-flow-imbalance',
        inferenceService: 'volatility-service-order-flow',
        share: 0.35,
        framework: 'pytorch',
      },
    ],
    image: MLSERVER,
    traffic: tradingTraffic(40),
    latency: { medianSeconds: 0.006, sigma: 0.35 },
    errorRatio: 0.0002,
    slots: 8,
    cpuSecondsPerRequest: 0.004,
    memory: memory(640, 1536),
  },
  {
    name: 'surveillance-ranking',
    namespace: 'trading',
    runtime: 'kserve',
    mode: 'Standard',
    models: [
      {
        name: 'market-abuse-detection',
        inferenceService: 'surveillance-ranking',
        // Rolled back in the cluster once, and nobody told the registry.
        pinnedVersion: 6,
        share: 1,
        framework: 'sklearn',
      },
    ],
    image: 'docker.io/kserve/sklearnserver:v0.17.0',
    traffic: tradingTraffic(2),
    latency: { medianSeconds: 0.045, sigma: 0.5 },
    errorRatio: 0.0005,
    slots: 8,
    cpuSecondsPerRequest: 0.03,
    memory: memory(480, 1024),
  },
  {
    name: 'quoting-engine',
    namespace: 'trading',
    runtime: 'nodejs',
    models: [],
    image: 'registry.example.com/trading/quoting-engine:41.0.3',
    traffic: tradingTraffic(120),
    latency: { medianSeconds: 0.008, sigma: 0.4 },
    errorRatio: 0.0002,
    slots: 128,
    cpuSecondsPerRequest: 0.0015,
    memory: memory(330, 1024),
    routes: [
      { method: 'POST', route: '/quotes', share: 0.9, slower: 1 },
      { method: 'GET', route: '/limits/:book', share: 0.1, slower: 0.7 },
    ],
  },
];

const shop: Workload[] = [
  {
    name: 'recommendation-service',
    namespace: 'shop',
    runtime: 'kserve',
    mode: 'Knative',
    models: [
      {
        name: 'product-recommender',
        inferenceService: 'recommendation-service',
        share: 1,
        framework: 'tensorflow',
      },
    ],
    image: 'registry.example.com/shop/recommender-predictor:9.4.0',
    traffic: shopTraffic(45),
    latency: { medianSeconds: 0.024, sigma: 0.45 },
    errorRatio: 0.0005,
    slots: 16,
    cpuSecondsPerRequest: 0.012,
    memory: memory(1250, 3072),
  },
  {
    name: 'churn-scoring',
    namespace: 'shop',
    runtime: 'mlserver',
    mode: 'Knative',
    models: [
      {
        name: 'churn-prediction',
        inferenceService: 'churn-scoring',
        share: 1,
        framework: 'xgboost',
      },
    ],
    image: MLSERVER,
    traffic: nightlyTraffic(25),
    latency: { medianSeconds: 0.028, sigma: 0.35 },
    errorRatio: 0.0003,
    slots: 8,
    cpuSecondsPerRequest: 0.02,
    memory: memory(560, 1536),
    scalesToZero: true,
  },
  {
    name: 'shop-front',
    namespace: 'shop',
    runtime: 'nodejs',
    models: [],
    image: 'registry.example.com/shop/shop-front:2026.11.2',
    traffic: shopTraffic(70),
    latency: { medianSeconds: 0.048, sigma: 0.55 },
    errorRatio: 0.0006,
    slots: 256,
    cpuSecondsPerRequest: 0.004,
    memory: memory(380, 1024),
    routes: [
      { method: 'GET', route: '/', share: 0.35, slower: 1 },
      { method: 'GET', route: '/products/:id', share: 0.45, slower: 1.1 },
      { method: 'POST', route: '/basket', share: 0.15, slower: 1.5 },
      { method: 'POST', route: '/checkout', share: 0.05, slower: 3 },
    ],
  },
];

const assistants: Workload[] = [
  {
    name: 'support-chat',
    namespace: 'assistants',
    runtime: 'vllm',
    mode: 'Standard',
    models: [
      {
        name: 'support-assistant',
        inferenceService: 'support-chat',
        share: 1,
        framework: 'huggingface',
      },
    ],
    image: 'docker.io/vllm/vllm-openai:v0.11.0',
    traffic: officeTraffic(0.8),
    latency: { medianSeconds: 4.6, sigma: 0.45 },
    errorRatio: 0.0008,
    slots: 24,
    cpuSecondsPerRequest: 0.09,
    memory: memory(6200, 16_384),
    gpu: {
      product: 'NVIDIA A100-SXM4-40GB',
      node: 'gpu-3',
      index: 0,
      memoryMiB: 40_960,
      usedMiB: 37_120,
      watts: { idle: 52, busy: 390 },
      busiest: 0.71,
    },
    tokens: { prompt: 850, generation: 210, contextLength: 8192 },
  },
  {
    name: 'page-search',
    namespace: 'assistants',
    runtime: 'nodejs',
    models: [
      { name: 'knowledge-embeddings', share: 1, framework: 'transformers' },
    ],
    image: 'registry.example.com/assistants/page-search:1.8.0',
    traffic: officeTraffic(3),
    latency: { medianSeconds: 0.085, sigma: 0.45 },
    errorRatio: 0.0006,
    slots: 48,
    cpuSecondsPerRequest: 0.02,
    memory: memory(420, 1024),
    routes: [{ method: 'GET', route: '/search', share: 1, slower: 1 }],
    calls: {
      model: 'knowledge-embeddings',
      operation: 'embeddings',
      share: 0.92,
      tokens: 14,
    },
  },
];

/**
 * The services of the example organisation.
 */
export const workloads: readonly Workload[] = [
  ...imaging,
  ...trading,
  ...shop,
  ...assistants,
];
