import { useApi } from '@backstage/frontend-plugin-api';
import { Text, TextAreaField } from '@backstage/ui';
import type { Attestation } from '@platform-ops/backstage-plugin-scorecards-common';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import { useState } from 'react';
import { FormDialog } from '../FormDialog';

const LONGEST_COMMENT = 4000;

/** Says what it does to take a statement back, and does it. */
export function WithdrawDialog(props: {
  attestation: Attestation;
  onClose: () => void;
  onDone: () => void;
}) {
  const { attestation } = props;
  const api = useApi(scorecardsApiRef);
  const [comment, setComment] = useState('');
  return (
    <FormDialog
      title="Withdraw the statement"
      verb="Withdraw"
      isDestructive
      act={() =>
        api.withdrawAttestation(attestation.id, comment.trim() || undefined)
      }
      success="The statement is withdrawn"
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <Text as="p" variant="body-medium" weight="bold">
        {attestation.controlTitle}, {attestation.entityTitle}
      </Text>
      <Text as="p" variant="body-medium">
        It does not count any more from now on, and the control is unknown until
        somebody states it again. It stays in the history.
      </Text>
      <TextAreaField
        label="Comment"
        maxLength={LONGEST_COMMENT}
        value={comment}
        onChange={setComment}
      />
    </FormDialog>
  );
}
