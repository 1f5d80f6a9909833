import type { BaseSearchResultListItemProps } from '@backstage/plugin-search-react/alpha';
import { Text } from '@backstage/ui';
import {
  MODEL_STAGES,
  type ModelStage,
} from '@platform-ops/backstage-plugin-models-common';
import { StageBadge } from '@platform-ops/backstage-plugin-models-react';
import {
  AppLink,
  EntityLink,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import styles from './ModelSearchResult.module.css';

interface ModelDocument {
  title: string;
  text: string;
  location: string;
  owner?: string;
  task?: string;
  registry?: string;
  stage?: string;
}

function isStage(value: string | undefined): value is ModelStage {
  return MODEL_STAGES.some(stage => stage === value);
}

/** A model among the results of a search. */
export function ModelSearchResult(props: BaseSearchResultListItemProps) {
  const document: ModelDocument | undefined = props.result;
  if (!document) {
    return null;
  }
  const { stage, owner } = document;
  return (
    <div className={styles.result}>
      <span className={styles.icon}>{props.icon}</span>
      <div className={styles.body}>
        <AppLink to={document.location}>{document.title}</AppLink>
        <Text as="p" variant="body-small" color="secondary">
          {document.text}
        </Text>
        <div className={styles.facts}>
          {isStage(stage) && <StageBadge stage={stage} />}
          {document.task && <span>{document.task}</span>}
          {document.registry && <span>{document.registry}</span>}
          {owner && <EntityLink entityRef={owner} />}
        </div>
      </div>
    </div>
  );
}
