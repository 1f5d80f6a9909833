import type { Entity } from '@backstage/catalog-model';
import type {
  DataClassification,
  Materiality,
  ModelLifecycle,
  ModelStage,
  ModelType,
  RiskTier,
} from '../vocabulary';
import { PLATFORM_OPS_API_VERSION } from '../annotations';

/**
 * A registered model. Spec stays small and flat; everything else about its
 * versions is served by the models backend.
 *
 * @public
 */
export interface ModelEntityV1alpha1 extends Entity {
  apiVersion: typeof PLATFORM_OPS_API_VERSION;
  kind: 'Model';
  spec: {
    /** Missing where nobody said it. */
    type?: ModelType;
    lifecycle: ModelLifecycle;
    owner?: string;
    system?: string;
    task?: string;
    framework?: string;
    modality?: string[];
    license?: string;
    /** Raw upstream ids, such as `meta-llama/Llama-3`. Not entity refs. */
    baseModels?: string[];
    /** Refs of Model entities. */
    derivedFrom?: string[];
    /** Refs of Dataset entities. */
    trainedOn?: string[];
    /** Refs of Component, API or Resource entities. */
    dependsOn?: string[];
    riskTier?: RiskTier;
    materiality?: Materiality;
    dataClassification?: DataClassification[];
    intendedUse?: string;
    limitations?: string;
    /** The stages that any version holds, for filters. */
    stages?: ModelStage[];
    /** Only the versions that have an alias or a stage. */
    versions?: Array<{
      version: string;
      stage?: ModelStage;
      aliases?: string[];
    }>;
  };
}

/**
 * Whether an entity is a {@link ModelEntityV1alpha1}.
 *
 * @public
 */
export function isModelEntity(entity: Entity): entity is ModelEntityV1alpha1 {
  return (
    entity.kind.toLocaleLowerCase('en-US') === 'model' &&
    entity.apiVersion === PLATFORM_OPS_API_VERSION
  );
}
