import { Text } from '@backstage/ui';
import type { ModelSummary } from '@platform-ops/backstage-plugin-models-common';
import {
  ModelLink,
  StageBadge,
} from '@platform-ops/backstage-plugin-models-react';
import type { ReactNode } from 'react';
import { formatVersion } from '@platform-ops/backstage-plugin-models-common';
import styles from './ModelList.module.css';

function Standing(props: { model: ModelSummary; newest?: boolean }) {
  const { stagedVersions, latestVersion } = props.model;
  const held = props.newest
    ? stagedVersions.find(({ version }) => version === latestVersion)
    : stagedVersions[0];
  if (held) {
    return (
      <StageBadge stage={held.stage} version={formatVersion(held.version)} />
    );
  }
  return (
    <Text as="span" variant="body-small" color="secondary">
      {props.newest && latestVersion
        ? `${formatVersion(latestVersion)}, no stage`
        : 'no stage'}
    </Text>
  );
}

/** A few models, each with the version of the highest stage. */
export function ModelList(props: {
  models: readonly ModelSummary[];
  /** Shows the newest version instead. */
  newest?: boolean;
  /** After the stage. */
  detail?: (model: ModelSummary) => ReactNode;
}) {
  return (
    <ul className={styles.list}>
      {props.models.map(model => (
        <li key={model.id} className={styles.item}>
          <span className={styles.title} title={model.purpose}>
            <ModelLink entityRef={model.entityRef} title={model.title} />
          </span>
          <Standing model={model} newest={props.newest} />
          {props.detail && (
            <Text as="span" variant="body-small" color="secondary">
              {props.detail(model)}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}
