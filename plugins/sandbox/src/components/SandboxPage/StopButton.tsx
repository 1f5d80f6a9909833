import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { describeError } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { InjectedFault } from '@platform-ops/backstage-plugin-sandbox-common';
import { RiStopLine } from '@remixicon/react';
import { useState } from 'react';
import { sandboxApiRef } from '../../api';

/** Lets a fault end now. */
export function StopButton(props: {
  fault: InjectedFault;
  /** What it does, for who hears only the button. */
  label: string;
  onStopped: () => void;
}) {
  const { fault, label, onStopped } = props;
  const api = useApi(sandboxApiRef);
  const toasts = useApi(toastApiRef);
  const [stopping, setStopping] = useState(false);

  const stop = async () => {
    setStopping(true);
    try {
      await api.stopFault(fault.name, { workload: fault.workload });
      onStopped();
    } catch (error) {
      toasts.post({
        status: 'danger',
        title: 'The fault was not stopped',
        description: describeError(error as Error).message,
      });
    } finally {
      setStopping(false);
    }
  };
  return (
    <Button
      variant="secondary"
      size="small"
      iconStart={<RiStopLine />}
      aria-label={label}
      isPending={stopping}
      onPress={stop}
    >
      Stop
    </Button>
  );
}
