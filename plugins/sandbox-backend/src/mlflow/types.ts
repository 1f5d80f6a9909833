/**
 * Stages that MLflow itself knows.
 */
export const LEGACY_STAGES = [
  'None',
  'Staging',
  'Production',
  'Archived',
] as const;

export type LegacyStage = (typeof LEGACY_STAGES)[number];

export type VersionStatus =
  | 'PENDING_REGISTRATION'
  | 'FAILED_REGISTRATION'
  | 'READY';

export interface VersionRecord {
  version: number;
  createdAt: number;
  updatedAt: number;
  stage: LegacyStage;
  description: string;
  source: string;
  runId: string;
  runLink: string;
  status: VersionStatus;
  statusMessage?: string;
  tags: Map<string, string>;
}

export interface ModelRecord {
  name: string;
  createdAt: number;
  updatedAt: number;
  description?: string;
  tags: Map<string, string>;
  aliases: Map<string, number>;
  versions: Map<number, VersionRecord>;
  /** Numbers are never given twice, not even after a delete. */
  highestVersion: number;
}

export interface ExperimentRecord {
  id: string;
  name: string;
  createdAt: number;
  updatedAt: number;
  tags: Map<string, string>;
}

export interface MetricPoint {
  key: string;
  value: number;
  timestamp: number;
  step: number;
  /** The logged model that it measures. */
  modelId?: string;
  datasetName?: string;
  datasetDigest?: string;
}

export interface LoggedModelRecord {
  id: string;
  experimentId: string;
  name: string;
  createdAt: number;
  updatedAt: number;
  status: 'LOGGED_MODEL_PENDING' | 'LOGGED_MODEL_READY';
  sourceRunId: string;
  tags: Map<string, string>;
  params: Map<string, string>;
}

export interface DatasetInput {
  tags: Map<string, string>;
  name: string;
  digest: string;
  sourceType: string;
  source: string;
  schema?: string;
  profile?: string;
}

export type RunStatus =
  | 'RUNNING'
  | 'SCHEDULED'
  | 'FINISHED'
  | 'FAILED'
  | 'KILLED';

export interface RunRecord {
  id: string;
  experimentId: string;
  name: string;
  userId: string;
  status: RunStatus;
  startTime: number;
  endTime?: number;
  tags: Map<string, string>;
  params: Map<string, string>;
  metrics: MetricPoint[];
  inputs: DatasetInput[];
}
