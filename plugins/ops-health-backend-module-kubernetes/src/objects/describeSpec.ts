import type { ObservedResource } from '@platform-ops/backstage-plugin-ops-health-node';
import { contentHash } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { KubernetesObject } from './KubernetesObject';

/** What autoscalers write, and what is told as a deployment. */
const TOLD_ELSEWHERE = new Set([
  'replicas',
  'minReplicas',
  'maxReplicas',
  'image',
  'storageUri',
  'storageUris',
  'uri',
  'internal.serving.kserve.io/storage-initializer-sourceuri',
]);

/**
 * What is wanted of an object, so that a change of it is seen.
 */
export function describeSpec({
  metadata,
  spec,
}: KubernetesObject): Pick<
  ObservedResource,
  'images' | 'specDigest' | 'generation'
> {
  if (spec === undefined) {
    return {};
  }
  const images = new Set<string>();
  const specDigest = contentHash(withoutTold(spec, images));
  return {
    images: images.size > 0 ? [...images].sort() : undefined,
    specDigest,
    generation: metadata.generation,
  };
}

function withoutTold(value: unknown, images: Set<string>): unknown {
  if (Array.isArray(value)) {
    return value.map(item => withoutTold(item, images));
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => {
      if (name === 'image' && typeof item === 'string') {
        images.add(item);
      }
      return TOLD_ELSEWHERE.has(name)
        ? []
        : [[name, withoutTold(item, images)]];
    }),
  );
}
