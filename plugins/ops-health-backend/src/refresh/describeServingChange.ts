import type {
  ObservedResource,
  ObservedServing,
} from '@platform-ops/backstage-plugin-ops-health-node';

/**
 * What changed in what a resource serves, in a sentence without its end;
 * undefined where nothing did.
 */
export function describeServingChange(
  before: ObservedResource | undefined,
  now: ObservedResource,
): string | undefined {
  if (!before || !now.serves?.length) {
    return undefined;
  }
  const old = artefacts(before.serves ?? []);
  const added = artefacts(now.serves).filter(name => !old.includes(name));
  if (added.length === 0) {
    return undefined;
  }
  const instead = old.filter(name => !artefacts(now.serves!).includes(name));
  return `${now.kind} ${now.name} serves ${added.join(', ')}${
    instead.length ? ` instead of ${instead.join(', ')}` : ''
  }`;
}

function artefacts(serves: ObservedServing[]): string[] {
  return [
    ...new Set(
      serves
        .map(
          ({ artifactUri, digest, revision }) =>
            artifactUri ?? digest ?? revision,
        )
        .filter(name => name !== undefined),
    ),
  ];
}
