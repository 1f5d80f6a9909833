import { Button, Text } from '@backstage/ui';
import { EntityLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import type {
  Attestation,
  AttestationState,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { useState } from 'react';
import { formatDay } from '../../decisions/formatDay';
import { EvidenceLink } from '../Decisions';
import { Moment } from '../Moment';
import { StatementDialog } from './StatementDialog';
import { WithdrawDialog } from './WithdrawDialog';
import styles from './StatementItem.module.css';

const STATES: Record<AttestationState, string> = {
  valid: 'holds until',
  expired: 'ended',
  withdrawn: 'withdrawn, would have held until',
  replaced: 'replaced by a newer one, would have held until',
};

/** What somebody stated, and what the viewer may do about it. */
export function StatementItem(props: {
  attestation: Attestation;
  onDone: () => void;
}) {
  const { attestation, onDone } = props;
  const [open, setOpen] = useState<'withdraw' | 'renew'>();
  const close = () => setOpen(undefined);
  return (
    <li className={styles.item}>
      <Text as="span" variant="body-medium" weight="bold">
        Statement, {STATES[attestation.state]}{' '}
        {formatDay(attestation.expiresAt)}
      </Text>
      <div className={styles.line}>
        <span className={styles.who}>
          Signed by <EntityLink entityRef={attestation.signedBy} />{' '}
          <Moment time={attestation.signedAt} />
        </span>
        <q className={styles.words}>{attestation.statement}</q>
        <EvidenceLink url={attestation.evidenceUrl} />
      </div>
      {attestation.state === 'withdrawn' && attestation.endedAt && (
        <div className={styles.line}>
          <span className={styles.who}>
            Withdrawn{' '}
            {attestation.endedBy && (
              <>
                by <EntityLink entityRef={attestation.endedBy} />{' '}
              </>
            )}
            <Moment time={attestation.endedAt} />
          </span>
          {attestation.endReason && (
            <q className={styles.words}>{attestation.endReason}</q>
          )}
        </div>
      )}
      {attestation.may.length > 0 && (
        <div className={styles.line}>
          {attestation.may.includes('renew') && (
            <Button
              variant="secondary"
              size="small"
              onPress={() => setOpen('renew')}
            >
              State it again…
            </Button>
          )}
          {attestation.may.includes('withdraw') && (
            <Button
              variant="secondary"
              size="small"
              onPress={() => setOpen('withdraw')}
            >
              Withdraw the statement…
            </Button>
          )}
        </div>
      )}
      {open === 'renew' && (
        <StatementDialog target={attestation} onClose={close} onDone={onDone} />
      )}
      {open === 'withdraw' && (
        <WithdrawDialog
          attestation={attestation}
          onClose={close}
          onDone={onDone}
        />
      )}
    </li>
  );
}
