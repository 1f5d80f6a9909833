import { parseEntityRef } from '@backstage/catalog-model';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import type {
  ModelStage,
  ModelSummary,
} from '@platform-ops/backstage-plugin-models-common';

/**
 * What the search holds of a model.
 *
 * @public
 */
export type ModelDocument = IndexableDocument & {
  task?: string;
  /** Ref of the owner. */
  owner?: string;
  /** Id of the registry. */
  registry: string;
  /** The highest stage that a version holds. */
  stage?: ModelStage;
  /** All stages that versions hold, highest first. */
  stages: ModelStage[];
};

function locationOf(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/catalog/${[namespace, kind, name]
    .map(part => encodeURIComponent(part.toLocaleLowerCase('en-US')))
    .join('/')}`;
}

/**
 * The document of a model. Who may find it is decided for the ref of its
 * entity, by which the models backend knows it.
 */
export function toModelDocument(model: ModelSummary): ModelDocument {
  const stages = [...new Set(model.stagedVersions.map(({ stage }) => stage))];
  const words = [
    model.purpose,
    model.task,
    model.framework,
    model.nativeName === model.title ? undefined : model.nativeName,
    ...model.aliases.map(({ alias }) => alias),
  ];
  return {
    title: model.title,
    text: words.filter(Boolean).join(' · '),
    location: locationOf(model.entityRef),
    authorization: { resourceRef: model.entityRef },
    task: model.task,
    owner: model.owner,
    registry: model.registryId,
    stage: stages[0],
    stages,
  };
}
