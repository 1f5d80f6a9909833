import type {
  ModelStage,
  RiskTier,
} from '@platform-ops/backstage-plugin-models-common';

/** A model of the example, in short. */
export interface ExampleModel {
  registry: string;
  name: string;
  title: string;
  purpose: string;
  task: string;
  framework: string;
  owner?: string;
  system: string;
  risk?: RiskTier;
  license?: string;
  stages: Partial<Record<ModelStage, number>>;
  versions: number;
  metric: string;
}

/** A row of a family. */
export type ExampleRow = [
  name: string,
  title: string,
  purpose: string,
  task: string,
  risk: RiskTier | undefined,
  stages: ExampleModel['stages'],
  versions: number,
];

/** Models that share what is not in their rows. */
export interface ExampleFamily {
  registry: string;
  owner?: string;
  system: string;
  framework: string;
  license?: string;
  metric: string;
  rows: ExampleRow[];
}
