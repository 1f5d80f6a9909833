import type { RegisteredModelListing } from '@platform-ops/backstage-plugin-models-node';
import type { MlflowRegisteredModel } from '../client/schemas';
import { fingerprint } from './fingerprint';
import type { MlflowLinks } from './MlflowLinks';
import { toRecord } from './tags';
import { toDate } from './toDate';

export function toRegisteredModel(
  row: MlflowRegisteredModel,
  links: MlflowLinks,
): RegisteredModelListing {
  return {
    name: row.name,
    description: row.description || undefined,
    createdAt: toDate(row.creation_timestamp),
    updatedAt: toDate(row.last_updated_timestamp),
    tags: toRecord(row.tags),
    aliases: row.aliases,
    uiUrl: links.model(row.name),
    // Neither an alias nor a tag moves the timestamp, so all of it counts.
    fingerprint: fingerprint({
      name: row.name,
      description: row.description || undefined,
      createdAt: row.creation_timestamp,
      updatedAt: row.last_updated_timestamp,
      tags: row.tags,
      aliases: row.aliases,
      latestVersions: row.latest_versions,
    }),
  };
}
