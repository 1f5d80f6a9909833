import { usePermission } from '@backstage/plugin-permission-react';
import { Button } from '@backstage/ui';
import {
  AppLink,
  EntityLink,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import {
  scorecardsAttestationSignPermission,
  type WantedAttestation,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { useState } from 'react';
import { useCompliancePath } from '../../hooks/useCompliancePath';
import { RequestDialog } from '../Decisions';
import { Moment } from '../Moment';
import { StatementDialog } from '../Statements';
import styles from './Wanted.module.css';

function LastStatement({ expiresAt }: Pick<WantedAttestation, 'expiresAt'>) {
  return expiresAt ? (
    <Moment
      time={expiresAt}
      prefix={
        Date.parse(expiresAt) > Date.now()
          ? 'the last statement ends'
          : 'the last statement ended'
      }
    />
  ) : (
    <>nobody has stated it yet</>
  );
}

/** An entity that waits for somebody's statement about a control. */
export function WantedItem(props: {
  wanted: WantedAttestation;
  onDone: () => void;
}) {
  const { wanted, onDone } = props;
  const { entityRef, entityTitle, frameworkId, controlId, fourEyes } = wanted;
  const pathOf = useCompliancePath();
  const { allowed } = usePermission({
    permission: scorecardsAttestationSignPermission,
  });
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <span className={styles.entity}>
        {pathOf ? (
          <AppLink
            to={pathOf(entityRef, frameworkId, controlId)}
            variant="body-medium"
          >
            {entityTitle}
          </AppLink>
        ) : (
          <EntityLink entityRef={entityRef} title={entityTitle} />
        )}
      </span>
      <span className={styles.detail}>
        <LastStatement expiresAt={wanted.expiresAt} />
      </span>
      {allowed && (
        <Button
          variant="secondary"
          size="small"
          aria-label={`State that it is met: ${wanted.controlTitle}, ${entityTitle}`}
          onPress={() => setOpen(true)}
        >
          State that it is met…
        </Button>
      )}
      {isOpen && fourEyes && (
        <RequestDialog
          kind="statement"
          target={wanted}
          onClose={close}
          onDone={onDone}
        />
      )}
      {isOpen && !fourEyes && (
        <StatementDialog target={wanted} onClose={close} onDone={onDone} />
      )}
    </>
  );
}
