import { Button, Text } from '@backstage/ui';
import { EntityLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { FrameworkControl } from '@platform-ops/backstage-plugin-scorecards-common';
import { useState } from 'react';
import { formatDay } from '../../decisions/formatDay';
import { AcceptanceDialog } from './AcceptanceDialog';
import styles from './TextAcceptance.module.css';

/**
 * Who stands for the words of a control that were not compared with their
 * source. Nothing for those that were.
 */
export function TextAcceptance(props: {
  frameworkId: string;
  control: FrameworkControl;
  mayAccept: boolean;
  onDone: () => void;
}) {
  const { frameworkId, control, mayAccept, onDone } = props;
  const { acceptance } = control;
  const [isOpen, setOpen] = useState(false);
  if (control.source.kind !== 'unverified') {
    return null;
  }
  const step = acceptance ? 'withdraw' : 'accept';
  return (
    <div className={styles.acceptance}>
      <Text as="span" variant="body-small">
        {acceptance ? (
          <>
            Text accepted by <EntityLink entityRef={acceptance.acceptedBy} />,{' '}
            {formatDay(acceptance.acceptedAt)}: <q>{acceptance.comment}</q>
          </>
        ) : (
          'Nobody has accepted the text yet, so it never stops a pipeline.'
        )}
      </Text>
      {mayAccept && (
        <Button
          variant="secondary"
          size="small"
          aria-label={`${
            acceptance ? 'Withdraw the acceptance' : 'Accept the text'
          } of ${control.citation}`}
          onPress={() => setOpen(true)}
        >
          {acceptance ? 'Withdraw the acceptance…' : 'Accept the text…'}
        </Button>
      )}
      {isOpen && (
        <AcceptanceDialog
          frameworkId={frameworkId}
          control={control}
          step={step}
          onClose={() => setOpen(false)}
          onDone={onDone}
        />
      )}
    </div>
  );
}
