import type { Site } from '../entities/locate';
import { containersOf } from './containersOf';
import { listed, type Finding } from './tell';

const PINNED = /@sha256:[0-9a-f]{64}$/;

export function findWorkloads(sites: Site[]): Finding {
  const containers = sites.flatMap(containersOf);
  return {
    value: {
      clusters: listed(sites.map(({ cluster }) => cluster.name)),
      namespaces: listed(
        sites.flatMap(({ cluster, instances }) =>
          instances.map(({ namespace }) => `${cluster.name}/${namespace}`),
        ),
      ),
      workloads: listed(
        sites.flatMap(({ cluster, workloads }) =>
          workloads.map(({ key }) => `${cluster.name}: ${key}`),
        ),
      ),
      pods: sites.reduce((sum, { pods }) => sum + pods.length, 0),
      images: listed(containers.map(({ image }) => image)),
      imagesByTag: listed(
        containers
          .map(({ image }) => image)
          .filter(image => !PINNED.test(image)),
      ),
      withoutMemoryLimit: listed(
        containers
          .filter(({ withoutMemoryLimit }) => withoutMemoryLimit)
          .map(({ text }) => text),
      ),
    },
    population: sites.reduce(
      (sum, { workloads, pods }) => sum + workloads.length + pods.length,
      0,
    ),
  };
}
