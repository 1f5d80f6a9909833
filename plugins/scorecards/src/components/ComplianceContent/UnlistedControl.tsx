import { Panel } from '@platform-ops/backstage-plugin-platform-ops-react';
import { ControlDetail } from '../Control';

/**
 * A control that others inherit from an entity which the framework itself asks
 * nothing of, so that it has no scorecard.
 */
export function UnlistedControl(props: {
  entityRef: string;
  frameworkId: string;
  controlId: string;
  onDone: () => void;
}) {
  return (
    <Panel title="What others inherit from here">
      <ControlDetail {...props} />
    </Panel>
  );
}
