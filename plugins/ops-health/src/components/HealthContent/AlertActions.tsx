import { useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button } from '@backstage/ui';
import {
  opsHealthAlertSilencePermission,
  type HealthAlert,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { opsHealthApiRef } from '@platform-ops/backstage-plugin-ops-health-react';
import { AskButton } from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiNotification3Line, RiNotificationOffLine } from '@remixicon/react';
import { useState } from 'react';
import { SilenceDialog } from './SilenceDialog';
import { USUAL_SILENCE } from './silenceDurations';

/** Silences an alert, or ends its silence; for those who may. */
export function AlertActions(props: {
  alert: HealthAlert;
  entityRef: string;
  onChanged: () => void;
}) {
  const { alert, entityRef, onChanged } = props;
  const api = useApi(opsHealthApiRef);
  const { allowed } = usePermission({
    permission: opsHealthAlertSilencePermission,
  });
  const [isOpen, setOpen] = useState(false);
  const { suppressed } = alert;

  if (!alert.silenceable || !allowed) {
    return null;
  }
  if (suppressed?.by === 'silence') {
    const { silenceId } = suppressed;
    return silenceId ? (
      <AskButton
        permission={opsHealthAlertSilencePermission}
        label="End silence"
        icon={<RiNotification3Line />}
        ask={async () => {
          await api.endSilence(alert.source, silenceId);
          onChanged();
        }}
        success={`${alert.name} is not silenced any more`}
        failure={`The silence of ${alert.name} was not ended`}
      />
    ) : (
      <span>The silence is for more than this alert; end it at the source</span>
    );
  }
  return (
    <>
      <Button
        variant="secondary"
        size="small"
        iconStart={<RiNotificationOffLine />}
        aria-label={`Silence ${alert.name} for ${USUAL_SILENCE.words}…`}
        onPress={() => setOpen(true)}
      >
        Silence for {USUAL_SILENCE.words}…
      </Button>
      {isOpen && (
        <SilenceDialog
          alert={alert}
          entityRef={entityRef}
          onClose={() => setOpen(false)}
          onSilenced={() => {
            setOpen(false);
            onChanged();
          }}
        />
      )}
    </>
  );
}
