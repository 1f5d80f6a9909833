import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Text } from '@backstage/ui';
import {
  scorecardsAttestationSignPermission,
  type WantedAttestation,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { useState } from 'react';
import { Moment } from '../Moment';
import { StatementDialog } from '../Statements';
import { ConcernedLine } from './ConcernedLine';

/** A control that waits for somebody's statement. */
export function WantedItem(props: {
  wanted: WantedAttestation;
  onDone: () => void;
}) {
  const { wanted, onDone } = props;
  const { allowed } = usePermission({
    permission: scorecardsAttestationSignPermission,
  });
  const [isOpen, setOpen] = useState(false);
  const { expiresAt } = wanted;
  return (
    <>
      <ConcernedLine what="Statement" concerned={wanted} />
      <Text as="p" variant="body-medium">
        {wanted.asks}
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        {expiresAt ? (
          <Moment
            time={expiresAt}
            prefix={
              Date.parse(expiresAt) > Date.now()
                ? 'The last statement ends'
                : 'The last statement ended'
            }
          />
        ) : (
          'Nobody has stated it yet.'
        )}
      </Text>
      {allowed && (
        <div>
          <Button
            variant="secondary"
            size="small"
            aria-label={`State that it is met: ${wanted.controlTitle}, ${wanted.entityTitle}`}
            onPress={() => setOpen(true)}
          >
            State that it is met…
          </Button>
        </div>
      )}
      {isOpen && (
        <StatementDialog
          target={wanted}
          onClose={() => setOpen(false)}
          onDone={onDone}
        />
      )}
    </>
  );
}
