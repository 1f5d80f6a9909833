import { formatVersion } from '@platform-ops/backstage-plugin-models-common';
import {
  DEPLOYMENT_FINDING_STATES,
  type DeploymentFinding,
  type DeploymentMatch,
} from '@platform-ops/backstage-plugin-ops-health-common';

/**
 * What the registry declares of a model.
 */
export interface DeclaredModel {
  modelRef: string;
  /** Versions whose stage is production. */
  production: string[];
  /** Versions whose stage is canary. */
  canary: string[];
  /** Why nobody can tell what is declared. */
  unknown?: string;
}

/**
 * An artefact that a resource in production serves.
 */
export interface ProductionServing {
  resourceId: string;
  /** E.g. `InferenceService churn (cluster eu-1)`. */
  resource: string;
  match: DeploymentMatch;
  /** The version that it is, or whose address it has in vain. */
  version?: string;
  /** Why it is no match. */
  reason?: string;
  /** 0..1 */
  traffic?: number;
  /** Since when, in words. */
  since: string;
  /** It has not taken over yet, or never will: why. */
  notLoaded?: string;
  /** Nobody has seen the resource for so long that it may be gone: since when. */
  lostSince?: string;
}

/**
 * `unseen`: some that the reader may not see. `elsewhere`: some that nobody
 * asked about.
 */
export type OtherServers = 'none' | 'unseen' | 'elsewhere';

/**
 * Compares what production serves with what is declared to be in production.
 * What cannot be told is never counted as a match.
 *
 * @param others - Whether something else may serve the model too.
 * @returns the worst first.
 */
export function findDeployments(
  model: DeclaredModel,
  servings: ProductionServing[],
  others: OtherServers,
): DeploymentFinding[] {
  const { modelRef } = model;
  if (model.unknown !== undefined) {
    return [
      {
        state: 'cannot-tell',
        modelRef,
        text: `Which version is declared production cannot be told: ${model.unknown}`,
      },
    ];
  }
  const findings = [...groupByResource(servings).values()].flatMap(group =>
    findOfResource(model, group),
  );
  const isServed = (version: string) =>
    servings.some(serving => counts(serving) && serving.version === version);
  const missing = model.production.filter(version => !isServed(version));
  const isTold = findings.some(
    ({ state }) => state === 'mismatch' || state === 'cannot-tell',
  );
  if (missing.length && !isTold && others !== 'elsewhere') {
    const declared = describeDeclared(missing);
    findings.push(
      others === 'none'
        ? {
            state: 'not-observed',
            modelRef,
            text: `${declared}; nothing in production was observed to serve ${
              missing.length === 1 ? 'it' : 'them'
            }`,
          }
        : {
            state: 'cannot-tell',
            modelRef,
            text: `${declared}; whether production serves ${
              missing.length === 1 ? 'it' : 'them'
            } cannot be told from what you may see`,
          },
    );
  }
  return findings.sort(
    (a, b) =>
      DEPLOYMENT_FINDING_STATES.indexOf(a.state) -
      DEPLOYMENT_FINDING_STATES.indexOf(b.state),
  );
}

function findOfResource(
  model: DeclaredModel,
  servings: ProductionServing[],
): DeploymentFinding[] {
  const { modelRef } = model;
  const [{ resource, resourceId, lostSince }] = servings;
  const tell = (state: DeploymentFinding['state'], text: string) => ({
    state,
    text,
    modelRef,
    resourceId,
  });
  if (lostSince) {
    return [
      tell(
        'cannot-tell',
        `What ${resource} serves cannot be told: it was last seen ${lostSince}`,
      ),
    ];
  }
  const findings: DeploymentFinding[] = [];
  const serving = servings.filter(({ traffic }) => traffic !== 0);
  const loading = serving.find(({ notLoaded }) => notLoaded);
  if (loading) {
    findings.push(
      tell(
        'cannot-tell',
        `What ${resource} serves cannot be told: ${
          loading.version ? formatVersion(loading.version) : 'its newest model'
        } is ${loading.notLoaded}`,
      ),
    );
  }
  for (const { match, version, reason, notLoaded } of serving) {
    if (match === 'mismatch') {
      findings.push(
        tell(
          'mismatch',
          `${resource} serves something else from the address of ${formatVersion(
            version!,
          )} in production: ${reason}`,
        ),
      );
    } else if (match === 'cannot-tell' && !notLoaded) {
      findings.push(
        tell(
          'cannot-tell',
          `What ${resource} serves cannot be told: ${reason}`,
        ),
      );
    }
  }
  const known = serving.filter(counts);
  if (known.length === 0) {
    return findings;
  }
  const isDeclared = ({ version }: ProductionServing) =>
    model.production.includes(version!);
  // A canary is one only beside what it may replace.
  const isExpected = (item: ProductionServing) =>
    isDeclared(item) ||
    (model.canary.includes(item.version!) && known.some(isDeclared));
  const split = describeSplit(model, known);
  const isSplit = new Set(known.map(({ version }) => version)).size > 1;
  if (!known.every(isExpected)) {
    findings.push(
      tell(
        'mismatch',
        `${describeDeclared(model.production)}; ${
          isSplit
            ? `${resource} serves ${split} in production`
            : `${formatVersion(
                known[0].version!,
              )} is served in production by ${resource} ${known[0].since}`
        }`,
      ),
    );
  } else if (findings.length === 0) {
    findings.push(
      tell(
        'match',
        isSplit
          ? `${describeDeclared(model.production)}; ${resource} serves ${split}`
          : `${describeDeclared(model.production)} and served by ${resource} ${
              known[0].since
            }`,
      ),
    );
  }
  return findings;
}

/** Whether it is certain that this version is served. */
function counts({
  match,
  version,
  traffic,
  notLoaded,
  lostSince,
}: ProductionServing): boolean {
  return (
    match === 'match' &&
    version !== undefined &&
    traffic !== 0 &&
    !notLoaded &&
    !lostSince
  );
}

function groupByResource(servings: ProductionServing[]) {
  const groups = new Map<string, ProductionServing[]>();
  for (const serving of servings) {
    const group = groups.get(serving.resourceId) ?? [];
    groups.set(serving.resourceId, [...group, serving]);
  }
  return groups;
}

/** E.g. `v13 (90 %) and v14 (10 %, canary)`. */
function describeSplit(
  model: DeclaredModel,
  servings: ProductionServing[],
): string {
  const shares = new Map<string, number | undefined>();
  for (const { version, traffic } of servings) {
    const known = shares.get(version!);
    shares.set(
      version!,
      traffic === undefined ? known : (known ?? 0) + traffic,
    );
  }
  return joinWords(
    [...shares]
      .sort(([, a = 0], [, b = 0]) => b - a)
      .map(([version, share]) => {
        const details = [
          share !== undefined && `${Math.round(share * 1000) / 10} %`,
          model.canary.includes(version) && 'canary',
        ].filter(Boolean);
        return details.length
          ? `${formatVersion(version)} (${details.join(', ')})`
          : formatVersion(version);
      }),
  );
}

function describeDeclared(versions: string[]): string {
  return versions.length === 0
    ? 'No version is declared production'
    : `${joinWords(versions.map(formatVersion))} ${
        versions.length === 1 ? 'is' : 'are'
      } declared production`;
}

function joinWords(words: string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
