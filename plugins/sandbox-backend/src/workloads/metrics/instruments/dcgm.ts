import type { Conditions } from '../../simulation/Conditions';
import type { Moment } from '../../simulation/WorkloadSimulation';
import type { Workload } from '../../Workload';
import { gauge, plainCounter, type Instrument } from '../Instrument';
import { containerName } from './containerName';
import { gpuId, gpuUtilisation, gpuWatts } from './gpu';

/**
 * The default counters of NVIDIA's DCGM exporter.
 */
export function dcgm(workload: Workload): Instrument[] {
  const { gpu } = workload;
  if (!gpu) {
    return [];
  }
  const labels = ({ replica }: Moment) => ({
    gpu: String(gpu.index),
    UUID: gpuId(workload),
    pci_bus_id: `00000000:0${gpu.index + 1}:00.0`,
    device: `nvidia${gpu.index}`,
    modelName: gpu.product,
    Hostname: gpu.node,
    container: containerName(workload),
    namespace: workload.namespace,
    pod: replica?.pod ?? '',
  });
  const reading = (
    name: string,
    help: string,
    value: (moment: Moment) => number,
  ) => gauge({ name, help, series: [{ labels, value }] });
  const percent = (moment: Moment) => Math.round(100 * gpuUtilisation(moment));
  const watts = ({ load }: Conditions) =>
    gpu.watts.idle + (gpu.watts.busy - gpu.watts.idle) * gpu.busiest * load;
  return [
    reading('DCGM_FI_DEV_SM_CLOCK', 'SM clock frequency (in MHz).', moment =>
      percent(moment) > 0 ? 1740 : 210,
    ),
    reading(
      'DCGM_FI_DEV_MEM_CLOCK',
      'Memory clock frequency (in MHz).',
      moment => (percent(moment) > 0 ? 6251 : 405),
    ),
    reading('DCGM_FI_DEV_GPU_TEMP', 'GPU temperature (in C).', moment =>
      Math.round(34 + 40 * gpuUtilisation(moment)),
    ),
    reading('DCGM_FI_DEV_MEMORY_TEMP', 'Memory temperature (in C).', () => 0),
    reading('DCGM_FI_DEV_POWER_USAGE', 'Power draw (in W).', gpuWatts),
    plainCounter({
      name: 'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION',
      help: 'Total energy consumption since boot (in mJ).',
      series: [{ labels, perSecond: conditions => 1000 * watts(conditions) }],
    }),
    plainCounter({
      name: 'DCGM_FI_DEV_PCIE_REPLAY_COUNTER',
      help: 'Total number of PCIe retries.',
      series: [{ labels }],
    }),
    reading('DCGM_FI_DEV_GPU_UTIL', 'GPU utilization (in %).', percent),
    reading('DCGM_FI_DEV_MEM_COPY_UTIL', 'Memory utilization (in %).', moment =>
      Math.round(percent(moment) * 0.4),
    ),
    reading(
      'DCGM_FI_DEV_XID_ERRORS',
      'Value of the last XID error encountered.',
      () => 0,
    ),
    reading(
      'DCGM_FI_DEV_FB_FREE',
      'Framebuffer memory free (in MiB).',
      () => gpu.memoryMiB - gpu.usedMiB,
    ),
    reading(
      'DCGM_FI_DEV_FB_USED',
      'Framebuffer memory used (in MiB).',
      () => gpu.usedMiB,
    ),
    reading(
      'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
      'Ratio of time the graphics engine is active.',
      gpuUtilisation,
    ),
    reading(
      'DCGM_FI_PROF_PIPE_TENSOR_ACTIVE',
      'Ratio of cycles the tensor (HMMA) pipe is active.',
      moment => Number((gpuUtilisation(moment) * 0.35).toFixed(3)),
    ),
    reading(
      'DCGM_FI_PROF_DRAM_ACTIVE',
      'Ratio of cycles the device memory interface is active sending or receiving data.',
      moment => Number((gpuUtilisation(moment) * 0.45).toFixed(3)),
    ),
  ];
}
