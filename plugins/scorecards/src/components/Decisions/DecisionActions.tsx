import { Button, Text } from '@backstage/ui';
import type { Decision } from '@platform-ops/backstage-plugin-scorecards-common';
import type { DecisionTurn } from '@platform-ops/backstage-plugin-scorecards-react';
import { useState } from 'react';
import { RequestDialog } from './RequestDialog';
import { TurnDialog } from './TurnDialog';
import { turnsOf, turnWords } from './turnWords';
import styles from './DecisionActions.module.css';

/** What the viewer may do with a decision, or why they may not. */
export function DecisionActions(props: {
  decision: Decision;
  onDone: () => void;
}) {
  const { decision, onDone } = props;
  const [open, setOpen] = useState<DecisionTurn | 'renew'>();
  const of = `${decision.controlTitle}, ${decision.entityTitle}`;
  const close = () => setOpen(undefined);
  const turns = turnsOf(decision);
  const mayRenew = decision.may.includes('renew');
  return (
    <>
      {(turns.length > 0 || mayRenew) && (
        <div className={styles.actions}>
          {mayRenew && (
            <Button
              variant="secondary"
              size="small"
              aria-label={`Renew: ${of}`}
              onPress={() => setOpen('renew')}
            >
              Renew…
            </Button>
          )}
          {turns.map(turn => (
            <Button
              key={turn}
              variant={turn === 'approve' ? 'primary' : 'secondary'}
              size="small"
              aria-label={`${turnWords(turn).verb}: ${of}`}
              onPress={() => setOpen(turn)}
            >
              {turnWords(turn).verb}…
            </Button>
          ))}
        </div>
      )}
      {decision.mayNot && (
        <Text as="p" variant="body-small" color="secondary">
          {decision.mayNot}.
        </Text>
      )}
      {open === 'renew' && (
        <RequestDialog
          kind={decision.kind}
          target={decision}
          renews={decision.id}
          onClose={close}
          onDone={onDone}
        />
      )}
      {open && open !== 'renew' && (
        <TurnDialog
          decision={decision}
          turn={open}
          onClose={close}
          onDone={onDone}
        />
      )}
    </>
  );
}
