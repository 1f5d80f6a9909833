import { Text } from '@backstage/ui';
import {
  Panel,
  StateBadge,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { FaultKindStatus } from '@platform-ops/backstage-plugin-sandbox-common';
import type { WorkloadEntity } from '../../hooks/useWorkloadEntities';
import { InjectedFaults } from './InjectedFaults';
import { InjectForm } from './InjectForm';
import styles from './FaultCard.module.css';

/** One kind of fault: what it does, where it is active, and how to start it. */
export function FaultCard(props: {
  kind: FaultKindStatus;
  entities: ReadonlyMap<string, WorkloadEntity>;
  mayInject: boolean;
  onChanged: () => void;
}) {
  const { kind, entities, mayInject, onChanged } = props;
  const active = kind.injected.some(({ state }) => state === 'active');
  return (
    <Panel
      title={kind.title}
      action={
        <StateBadge
          state={active ? 'warning' : 'idle'}
          label={active ? 'active' : 'not active'}
        />
      }
    >
      <div className={styles.body}>
        <Text as="p" variant="body-medium">
          {kind.description}
        </Text>
        <InjectedFaults
          kind={kind}
          entities={entities}
          mayStop={mayInject}
          onChanged={onChanged}
        />
        {mayInject && (
          <InjectForm kind={kind} entities={entities} onChanged={onChanged} />
        )}
      </div>
    </Panel>
  );
}
