import { Text } from '@backstage/ui';
import { CodeBlock } from '@platform-ops/backstage-plugin-platform-ops-react';
import {
  SLO_ANNOTATION_YAML,
  SLO_FILE_NAME,
  SLO_FILE_YAML,
} from '../../slo/sloExample';
import styles from './SloDetail.module.css';

/** What gives an entity its first objective: three lines, and the file they name. */
export function SloStarter() {
  return (
    <div className={styles.part}>
      <Text as="p" variant="body-small" color="secondary">
        Three lines of YAML in the entity's catalog file name a file of OpenSLO
        beside it. The portal reads it within ten minutes.
      </Text>
      <div className={styles.files}>
        <CodeBlock title="catalog-info.yaml" text={SLO_ANNOTATION_YAML} />
        <CodeBlock
          title={SLO_FILE_NAME}
          text={SLO_FILE_YAML}
          fileName={SLO_FILE_NAME}
          type="application/yaml"
        />
      </div>
    </div>
  );
}
