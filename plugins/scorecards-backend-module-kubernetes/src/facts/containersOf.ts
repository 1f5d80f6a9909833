import type { Site } from '../entities/locate';
import type { Container } from '../objects/PodTemplate';

/** A container of something that runs, and what to call it. */
export interface NamedContainer extends Container {
  /** E.g. `eu-1: Deployment shop/web, container main`. */
  text: string;
}

export function containersOf({
  cluster,
  instances,
}: Pick<Site, 'cluster' | 'instances'>): NamedContainer[] {
  return instances.flatMap(({ key, template }) =>
    template.containers.map(container => ({
      ...container,
      text: `${cluster.name}: ${key}, container ${container.name}`,
    })),
  );
}
