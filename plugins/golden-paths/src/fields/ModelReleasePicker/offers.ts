import type {
  Model,
  ModelStage,
  ModelVersion,
} from '@platform-ops/backstage-plugin-models-common';
import { formatNumber } from '@platform-ops/backstage-plugin-platform-ops-react';
import { fits, schemaOf, type FieldSchema, type Release } from './release';

/** A version that may be released. */
export interface Offer {
  version: string;
  stage?: ModelStage;
  /** Stage, date, key metric. */
  description: string;
  /** Missing where the registry has none that the path takes. */
  uri?: string;
  digest?: string;
  format?: string;
  /** What the registry has, and no cluster can load. */
  unusableUri?: string;
}

/** In this order they are offered; what was rejected is not. */
const STAGES: Array<ModelStage | undefined> = [
  'production',
  'canary',
  'staging',
  'candidate',
  undefined,
  'draft',
  'archived',
];

/** Frameworks that model servers call otherwise. */
const FORMATS: Record<string, string> = {
  'scikit-learn': 'sklearn',
  transformers: 'huggingface',
};

/** The versions of a model that may be released, best first. */
export function toOffers(
  model: Pick<Model, 'framework'>,
  versions: ModelVersion[],
  schema: FieldSchema,
): Offer[] {
  return versions
    .filter(
      ({ stage, status, deletedAt }) =>
        STAGES.includes(stage) && status === 'ready' && !deletedAt,
    )
    .sort(
      (a, b) =>
        STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) ||
        (b.createdAt ?? '').localeCompare(a.createdAt ?? ''),
    )
    .map(version => toOffer(model, version, schema));
}

/** Whether a release is what the form would get from the version. */
export function isOf(release: Release, offer: Offer): boolean {
  return (
    release.version === offer.version &&
    (!offer.uri || release.uri === offer.uri) &&
    (!offer.digest || release.digest === offer.digest)
  );
}

function toOffer(
  { framework }: Pick<Model, 'framework'>,
  version: ModelVersion,
  schema: FieldSchema,
): Offer {
  const { stage, artifactLocation, artifactUri, artifactDigest } = version;
  const address = artifactLocation ?? artifactUri;
  const usable = address && fits(address, schemaOf(schema, 'uri'));
  const format = framework && (FORMATS[framework] ?? framework);
  return {
    version: version.version,
    stage,
    description: [
      stage ?? 'no stage',
      version.createdAt?.slice(0, 10),
      describeMetric(version),
    ]
      .filter(Boolean)
      .join(' · '),
    uri: usable ? address : undefined,
    unusableUri: usable ? undefined : address,
    digest:
      artifactDigest && fits(artifactDigest, schemaOf(schema, 'digest'))
        ? artifactDigest
        : undefined,
    format: schemaOf(schema, 'format').enum?.includes(format ?? '')
      ? format
      : undefined,
  };
}

/** The first that was measured on known data, else the first. */
function describeMetric({ metrics }: ModelVersion): string | undefined {
  const known = metrics.filter(({ value }) => value !== undefined);
  const metric = known.find(({ dataset }) => dataset) ?? known[0];
  return metric && `${metric.name} ${formatNumber(metric.value)}`;
}
