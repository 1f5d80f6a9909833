import type { ObservedResource } from '@platform-ops/backstage-plugin-ops-health-node';
import type { StoredChange } from '../database/ChangeStore';
import type { VersionOf } from '../deployments/DeploymentTracker';
import { describeServingChange } from './describeServingChange';

/**
 * What changed in what is wanted of a resource, in a sentence without its end:
 * another artefact or image is a deployment, anything else configuration.
 */
export function describeResourceChange(
  before: ObservedResource | undefined,
  now: ObservedResource,
  versionOf: VersionOf,
): Pick<StoredChange, 'kind' | 'text'> | undefined {
  if (!before) {
    return undefined;
  }
  const deployment =
    describeServingChange(before, now, versionOf) ??
    describeImageChange(before, now);
  if (deployment !== undefined) {
    return { kind: 'deployment', text: deployment };
  }
  return hasOtherSpec(before, now)
    ? { kind: 'config', text: `spec of ${now.kind} ${now.name} changed` }
    : undefined;
}

function describeImageChange(
  before: ObservedResource,
  now: ObservedResource,
): string | undefined {
  if (!before.images || !now.images) {
    return undefined;
  }
  const old = before.images.filter(image => !now.images!.includes(image));
  const added = now.images.filter(image => !before.images!.includes(image));
  if (added.length === 0) {
    return undefined;
  }
  const [word, is] = [wordOf(added), added.join(', ')];
  return old.length === 0
    ? `${now.kind} ${now.name}: ${word} ${is} added`
    : `${now.kind} ${now.name}: ${wordOf(old)} ${old.join(', ')} → ${is}`;
}

function wordOf(images: string[]): string {
  return images.length === 1 ? 'image' : 'images';
}

/** A new default of the API server changes every spec, and no generation. */
function hasOtherSpec(
  before: ObservedResource,
  now: ObservedResource,
): boolean {
  return (
    before.specDigest !== undefined &&
    now.specDigest !== undefined &&
    before.specDigest !== now.specDigest &&
    (now.generation === undefined || before.generation !== now.generation)
  );
}
