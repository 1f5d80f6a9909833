import { useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Container, Text } from '@backstage/ui';
import {
  EmptyState,
  ForbiddenState,
  LoadFailure,
  SkeletonLines,
  useInterval,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { sandboxFaultInjectPermission } from '@platform-ops/backstage-plugin-sandbox-common';
import { sandboxApiRef } from '../../api';
import { useWorkloadEntities } from '../../hooks/useWorkloadEntities';
import { FaultCard } from './FaultCard';
import styles from './SandboxPage.module.css';

/** Faults end by themselves, and others start and stop them too. */
const REFRESH_MILLISECONDS = 10_000;

/** What can be disturbed in the simulated services, to see the portal notice. */
export function SandboxPage() {
  const api = useApi(sandboxApiRef);
  const { value, error, loading, reload } = useLoad('faults', () =>
    api.listFaults(),
  );
  useInterval(reload, REFRESH_MILLISECONDS);
  const { allowed, loading: asking } = usePermission({
    permission: sandboxFaultInjectPermission,
  });
  const entities = useWorkloadEntities(value?.[0]?.workloads ?? []);

  return (
    <main>
      <Container className={styles.page}>
        {error && (
          <LoadFailure what="the faults" error={error} onRetry={reload}>
            {value && 'What is shown is what was read before.'}
          </LoadFailure>
        )}
        {!value && !error && loading && (
          <SkeletonLines
            lines={2}
            lineHeight={220}
            label="Loading the faults"
          />
        )}
        {!value && !error && !loading && (
          <EmptyState
            title="The sandbox is off"
            description="Faults of simulated services would be here. This portal shows real systems; sandbox.enabled switches the sandbox on, never in production."
          />
        )}
        {value && (
          <>
            <Text as="p" variant="body-medium" color="secondary">
              The services of the example organisation are simulated. Disturb
              one, and see the portal notice: values move within a minute, and
              the state follows once an objective, a limit or a deadline is
              broken, mostly after three to five. Faults end by themselves; a
              broken objective stays red for up to half an hour longer.
            </Text>
            {!allowed && !asking && (
              <ForbiddenState
                verb="start or stop"
                what="faults"
                permission={sandboxFaultInjectPermission.name}
              />
            )}
            <div className={styles.faults}>
              {value.map(kind => (
                <FaultCard
                  key={kind.name}
                  kind={kind}
                  entities={entities}
                  mayInject={allowed}
                  onChanged={reload}
                />
              ))}
            </div>
          </>
        )}
      </Container>
    </main>
  );
}
