import { Button, Text } from '@backstage/ui';
import type { VersionComparison } from '@platform-ops/backstage-plugin-models-common';
import { useState } from 'react';
import { SideBySide } from './SideBySide';
import styles from './ComparedParameters.module.css';

/** The parameters side by side; those that are the same only on request. */
export function ComparedParameters(props: { comparison: VersionComparison }) {
  const { versions, parameters } = props.comparison;
  const [showSame, setShowSame] = useState(false);
  const same = parameters.filter(({ differs }) => !differs);
  const shown = showSame
    ? parameters
    : parameters.filter(({ differs }) => differs);
  return (
    <div className={styles.parameters}>
      {parameters.length === 0 && (
        <Text as="p" variant="body-medium" color="secondary">
          None of these versions has parameters.
        </Text>
      )}
      {parameters.length > 0 && parameters.length === same.length && (
        <Text as="p" variant="body-medium" color="secondary">
          No parameter differs.
        </Text>
      )}
      {shown.length > 0 && (
        <SideBySide
          label="Parameters"
          versions={versions}
          rows={shown.map(({ name, values, differs }) => ({
            name,
            differs,
            values: values.map(value => value ?? 'not set'),
          }))}
        />
      )}
      {same.length > 0 && (
        <Button
          variant="tertiary"
          size="small"
          onPress={() => setShowSame(!showSame)}
        >
          {showSame
            ? 'Hide those that are the same'
            : `Show ${same.length} that are the same`}
        </Button>
      )}
    </div>
  );
}
