import type { Site } from '../entities/locate';
import type { Container } from '../objects/PodTemplate';
import { containersOf } from './containersOf';
import { listed, type Finding } from './tell';

export function findSecurityContext(sites: Site[]): Finding {
  const containers = sites.flatMap(containersOf);
  const those = (isMeant: (container: Container) => boolean) =>
    listed(containers.filter(isMeant).map(({ text }) => text));
  return {
    value: {
      containers: containers.length,
      mayRunAsRoot: those(({ mayRunAsRoot }) => mayRunAsRoot),
      privileged: those(({ privileged }) => privileged),
      mayEscalate: those(({ mayEscalate }) => mayEscalate),
      writableRoot: those(({ writableRoot }) => writableRoot),
      keepsCapabilities: those(({ keepsCapabilities }) => keepsCapabilities),
      withoutSeccomp: those(({ withoutSeccomp }) => withoutSeccomp),
      hostAccess: listed(
        sites.flatMap(({ cluster, instances }) =>
          instances.flatMap(({ key, template }) =>
            template.hostAccess.map(way => `${cluster.name}: ${key}, ${way}`),
          ),
        ),
      ),
    },
    population: containers.length,
  };
}
