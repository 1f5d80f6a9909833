import { Text } from '@backstage/ui';
import type { ModelSummary } from '@platform-ops/backstage-plugin-models-common';
import {
  ModelLink,
  StageBadge,
} from '@platform-ops/backstage-plugin-models-react';
import type { ReactNode } from 'react';
import { formatVersion } from '../../formatVersion';
import styles from './ModelList.module.css';

/** A few models, each with its highest stage. */
export function ModelList(props: {
  models: readonly ModelSummary[];
  /** Instead of the stage. */
  detail?: (model: ModelSummary) => ReactNode;
}) {
  return (
    <ul className={styles.list}>
      {props.models.map(model => {
        const [highest] = model.stagedVersions;
        return (
          <li key={model.id} className={styles.item}>
            <span className={styles.title} title={model.purpose}>
              <ModelLink entityRef={model.entityRef} title={model.title} />
            </span>
            {highest ? (
              <StageBadge
                stage={highest.stage}
                version={formatVersion(highest.version)}
              />
            ) : (
              <Text as="span" variant="body-small" color="secondary">
                no stage
              </Text>
            )}
            {props.detail && (
              <Text as="span" variant="body-small" color="secondary">
                {props.detail(model)}
              </Text>
            )}
          </li>
        );
      })}
    </ul>
  );
}
