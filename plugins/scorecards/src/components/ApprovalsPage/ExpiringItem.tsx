import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Text } from '@backstage/ui';
import {
  scorecardsAttestationSignPermission,
  scorecardsDecisionRequestPermission,
  type Expiring,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { useState } from 'react';
import { kindWords } from '../../decisions/decisionWords';
import { RequestDialog } from '../Decisions';
import { Moment } from '../Moment';
import { StatementDialog } from '../Statements';
import { ConcernedLine } from './ConcernedLine';

/** What ends soon; who may can renew it. */
export function ExpiringItem(props: {
  expiring: Expiring;
  onDone: () => void;
}) {
  const { expiring, onDone } = props;
  const { kind, id } = expiring;
  const { allowed } = usePermission({
    permission:
      kind === 'attestation' || kind === 'statement'
        ? scorecardsAttestationSignPermission
        : scorecardsDecisionRequestPermission,
  });
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <ConcernedLine
        what={kind === 'attestation' ? 'Statement' : kindWords(kind).noun}
        concerned={expiring}
      />
      <Text as="p" variant="body-small">
        <Moment time={expiring.expiresAt} prefix="Ends" />
      </Text>
      {allowed && (
        <div>
          <Button
            variant="secondary"
            size="small"
            aria-label={`Renew: ${expiring.controlTitle}, ${expiring.entityTitle}`}
            onPress={() => setOpen(true)}
          >
            Renew…
          </Button>
        </div>
      )}
      {isOpen && kind === 'attestation' && (
        <StatementDialog target={expiring} onClose={close} onDone={onDone} />
      )}
      {isOpen && kind !== 'attestation' && (
        <RequestDialog
          kind={kind}
          target={expiring}
          renews={id}
          onClose={close}
          onDone={onDone}
        />
      )}
    </>
  );
}
