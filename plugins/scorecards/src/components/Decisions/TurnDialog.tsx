import { useApi } from '@backstage/frontend-plugin-api';
import { Text, TextAreaField } from '@backstage/ui';
import { useLoad } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Decision } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  scorecardsApiRef,
  type DecisionTurn,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { useState } from 'react';
import { kindWords } from '../../decisions/decisionWords';
import { describeEffect } from '../../decisions/describeEffect';
import { FormDialog } from '../FormDialog';
import { turnWords } from './turnWords';

const LONGEST_COMMENT = 4000;

/** Says what deciding or ending does, and does it. */
export function TurnDialog(props: {
  decision: Decision;
  turn: DecisionTurn;
  onClose: () => void;
  onDone: () => void;
}) {
  const { decision, turn } = props;
  const api = useApi(scorecardsApiRef);
  const [comment, setComment] = useState('');
  const { value: framework } = useLoad(decision.frameworkId, () =>
    api.getFramework(decision.frameworkId),
  );
  const words = turnWords(turn);
  return (
    <FormDialog
      title={`${words.verb}: ${kindWords(decision.kind).noun}`}
      verb={words.verb}
      isDestructive={words.isDestructive}
      act={() =>
        api.takeDecisionTurn(decision.id, turn, comment.trim() || undefined)
      }
      success={words.success}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <Text as="p" variant="body-medium" weight="bold">
        {decision.controlTitle}, {decision.entityTitle}
      </Text>
      <Text as="p" variant="body-medium">
        {turn === 'approve' && (
          <>
            From now on,{' '}
            {describeEffect(decision.kind, { ...decision, framework })}{' '}
          </>
        )}
        {words.effect}
      </Text>
      <TextAreaField
        label="Comment"
        isRequired={words.needsComment}
        maxLength={LONGEST_COMMENT}
        value={comment}
        onChange={setComment}
      />
    </FormDialog>
  );
}
