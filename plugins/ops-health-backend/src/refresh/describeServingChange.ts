import { formatVersion } from '@platform-ops/backstage-plugin-models-common';
import type {
  ObservedResource,
  ObservedServing,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { VersionOf } from '../deployments/DeploymentTracker';

/**
 * What changed in what a resource serves, in a sentence without its end;
 * undefined where nothing did.
 *
 * @param versionOf - The version is said in place of the artefact, where known;
 *   not its model, which not everybody may see who sees what serves it.
 */
export function describeServingChange(
  before: ObservedResource | undefined,
  now: ObservedResource,
  versionOf: VersionOf,
): string | undefined {
  if (!before || !now.serves?.length) {
    return undefined;
  }
  const old = artefacts(before.serves ?? [], versionOf);
  const current = artefacts(now.serves, versionOf);
  const added = current.filter(
    item => !old.some(({ artefact }) => artefact === item.artefact),
  );
  if (added.length === 0) {
    return undefined;
  }
  const instead = old.filter(
    item => !current.some(({ artefact }) => artefact === item.artefact),
  );
  return `${now.kind} ${now.name} serves ${nameAll(added)}${
    instead.length ? ` instead of ${nameAll(instead)}` : ''
  }`;
}

interface Named {
  artefact: string;
  name: string;
}

function artefacts(serves: ObservedServing[], versionOf: VersionOf): Named[] {
  const named = new Map<string, Named>();
  for (const serving of serves) {
    const artefact = serving.artifactUri ?? serving.digest ?? serving.revision;
    if (artefact !== undefined) {
      const version = versionOf(serving);
      named.set(artefact, {
        artefact,
        name: version === undefined ? artefact : formatVersion(version),
      });
    }
  }
  return [...named.values()];
}

function nameAll(items: Named[]): string {
  return items.map(({ name }) => name).join(', ');
}
