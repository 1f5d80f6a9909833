import type { Runtime, Workload } from '../Workload';
import type { Instrument } from './Instrument';
import { dcgm } from './instruments/dcgm';
import { genAiClient } from './instruments/genAiClient';
import { knativeQueueProxy } from './instruments/knativeQueueProxy';
import { kserveServer } from './instruments/kserveServer';
import { kubernetesState } from './instruments/kubernetesState';
import { mlserver } from './instruments/mlserver';
import { nodeProcess } from './instruments/nodeProcess';
import { openTelemetryHttp } from './instruments/openTelemetryHttp';
import { pythonProcess } from './instruments/pythonProcess';
import { triton } from './instruments/triton';
import { vllm } from './instruments/vllm';

type Exporter = (workload: Workload) => Instrument[];

const EXPORTERS: Record<Runtime, Exporter[]> = {
  kserve: [kserveServer, pythonProcess],
  mlserver: [mlserver, pythonProcess],
  triton: [triton],
  vllm: [vllm, pythonProcess],
  nodejs: [openTelemetryHttp, genAiClient, nodeProcess],
};

/**
 * All metrics of a workload: those of its server, and those that exporters of
 * the cluster tell of it.
 */
export function instrumentsOf(workload: Workload): Instrument[] {
  return [
    ...EXPORTERS[workload.runtime],
    ...(workload.mode === 'Knative' ? [knativeQueueProxy] : []),
    dcgm,
    kubernetesState,
  ].flatMap(exporter => exporter(workload));
}
