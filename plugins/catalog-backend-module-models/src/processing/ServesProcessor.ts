import { getCompoundEntityRef, type Entity } from '@backstage/catalog-model';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
  type LocationSpec,
} from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_SERVES,
  RELATION_SERVED_BY,
  RELATION_SERVES,
} from '@platform-ops/backstage-plugin-models-common';
import { parseRelationRef } from '../model/parseRelationRef';

/**
 * Relates Components to the models that they serve, by an annotation, because
 * the schema of Component is not ours.
 */
export class ServesProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'ServesProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const annotation = entity.metadata.annotations?.[ANNOTATION_SERVES];
    if (entity.kind !== 'Component' || annotation === undefined) {
      return entity;
    }
    const component = getCompoundEntityRef(entity);
    for (const ref of annotation.split(',').map(part => part.trim())) {
      const model = parseRelationRef(ref, {
        defaultKind: 'Model',
        allowedKinds: ['Model'],
      });
      if (!model) {
        emit(
          processingResult.inputError(
            location,
            `metadata.annotations['${ANNOTATION_SERVES}']: found '${ref}', allowed are comma separated refs of Model entities, such as model:default/name`,
          ),
        );
        continue;
      }
      emit(
        processingResult.relation({
          source: component,
          type: RELATION_SERVES,
          target: model,
        }),
      );
      emit(
        processingResult.relation({
          source: model,
          type: RELATION_SERVED_BY,
          target: component,
        }),
      );
    }
    return entity;
  }
}
