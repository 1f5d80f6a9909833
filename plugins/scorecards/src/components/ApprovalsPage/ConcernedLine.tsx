import { Text } from '@backstage/ui';
import {
  AppLink,
  EntityLink,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { ConcernedControl } from '@platform-ops/backstage-plugin-scorecards-common';
import { useCompliancePath } from '../../hooks/useCompliancePath';
import styles from './ConcernedLine.module.css';

/** What it is, for which control of what; leads to the control. */
export function ConcernedLine(props: {
  /** What it is, e.g. `Exemption`. */
  what: string;
  concerned: ConcernedControl;
}) {
  const { what, concerned } = props;
  const pathOf = useCompliancePath();
  const { entityRef, frameworkId, controlId, controlTitle } = concerned;
  return (
    <div>
      <Text as="h3" variant="body-medium" weight="bold">
        {what}:{' '}
        {pathOf ? (
          <AppLink to={pathOf(entityRef, frameworkId, controlId)}>
            {controlTitle}
          </AppLink>
        ) : (
          controlTitle
        )}
      </Text>
      <div className={styles.line}>
        <span>
          of <EntityLink entityRef={entityRef} title={concerned.entityTitle} />
        </span>
        <span>
          {concerned.frameworkTitle}, {concerned.citation}
        </span>
        {concerned.critical && <span className={styles.mark}>critical</span>}
        <span className={styles.mark}>{concerned.obligation}</span>
      </div>
    </div>
  );
}
