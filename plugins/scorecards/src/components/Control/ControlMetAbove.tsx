import { Text } from '@backstage/ui';
import {
  AppLink,
  EntityLink,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { ExplainedControl } from '@platform-ops/backstage-plugin-scorecards-common';
import { Fragment } from 'react';
import { useCompliancePath } from '../../hooks/useCompliancePath';

const ABOVE: Record<ExplainedControl['control']['metAt'], string> = {
  organisation: 'once by the organisation, for all below it',
  cluster: 'by the cluster that it runs in, for all that runs there',
  system: 'by its system, for all of its parts',
  entity: 'by each one for itself',
};

/** That it is met above, and a way there: decisions and statements belong there. */
export function ControlMetAbove(props: { explained: ExplainedControl }) {
  const { control, frameworkId, metAbove } = props.explained;
  const pathOf = useCompliancePath();
  return (
    <Text as="p" variant="body-medium">
      It is met {ABOVE[control.metAt]}. Exemptions and statements belong there:{' '}
      {metAbove.map((entityRef, index) => (
        <Fragment key={entityRef}>
          {index > 0 && ', '}
          <EntityLink entityRef={entityRef} />
          {pathOf && (
            <>
              {' ('}
              <AppLink to={pathOf(entityRef, frameworkId, control.id)}>
                open the control there
              </AppLink>
              )
            </>
          )}
        </Fragment>
      ))}
    </Text>
  );
}
