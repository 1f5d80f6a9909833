import { Noise } from '../../simulation/Noise';
import { metadataOf, rfc3339 } from '../metadata';
import type { KubernetesObject } from '../resources';
import { manifestOf } from './AppliedObjects';
import type { AppliedRecord } from './AppliedRecord';
import { isRunning } from './statusOf';

const MOST_PODS = 10;

/**
 * The pods of a Deployment that somebody applied.
 */
export function toAppliedPods(
  record: AppliedRecord,
  now: number,
): KubernetesObject[] {
  const { spec } = manifestOf(record);
  const { name, namespace, createdAt } = record;
  const startedAt = record.rolledOutAt.at(-1) ?? createdAt;
  const ready = isRunning(record, now);
  const noise = Noise.fromSeed(`${namespace}/${name}/${startedAt}`);
  const suffix = (channel: number) =>
    Math.floor(noise.uniform(0, channel) * 36 ** 5)
      .toString(36)
      .padStart(5, '0');
  const condition = (type: string, isTrue: boolean) => ({
    type,
    status: isTrue ? 'True' : 'False',
    lastTransitionTime: rfc3339(startedAt),
  });
  return Array.from(
    { length: Math.min(spec.replicas ?? 1, MOST_PODS) },
    (_, index) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: metadataOf({
        kind: 'Pod',
        name: `${name}-${suffix(0)}-${suffix(index + 1)}`,
        namespace,
        createdAt: startedAt,
        labels: spec.template.metadata?.labels,
      }),
      spec: { nodeName: 'node-1', ...spec.template.spec },
      status: {
        phase: ready ? 'Running' : 'Pending',
        startTime: rfc3339(startedAt),
        conditions: [
          condition('PodScheduled', true),
          condition('Initialized', true),
          condition('ContainersReady', ready),
          condition('Ready', ready),
        ],
        containerStatuses: spec.template.spec.containers.map((each: any) => ({
          name: each.name,
          image: each.image,
          imageID: '',
          ready,
          started: ready,
          restartCount: 0,
          state: ready
            ? { running: { startedAt: rfc3339(startedAt) } }
            : { waiting: { reason: 'ContainerCreating' } },
          lastState: {},
        })),
      },
    }),
  );
}
