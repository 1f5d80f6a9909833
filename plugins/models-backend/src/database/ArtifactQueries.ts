import type { Knex } from 'knex';
import type {
  Artifact,
  ArtifactMatch,
  ArtifactVersion,
} from '@platform-ops/backstage-plugin-models-common';
import { toTimestamp } from '@platform-ops/backstage-plugin-platform-ops-node';
import { applyModelCriteria, type ModelCriteria } from '../permissions/filters';
import { artifactKey, normalizeDigest } from '../services/artifactKeys';
import {
  matchArtifact,
  type ArtifactCandidate,
} from '../services/matchArtifact';
import type { ModelRow, VersionRow } from './rows';

/** One more than are told apart: thousands may share a careless address. */
const MOST_CANDIDATES = 11;
const URI_KEYS = ['artifact_key', 'storage_key', 'client_key'] as const;

type Key = (typeof URI_KEYS)[number] | 'artifact_digest';

type Row = Pick<
  VersionRow,
  | 'id'
  | 'model_id'
  | 'version'
  | 'stage'
  | 'aliases'
  | 'artifact_digest'
  | 'deleted_at'
> &
  Pick<ModelRow, 'entity_ref' | 'title'> & { key: string };

/**
 * Finds versions by their artefacts, many at once.
 */
export class ArtifactQueries {
  readonly #knex: Knex;
  readonly #registryIds: string[];

  constructor(options: { knex: Knex; registryIds: string[] }) {
    this.#knex = options.knex;
    this.#registryIds = options.registryIds;
  }

  /**
   * In the order of the artefacts; only what the criteria let one see counts.
   */
  async find(
    artifacts: Artifact[],
    criteria: ModelCriteria,
  ): Promise<ArtifactMatch[]> {
    const asked = artifacts.map(artifact => ({
      artifact,
      key: artifactKey(artifact.uri),
      digest: artifact.digest && normalizeDigest(artifact.digest),
    }));
    const keys = asked.flatMap(({ key }) => key ?? []);
    const [byDigest, ...byKey] = await Promise.all([
      this.#findBy(
        'artifact_digest',
        asked.flatMap(({ digest }) => digest ?? []),
        criteria,
      ),
      ...URI_KEYS.map(column => this.#findBy(column, keys, criteria)),
    ]);
    return asked.map(({ artifact, key, digest }) =>
      matchArtifact(artifact, {
        byDigest: (digest && byDigest.get(digest)) || [],
        byUri: distinct(byKey.flatMap(found => (key && found.get(key)) || [])),
      }),
    );
  }

  async #findBy(
    column: Key,
    values: string[],
    criteria: ModelCriteria,
  ): Promise<Map<string, ArtifactCandidate[]>> {
    const found = new Map<string, ArtifactCandidate[]>();
    if (values.length === 0) {
      return found;
    }
    const candidates = this.#knex('models_versions')
      .join('models_models', 'models_models.id', 'models_versions.model_id')
      .whereIn(`models_versions.${column}`, [...new Set(values)])
      .whereIn('models_models.registry_id', this.#registryIds)
      .whereNull('models_models.deleted_at')
      .select(
        { key: `models_versions.${column}` },
        'models_versions.id',
        'models_versions.model_id',
        'models_versions.version',
        'models_versions.stage',
        'models_versions.aliases',
        'models_versions.artifact_digest',
        'models_versions.deleted_at',
        'models_models.entity_ref',
        'models_models.title',
        this.#knex.raw(
          `ROW_NUMBER() OVER (
             PARTITION BY models_versions.??
             ORDER BY CASE WHEN models_versions.deleted_at IS NULL THEN 0 ELSE 1 END, models_versions.id
           ) AS place`,
          [column],
        ),
      );
    applyModelCriteria(candidates, criteria);
    const rows: Row[] = await this.#knex
      .from(candidates.as('candidates'))
      .where('place', '<=', MOST_CANDIDATES)
      .orderBy(['title', 'version', 'id'])
      .select();
    for (const row of rows) {
      found.set(row.key, [...(found.get(row.key) ?? []), toCandidate(row)]);
    }
    return found;
  }
}

function toCandidate(row: Row): ArtifactCandidate {
  return {
    entityRef: row.entity_ref,
    title: row.title,
    modelId: row.model_id,
    versionId: row.id,
    version: row.version,
    stage: (row.stage as ArtifactVersion['stage']) ?? undefined,
    aliases: JSON.parse(row.aliases),
    deletedAt: toTimestamp(row.deleted_at),
    digest: row.artifact_digest ?? undefined,
  };
}

/** One version may have the address in several ways. */
function distinct(candidates: ArtifactCandidate[]): ArtifactCandidate[] {
  return [
    ...new Map(
      candidates.map(candidate => [candidate.versionId, candidate]),
    ).values(),
  ];
}
