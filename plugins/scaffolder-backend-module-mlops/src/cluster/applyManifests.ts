import { isDeepStrictEqual } from 'node:util';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { ClusterError } from '@platform-ops/backstage-plugin-platform-ops-node';
import { describeManifest, type Manifest } from '../manifests/Manifest';
import { orderForApply } from '../manifests/orderForApply';
import type {
  AnsweredObject,
  ClusterWriter,
  PlacedManifest,
} from './ClusterWriter';

export interface ApplyOptions {
  namespace: string;
  /** Kinds of the whole cluster that may be applied, besides the namespace. */
  clusterScopedKinds: string[];
  /** Kinds that are left out where the cluster does not serve them. */
  optionalKinds: string[];
  /** Takes fields over from others. */
  force: boolean;
  logger: LoggerService;
}

// A type, because outputs of actions are JSON.
export type AppliedObject = {
  apiVersion: string;
  kind: string;
  name: string;
  namespace?: string;
  change: 'created' | 'changed' | 'unchanged';
};

const MOST_TOLD = 10;
/** Whose a namespace is. */
const PART_OF = 'app.kubernetes.io/part-of';

/**
 * Applies objects: the cluster tries all of them first, and only where it
 * refuses none any is kept.
 *
 * @throws InputError with all that was refused.
 */
export async function applyManifests(
  cluster: ClusterWriter,
  manifests: Manifest[],
  options: ApplyOptions,
): Promise<{ objects: AppliedObject[]; leftOut: string[] }> {
  const { placed, leftOut } = await placeAll(cluster, manifests, options);
  const ordered = orderForApply(placed);
  const objects: AppliedObject[] = [];

  // Nothing can be tried in a namespace that is not there yet.
  const [namespace] = ordered.filter(({ kind }) => kind === 'Namespace');
  if (namespace) {
    objects.push(await applyNamespace(cluster, namespace, options));
  }
  const others = ordered.filter(each => each !== namespace);
  await tryAll(cluster, others, options);
  for (const each of others) {
    objects.push(await applyOne(cluster, each, options));
  }
  return { objects, leftOut };
}

/**
 * Only tries objects; nothing is kept.
 *
 * @throws InputError with all that was refused.
 */
export async function tryManifests(
  cluster: ClusterWriter,
  manifests: Manifest[],
  options: ApplyOptions,
): Promise<void> {
  const { placed } = await placeAll(cluster, manifests, options);
  await tryAll(cluster, placed, options);
}

async function placeAll(
  cluster: ClusterWriter,
  manifests: Manifest[],
  options: ApplyOptions,
): Promise<{ placed: PlacedManifest[]; leftOut: string[] }> {
  const placed: PlacedManifest[] = [];
  const leftOut: string[] = [];
  const problems: string[] = [];
  for (const manifest of manifests) {
    const described = describeManifest(manifest);
    const found = await cluster.place(manifest, options.namespace);
    if (!found && options.optionalKinds.includes(manifest.kind)) {
      options.logger.warn(
        `Left out ${described}: the cluster ${cluster.name} serves no ${manifest.kind} of ${manifest.apiVersion}`,
      );
      leftOut.push(described);
    } else if (!found) {
      problems.push(
        `${described} (${manifest.place}): the cluster ${cluster.name} serves no ${manifest.kind} of ${manifest.apiVersion}; install it, or name it in optionalKinds`,
      );
    } else if (
      !found.isNamespaced &&
      found.kind !== 'Namespace' &&
      !options.clusterScopedKinds.includes(found.kind)
    ) {
      problems.push(
        `${described} (${manifest.place}) is of the whole cluster, not of the namespace ${options.namespace}; name it in clusterScopedKinds where that is meant`,
      );
    } else {
      placed.push(found);
    }
  }
  tellProblems(cluster, problems);
  return { placed, leftOut };
}

async function tryAll(
  cluster: ClusterWriter,
  placed: PlacedManifest[],
  { force, logger }: ApplyOptions,
): Promise<void> {
  const problems: string[] = [];
  for (const each of placed) {
    try {
      await cluster.apply(each, { dryRun: true, force });
    } catch (error) {
      if (!(error instanceof ClusterError) || error.isFinal) {
        throw error;
      }
      problems.push(error.message);
    }
  }
  tellProblems(cluster, problems);
  logger.info(
    `The cluster ${cluster.name} accepts ${placed.length} object${
      placed.length === 1 ? '' : 's'
    } (server-side dry run)`,
  );
}

/**
 * One of somebody else stays as it is: applied, it would lose the labels that
 * this file does not have, on which the safety of others may depend.
 */
async function applyNamespace(
  cluster: ClusterWriter,
  placed: PlacedManifest,
  options: ApplyOptions,
): Promise<AppliedObject> {
  const found = await cluster.get(placed);
  const wanted = labelsOf(placed.object);
  const there = found && labelsOf(found);
  if (!there || there[PART_OF] === wanted[PART_OF]) {
    await tryAll(cluster, [placed], options);
    return applyOne(cluster, placed, options);
  }
  const missing = Object.entries(wanted).filter(
    ([key, value]) => key !== PART_OF && there[key] !== value,
  );
  options.logger.warn(
    `The namespace ${
      placed.name
    } is there and not of this component, so it stays as it is${
      missing.length > 0
        ? `; its labels lack ${missing
            .map(([key, value]) => `${key}=${value}`)
            .join(', ')}`
        : ''
    }`,
  );
  const { apiVersion, kind, name } = placed;
  return { apiVersion, kind, name, change: 'unchanged' };
}

function labelsOf({ metadata }: AnsweredObject): Record<string, unknown> {
  const labels = (metadata as { labels?: object } | undefined)?.labels;
  return { ...labels };
}

async function applyOne(
  cluster: ClusterWriter,
  placed: PlacedManifest,
  { force, logger }: ApplyOptions,
): Promise<AppliedObject> {
  const before = await cluster.get(placed);
  const after = await cluster.apply(placed, { dryRun: false, force });
  const change =
    (!before && 'created') ||
    (isDeepStrictEqual(wish(before), wish(after)) ? 'unchanged' : 'changed');
  logger.info(`${describeManifest(placed)}: ${change}`);
  const { apiVersion, kind, name, namespace } = placed;
  return {
    apiVersion,
    kind,
    name,
    ...(namespace !== undefined && { namespace }),
    change,
  };
}

/** Of an object, without what the API server and controllers keep in it. */
function wish(object: AnsweredObject | undefined): object {
  const { metadata, status: _status, ...rest } = object ?? {};
  const {
    managedFields: _managedFields,
    resourceVersion: _resourceVersion,
    ...kept
  } = metadata ?? {};
  return { ...rest, metadata: kept };
}

function tellProblems(cluster: ClusterWriter, problems: string[]): void {
  if (problems.length > 0) {
    const more = problems.length - MOST_TOLD;
    throw new InputError(
      `Nothing was applied, for the cluster ${cluster.name} would not take ${
        problems.length
      } of the objects: ${problems.slice(0, MOST_TOLD).join('; ')}${
        more > 0 ? `; and ${more} more` : ''
      }`,
    );
  }
}
