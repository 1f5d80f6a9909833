import { Text } from '@backstage/ui';
import { EntityLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import { ModelPanel } from '../ModelBoundary';
import styles from './ModelCards.module.css';

/** What the model was trained on. */
export function ModelDatasetsCard() {
  return (
    <ModelPanel title="Datasets" what="the datasets of this model">
      {model =>
        model.trainedOn.length === 0 ? (
          <Text as="p" variant="body-small" color="secondary">
            No dataset is recorded. Training runs record them with
            mlflow.log_input.
          </Text>
        ) : (
          <ul className={styles.lines}>
            {model.trainedOn.map(ref => (
              <li key={ref} className={styles.line}>
                <EntityLink entityRef={ref} />
              </li>
            ))}
          </ul>
        )
      }
    </ModelPanel>
  );
}
