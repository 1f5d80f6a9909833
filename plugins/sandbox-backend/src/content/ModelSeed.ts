import type {
  DataClassification,
  Materiality,
  ModelStage,
  ModelType,
  RiskTier,
} from '@platform-ops/backstage-plugin-models-common';

/**
 * A measured figure: where the first version stands and where the last one
 * does.
 */
export interface MetricSeed {
  name: string;
  first: number;
  last: number;
  /** How far a version strays from the line between the two. */
  spread: number;
  digits?: number;
}

/**
 * Data that versions were trained or measured on.
 */
export interface DatasetSeed {
  name: string;
  source: string;
  sourceType: string;
  rows: number;
  context: 'training' | 'validation' | 'test';
}

/**
 * What a model card says beyond what the tags say.
 */
export interface CardSeed {
  title: string;
  purpose: string;
  outOfScope: string[];
  training: string;
  evaluation: string;
  subgroups?: { header: string; rows: string[][] };
  considerations: string[];
}

/**
 * A registered model of the sandbox.
 */
export interface ModelSeed {
  name: string;
  system: string;
  owner?: string;
  task: string;
  framework: string;
  type: ModelType;
  modality: string[];
  license: string;
  riskTier: RiskTier;
  materiality?: Materiality;
  dataClassification: DataClassification[];
  baseModels?: string[];
  derivedFrom?: string[];
  trainedOn: string[];
  intendedUse: string;
  limitations: string;
  entityRef?: string;
  /** Missing where nobody has written one. */
  card?: CardSeed;
  /** What stands in place of a card. */
  description?: string;
  author: string;
  versionCount: number;
  parameters: Record<string, string[]>;
  metrics: MetricSeed[];
  /** The metric that is logged for each epoch. */
  history: { name: string; first: number; last: number; steps: number };
  datasets: DatasetSeed[];
  inputs: string;
  outputs: string;
  changes: string[];
  /** Where the versions stand; counted from the newest, which is 0. */
  standing: {
    champion?: number;
    challenger?: number;
    shadow?: number;
    legacyProduction?: number;
    tags?: Record<number, ModelStage>;
    failed?: number;
    /** Nobody uses any version any more. */
    allArchived?: boolean;
  };
}
