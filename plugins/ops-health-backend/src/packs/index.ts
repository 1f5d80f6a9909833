import type { IndicatorPack } from '@platform-ops/backstage-plugin-ops-health-node';
import { dcgmPack } from './dcgm';
import { fastApiPack } from './fastApi';
import { genAiPack } from './genAi';
import { httpPack } from './http';
import { knativePack } from './knative';
import { kservePack } from './kserve';
import { kubernetesWorkloadPack } from './kubernetesWorkload';
import { envoyPack, istioPack } from './mesh';
import { mlserverPack } from './mlserver';
import { nodejsPack } from './nodejs';
import { tritonPack } from './triton';
import { vllmPack } from './vllm';

/**
 * The built-in packs. Where several tell the same indicator of an entity the
 * first wins: what a server says of itself comes before what is measured in
 * front of it.
 */
export const builtInPacks: IndicatorPack[] = [
  vllmPack,
  genAiPack,
  tritonPack,
  mlserverPack,
  httpPack,
  fastApiPack,
  kservePack,
  knativePack,
  istioPack,
  envoyPack,
  dcgmPack,
  kubernetesWorkloadPack,
  nodejsPack,
];
