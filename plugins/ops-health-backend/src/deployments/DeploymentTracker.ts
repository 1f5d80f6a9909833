import type { ObservedServing } from '@platform-ops/backstage-plugin-ops-health-node';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { StoredResource } from '../database/ResourceStore';
import type { ArtifactMatcher, MatchAnswer } from './ArtifactMatcher';
import {
  artifactKeyOf,
  servingKey,
  takesTraffic,
  type ArtifactMatch,
  type StoredDeployment,
} from './StoredDeployment';

/** The version that a serving is, where that is known. */
export type VersionOf = (serving: ObservedServing) => string | undefined;

/**
 * Keeps up which model versions the resources of a source serve, and since
 * when.
 */
export class DeploymentTracker {
  readonly #store: DeploymentStore;
  readonly #matcher: ArtifactMatcher;

  constructor(options: {
    deployments: DeploymentStore;
    matcher: ArtifactMatcher;
  }) {
    this.#store = options.deployments;
    this.#matcher = options.matcher;
  }

  /**
   * @param seenBefore - When each resource was last seen before this time.
   * @param gone - Ids of resources that are no more.
   */
  async track(options: {
    sourceId: string;
    resources: StoredResource[];
    seenBefore: Map<string, Date>;
    gone: string[];
    at: Date;
  }): Promise<VersionOf> {
    const { sourceId, resources, seenBefore, gone, at } = options;
    const before = await this.#store.listOf(sourceId);
    const served = resources.flatMap(({ resource }) =>
      distinct(resource.serves ?? []).map(serving => ({
        resourceId: resource.id,
        serving,
      })),
    );
    const answer: MatchAnswer = served.length
      ? await this.#matcher.match(
          served.map(({ serving }) => serving),
          at,
        )
      : { matches: [] };
    const earlier = new Map<string, StoredDeployment[]>();
    for (const deployment of before) {
      const key = placeOf(deployment);
      earlier.set(key, [...(earlier.get(key) ?? []), deployment]);
    }
    const now = served.map(
      ({ resourceId, serving }, index): StoredDeployment => {
        const same = earlier.get(placeOf({ resourceId, serving })) ?? [];
        const known = same.filter(
          old => takesTraffic(old.serving) === takesTraffic(serving),
        );
        return {
          sourceId,
          resourceId,
          serving,
          match:
            'matches' in answer
              ? answer.matches[index]
              : keepMatch(same[0]?.match, answer),
          since: earliest(known) ?? {
            after: seenBefore.get(resourceId),
            before: at,
          },
        };
      },
    );
    await this.#store.save(
      sourceId,
      resources.map(({ resource }) => resource.id),
      now,
      gone,
    );
    const versions = new Map(
      [...before, ...now].map(({ serving, match }) => [
        artifactKeyOf(serving),
        match.outcome === 'match' ? match.version?.version : undefined,
      ]),
    );
    return serving => versions.get(artifactKeyOf(serving));
  }
}

function distinct(servings: ObservedServing[]): ObservedServing[] {
  return [
    ...new Map(
      servings.map(serving => [servingKey(serving), serving]),
    ).values(),
  ];
}

function placeOf({
  resourceId,
  serving,
}: Pick<StoredDeployment, 'resourceId' | 'serving'>): string {
  return `${resourceId} ${artifactKeyOf(serving)}`;
}

function earliest(
  deployments: StoredDeployment[],
): StoredDeployment['since'] | undefined {
  return deployments
    .map(({ since }) => since)
    .sort((a, b) => a.before.getTime() - b.before.getTime())[0];
}

/** The last good match of the same artefact stays, and grows old. */
function keepMatch(
  old: ArtifactMatch | undefined,
  answer: { unanswered: string; gone: boolean },
): ArtifactMatch {
  return old?.version && !answer.gone
    ? { ...old, reason: answer.unanswered }
    : { outcome: 'cannot-tell', reason: answer.unanswered };
}
