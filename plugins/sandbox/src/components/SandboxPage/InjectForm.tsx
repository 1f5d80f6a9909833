import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, Select } from '@backstage/ui';
import {
  describeError,
  formatDuration,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { FaultKindStatus } from '@platform-ops/backstage-plugin-sandbox-common';
import { RiPlayLine } from '@remixicon/react';
import { useState } from 'react';
import { sandboxApiRef } from '../../api';
import type { WorkloadEntity } from '../../hooks/useWorkloadEntities';
import { durationsWith } from './durations';
import styles from './FaultCard.module.css';

/** Starts a fault in a service, for a while. */
export function InjectForm(props: {
  kind: FaultKindStatus;
  entities: ReadonlyMap<string, WorkloadEntity>;
  onChanged: () => void;
}) {
  const { kind, entities, onChanged } = props;
  const api = useApi(sandboxApiRef);
  const [workload, setWorkload] = useState(kind.defaultWorkload);
  const [seconds, setSeconds] = useState(kind.defaultDurationSeconds);
  const [starting, setStarting] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  const start = async () => {
    setStarting(true);
    setRefusal(undefined);
    try {
      await api.injectFault(kind.name, { workload, durationSeconds: seconds });
      onChanged();
    } catch (error) {
      setRefusal(describeError(error as Error).message);
    } finally {
      setStarting(false);
    }
  };
  return (
    <>
      <form
        className={styles.form}
        onSubmit={event => {
          event.preventDefault();
          start();
        }}
      >
        <Select
          className={styles.workload}
          label="Service"
          size="small"
          options={kind.workloads.map(name => ({
            id: name,
            label: entities.get(name)?.title ?? name,
          }))}
          value={workload}
          onChange={key => setWorkload(String(key))}
        />
        <Select
          className={styles.duration}
          label="For"
          size="small"
          options={durationsWith(kind.defaultDurationSeconds).map(each => ({
            id: String(each),
            label: formatDuration(each),
          }))}
          value={String(seconds)}
          onChange={key => setSeconds(Number(key))}
        />
        <Button
          type="submit"
          size="small"
          iconStart={<RiPlayLine />}
          aria-label={`Start ${kind.title.toLocaleLowerCase('en')}`}
          isPending={starting}
        >
          Start
        </Button>
      </form>
      <div aria-live="polite">
        {refusal && (
          <Alert
            status="warning"
            icon
            title="It was not started"
            description={refusal}
          />
        )}
      </div>
    </>
  );
}
