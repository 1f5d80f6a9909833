import {
  KNOWN_DATA_CLASSIFICATIONS,
  UNRECOGNISED_DATA_CLASSIFICATION,
  type DataClassification,
} from '@platform-ops/backstage-plugin-models-common';
import { StateBadge } from '@platform-ops/backstage-plugin-platform-ops-react';
import styles from './DataClasses.module.css';

/**
 * The classes of the data that something carries. One that is not known is a
 * warning, for it hides like every protected class.
 */
export function DataClasses(props: {
  classes: readonly DataClassification[];
  /** What was given as a class and is none, where that is known. */
  found?: string;
}) {
  const { classes, found } = props;
  const known = classes.filter(
    item => item !== UNRECOGNISED_DATA_CLASSIFICATION,
  );
  if (known.length === classes.length) {
    return known.join(', ');
  }
  return (
    <>
      {known.map(item => `${item}, `)}
      <StateBadge state="warning" label={UNRECOGNISED_DATA_CLASSIFICATION} />
      <div className={styles.words}>
        {found ? `Found '${found}', which` : 'A class was given that'} is not
        one of {KNOWN_DATA_CLASSIFICATIONS.join(', ')}. Hidden from whoever may
        not see every class.
      </div>
    </>
  );
}
