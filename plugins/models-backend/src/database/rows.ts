import type { StoredTime } from '@platform-ops/backstage-plugin-platform-ops-node';

export interface RegistryRow {
  id: string;
  server_version: string | null;
  prompt_count: number | null;
  sync_started_at: StoredTime | null;
  progress_done: number | null;
  progress_total: number | null;
  last_synced_at: StoredTime | null;
  last_listing_at: StoredTime | null;
  last_sync_seconds: number | null;
  versions_read_at: StoredTime | null;
  last_error_at: StoredTime | null;
  last_error: string | null;
  consecutive_failures: number;
  runs: number;
  sweep: string | null;
}

export interface ModelRow {
  id: string;
  registry_id: string;
  native_name: string;
  generated_ref: string;
  entity_ref: string;
  title: string;
  sort_title: string;
  purpose: string | null;
  description: string | null;
  type: string | null;
  task: string | null;
  framework: string | null;
  owner: string | null;
  system: string | null;
  license: string | null;
  risk_tier: string | null;
  risk_rank: number;
  materiality: string | null;
  data_classification: string;
  stages: string;
  stage_rank: number;
  staged_versions: string;
  aliases: string;
  fields: string;
  version_count: number;
  latest_version: string | null;
  search_text: string;
  ui_url: string | null;
  created_at: StoredTime | null;
  updated_at: StoredTime | null;
  first_seen_at: StoredTime;
  fingerprint: string | null;
  listed_in_run: number;
  read_in_run: number | null;
  absent_since: StoredTime | null;
  deleted_at: StoredTime | null;
  claim_state: string;
  claimed_by: string | null;
  claim_reason: string | null;
  entity_fields: string | null;
  etag: string;
  revision: number | string;
}

export interface VersionRow {
  id: string;
  model_id: string;
  version: string;
  sort_version: string;
  stage: string | null;
  stage_rank: number;
  stage_source: string | null;
  stage_after: StoredTime | null;
  stage_before: StoredTime | null;
  tag_stage: string | null;
  native_stage: string | null;
  aliases: string;
  status: string;
  status_message: string | null;
  description: string | null;
  created_by: string | null;
  artifact_uri: string | null;
  artifact_digest: string | null;
  artifact_key: string | null;
  storage_key: string | null;
  client_key: string | null;
  run_id: string | null;
  run_url: string | null;
  ui_url: string | null;
  client_uri: string | null;
  tags: string;
  details: string | null;
  search_text: string;
  created_at: StoredTime | null;
  updated_at: StoredTime | null;
  first_seen_at: StoredTime;
  first_seen_after: StoredTime | null;
  deleted_at: StoredTime | null;
  fingerprint: string;
}

export interface DatasetRow {
  registry_id: string;
  native_name: string;
  entity_ref: string;
  source: string | null;
  source_type: string | null;
  data_classification: string;
  first_seen_at: StoredTime;
  etag: string;
  revision: number | string;
}

export interface ClaimRow {
  entity_ref: string;
  model_id: string | null;
  target: string;
  first_seen_at: StoredTime;
  state: string;
  reason: string | null;
}

export interface StageChangeRow {
  sequence: number | string;
  model_id: string;
  version_id: string;
  version: string;
  from_stage: string | null;
  to_stage: string | null;
  source: string;
  actor: string | null;
  exact_at: StoredTime | null;
  observed_after: StoredTime | null;
  observed_before: StoredTime | null;
  canonical: string;
}

export interface AliasChangeRow {
  sequence: number | string;
  model_id: string;
  alias: string;
  from_version: string | null;
  to_version: string | null;
  observed_after: StoredTime | null;
  observed_before: StoredTime;
  canonical: string;
}

/**
 * A set of words as `|a|b|`, so that one of them can be matched exactly.
 */
export function toWordSet(words: Iterable<string>): string {
  const sorted = [...new Set(words)].sort();
  return sorted.length ? `|${sorted.join('|')}|` : '';
}

export function fromWordSet(text: string): string[] {
  return text.split('|').filter(Boolean);
}
